"""User.com's traffic: what its keys hold, and the recordings of its scenarios."""

from cassettes.pseudonyms import Sort
from cassettes.vendor import Vendor

VENDOR = Vendor(
    fields={
        "user_key": Sort.SECRET,
        "client_user": Sort.SECRET,
        "phone_numbers": Sort.PHONE,
    },
)
