"""The traffic of a running stack, read from its journals."""

from __future__ import annotations

import json
from collections.abc import Iterator

from contracts.exchange import Exchange
from contracts.problem import BadInput
from contracts.wire import exchange_from_json
from emulator.vendor import vendors


def running_traffic(port: int, host: str = "127.0.0.1") -> Iterator[tuple[str, list[Exchange]]]:
    """The journal of every vendor that answers on its port of the stack at ``port``."""
    for name, vendor in vendors().items():
        try:
            yield name, _journal(f"http://{host}:{port + vendor.port}/_fauxdesk/journal", name)
        except ConnectionError:
            continue


def _journal(url: str, vendor: str) -> list[Exchange]:
    import requests

    try:
        entries = requests.get(url, timeout=5).json()
    except requests.ConnectionError as error:
        raise ConnectionError(url) from error
    except (requests.RequestException, json.JSONDecodeError) as error:
        raise BadInput(f"{url} answers no journal") from error
    listed = entries["entries"] if isinstance(entries, dict) else entries
    return [exchange_from_json({"vendor": vendor, **entry}) for entry in listed]
