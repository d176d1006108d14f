"""User.com's traffic, and the recordings of its scenarios."""

from cassettes.vendor import Vendor

VENDOR = Vendor()
