"""fauxdesk: fake helpdesk and CRM vendors, a real forwarder, and the contracts between them.

``fauxdesk.start()`` runs the fakes on loopback ports; ``fauxdesk.mock()`` answers the real
vendors' addresses inside this process; ``fauxdesk.record()`` keeps what a vendor answers in a
cassette. Importing the package loads nothing else: pytest imports it in every run of every user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fauxdesk.mocking import mock
    from fauxdesk.serving.proxying import record
    from fauxdesk.serving.stack import start

__version__ = "0.1.0"
__all__ = ["__version__", "mock", "record", "start"]

_HOMES = {
    "mock": "fauxdesk.mocking",
    "record": "fauxdesk.serving.proxying",
    "start": "fauxdesk.serving.stack",
}


def __getattr__(name: str) -> Any:
    """Load what the package offers when first asked for, and check the house before."""
    if name not in _HOMES:
        raise AttributeError(f"module 'fauxdesk' has no attribute {name!r}")
    from importlib import import_module

    from fauxdesk.house import check_house

    check_house()
    loaded = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return loaded
