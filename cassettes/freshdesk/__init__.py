"""Freshdesk's traffic: what no two recordings share, and the recordings of its scenarios."""

from cassettes.vendor import Vendor

VENDOR = Vendor(
    volatile=frozenset(
        {
            "status",
            "x-fw-ratelimiting-managed",
            "x-rack-cache",
            "x-ratelimit-remaining",
            "x-ratelimit-used-currentrequest",
        }
    ),
)
