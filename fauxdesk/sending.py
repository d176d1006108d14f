"""Our forwarder inside a test: messages in, conversations out, nothing leaves the process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from contracts.conversation import Conversation
from fauxdesk.fakes import Fake
from fauxdesk.inside import transport_to
from fauxdesk.mocking import mock
from forwarder.delivery import Forwarder
from forwarder.parsing import parse_call
from forwarder.settings import settings_of
from forwarder.vendor import vendors


class Sender:
    """Forwards Segment messages to fakes: those given, and fresh ones for the other vendors.

    ``opened`` are the fresh ones. Their waiting is virtual: back-off advances the fake's clock.
    """

    def __init__(self, fakes: Mapping[str, Fake], **settings: Mapping[str, Any]) -> None:
        self._given, self._over = dict(fakes), settings
        self.opened: dict[str, Fake] = {}
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        """Open the fakes and the forwarder."""
        missing = [name for name in vendors() if name not in self._given]
        if missing:
            self.opened = dict(self._exit.enter_context(mock(*missing)))
        fakes = {**self._given, **self.opened}
        settings = {
            name: settings_of(vendor, fakes[name].settings(self._over.get(name)))
            for name, vendor in vendors().items()
        }
        self._forwarder = self._exit.enter_context(
            Forwarder(settings, transport_for=lambda own: transport_to(fakes[own.vendor.name], own))
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Close them."""
        self._exit.__exit__(kind, error, tb)

    def forward(
        self, message: Mapping[str, Any], to: Iterable[str] | None = None
    ) -> list[Conversation]:
        """What a message says to each vendor (or those of ``to``); BadInput for no message."""
        return self._forwarder.forward(parse_call(dict(message)), to)
