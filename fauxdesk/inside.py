"""The forwarder's own transport, carried to a fake inside this process instead of over sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fauxdesk.interception.clients.requests import intercept
from forwarder.settings import Settings
from forwarder.transport import Transport

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter

    from fauxdesk.fakes import Fake

LOCAL = "http://127.0.0.1"
"""The address of a fake inside this process: it leads to the default account."""


def transport_to(fake: Fake, settings: Settings) -> Transport:
    """A transport that reaches ``fake`` and waits by advancing the fake's clock."""
    clock = fake.clock
    return Transport(
        settings, seconds=clock.seconds, sleep=clock.advance, adapter=_adapter_to(fake)
    )


def _adapter_to(fake: Fake) -> HTTPAdapter:
    from requests.adapters import HTTPAdapter

    class Inside(HTTPAdapter):
        def send(self, request: PreparedRequest, *_args: Any, **_kwargs: Any) -> Response:
            return intercept(lambda _host: fake, _never, self, request)

    return Inside()


def _never(*_args: object, **_kwargs: object) -> Response:
    raise AssertionError("every host leads to the fake")
