"""Zendesk's traffic: what no two recordings share, and the recordings of its scenarios."""

from cassettes.vendor import Vendor

VENDOR = Vendor(
    volatile=frozenset(
        {
            "strict-transport-security",
            "x-zendesk-origin-server",
            "x-zendesk-processed-host-header",
            "x-zendesk-request-id",
            "x-zendesk-zorg",
        }
    ),
)
