"""Freshsales' traffic: what its keys hold, and the recordings of its scenarios."""

from cassettes.pseudonyms import Sort
from cassettes.vendor import Vendor

VENDOR = Vendor(
    fields={"work": Sort.PHONE},
)
