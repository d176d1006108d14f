"""The forwarder's own transport, carried to a fake inside this process instead of over sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from emulator.calling import WsgiApp
from fauxdesk.interception.clients.requests import intercept
from forwarder.settings import Settings
from forwarder.transport import Transport

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter


class Pace(Protocol):
    """The time as a sender has it: ``advance`` passes so many seconds, virtual or real."""

    def seconds(self) -> float:
        """Seconds since the epoch."""

    def advance(self, seconds: float) -> None:
        """Let these seconds pass."""


LOCAL = "http://127.0.0.1"
"""The address of a fake inside this process: it leads to the default account."""


def transport_to(app: WsgiApp, clock: Pace, settings: Settings) -> Transport:
    """A transport that reaches ``app`` and waits by advancing the clock."""
    return Transport(settings, seconds=clock.seconds, sleep=clock.advance, adapter=_adapter_to(app))


def _adapter_to(app: WsgiApp) -> HTTPAdapter:
    from requests.adapters import HTTPAdapter

    class Inside(HTTPAdapter):
        def send(self, request: PreparedRequest, *_args: Any, **_kwargs: Any) -> Response:
            return intercept(lambda _host: app, _never, self, request)

    return Inside()


def _never(*_args: object, **_kwargs: object) -> Response:
    raise AssertionError("every host leads to the app")
