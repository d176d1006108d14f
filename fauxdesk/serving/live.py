"""The traffic of a running stack, read from its journals."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.exchange import Exchange
from contracts.problem import BadInput
from contracts.wire import exchange_from_json
from emulator.vendor import vendors

TIMEOUT = 30.0
"""How long a journal may take, in seconds: a long one is judged before it is told."""

_NO_JOURNAL = (KeyError, TypeError, ValueError, AttributeError)


def running_traffic(port: int, host: str = "127.0.0.1") -> Iterator[tuple[str, list[Exchange]]]:
    """The journal of every vendor that answers on its port of the stack at ``port``.

    BadInput where something else answers there. No proxy is asked: the stack is on this machine.
    """
    for name, vendor in vendors().items():
        try:
            yield name, _journal(f"http://{host}:{port + vendor.port}/_fauxdesk/journal", name)
        except ConnectionError:
            continue


def _journal(url: str, vendor: str) -> list[Exchange]:
    import requests

    try:
        with requests.Session() as session:
            session.trust_env = False
            entries = session.get(url, timeout=TIMEOUT).json()
        return [exchange_from_json({"vendor": vendor, **entry}) for entry in entries]
    except requests.ConnectionError as error:
        raise ConnectionError(url) from error
    except (requests.RequestException, *_NO_JOURNAL) as error:
        raise BadInput(f"{url} answers no journal") from error
