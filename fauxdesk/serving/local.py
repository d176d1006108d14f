"""Where the local stack is and what opens it: used when no settings are given."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from contracts.problem import BadInput
from emulator.accounts import Accounts
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.ports import LAST_PORT
from forwarder.settings import Settings


def address(host: str, port: int) -> str:
    """The address of a server: ``http://127.0.0.1:7102``, ``http://[::1]:7102``.

    BadInput for a port that no server can have.
    """
    if port > LAST_PORT:
        raise BadInput(f"a stack that begins so late would need port {port}", field="--port")
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def local_settings(host: str, port: int) -> dict[str, dict[str, str]]:
    """Settings by vendor that reach a stack with default accounts."""
    clock = Clock()
    return {
        name: {
            "url": address(host, port + vendor.port),
            **vendor.credentials(Accounts(vendor, clock).default),
        }
        for name, vendor in vendors().items()
    }


def local_environment(host: str, port: int) -> dict[str, str]:
    """The same as variables: ``FAUXDESK_<VENDOR>_<KEY>``."""
    return {
        f"FAUXDESK_{name}_{key}".upper(): value
        for name, settings in local_settings(host, port).items()
        for key, value in settings.items()
    }


def running(settings: Mapping[str, Settings], *, asked: bool) -> dict[str, Settings]:
    """The settings without those of fakes on this machine that are not started.

    BadInput where that leaves none, or where the vendors were ``asked`` for by name or by
    settings. Else only a part of the stack may run, and nobody need wait for the other part.
    """
    silent = {name: held.url for name, held in settings.items() if _refuses(held.url)}
    if silent and (asked or len(silent) == len(settings)):
        name, url = next(iter(silent.items()))
        raise BadInput(f"no {name} answers at {url}; start one with `fauxdesk up`")
    return {name: held for name, held in settings.items() if name not in silent}


def _refuses(url: str) -> bool:
    place = urlsplit(url)
    if place.hostname not in ("127.0.0.1", "localhost", "::1"):
        return False
    try:
        socket.create_connection((place.hostname, place.port or 80), timeout=5).close()
    except ConnectionRefusedError:
        return True
    except OSError:
        return False
    return False
