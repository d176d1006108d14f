"""Where the local stack is and what opens it: used when no settings are given."""

from __future__ import annotations

from emulator.accounts import Accounts
from emulator.clock import Clock
from emulator.vendor import vendors


def local_environment(host: str, port: int) -> dict[str, str]:
    """The variables ``FAUXDESK_<VENDOR>_<KEY>`` that reach a stack with default accounts."""
    clock = Clock()
    found = {}
    for name, vendor in vendors().items():
        settings = {
            "url": f"http://{host}:{port + vendor.port}",
            **vendor.credentials(Accounts(vendor, clock).default),
        }
        for key, value in settings.items():
            found[f"FAUXDESK_{name}_{key}".upper()] = value
    return found
