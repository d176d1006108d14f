"""Freshsales' traffic: the recordings of its scenarios."""

from cassettes.vendor import Vendor

VENDOR = Vendor()
