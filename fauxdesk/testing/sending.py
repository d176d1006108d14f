"""Our forwarder inside a test: messages in, conversations out, to whatever target the test has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pytest

from contracts.conversation import Conversation
from fauxdesk.inside import transport_to
from forwarder.delivery import Forwarder
from forwarder.parsing import parse_call
from forwarder.settings import Settings, settings_of
from forwarder.transport import Transport
from forwarder.vendor import vendors

if TYPE_CHECKING:
    from fauxdesk.testing.targets.opening import Opened
    from fauxdesk.testing.targets.stage import Stage


class Sender:
    """Forwards Segment messages to vendors: those given, and those that ``stage`` can open.

    ``opened`` are all of them. Waiting is virtual, but for a live vendor.
    """

    def __init__(self, given: Mapping[str, Opened], stage: Stage) -> None:
        self.opened = dict(given)
        self._stage = stage
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        """Open the vendors and the forwarder."""
        for name in vendors():
            if name not in self.opened and not self._stage.target.lacks(name):
                self.opened[name] = self._exit.enter_context(self._stage.open(name))
        settings = {
            name: settings_of(vendors()[name], opened.counterpart.settings())
            for name, opened in self.opened.items()
        }
        forwarder = Forwarder(settings, transport_for=self._transport)
        self._forwarder = self._exit.enter_context(forwarder)
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
        """What a message says to each vendor (or those of ``to``); BadInput for no message.

        Skips the test where the target lacks what it takes to reach one of them.
        """
        names = list(vendors()) if to is None else list(to)
        lacking = [says for n in names if n in vendors() and (says := self._lacks(n))]
        if lacking and (to is not None or len(lacking) == len(names)):
            pytest.skip(lacking[0])
        reached = [name for name in names if name in self.opened or name not in vendors()]
        return self._forwarder.forward(parse_call(dict(message)), reached)

    def _lacks(self, name: str) -> str:
        return "" if name in self.opened else self._stage.target.lacks(name)

    def _transport(self, settings: Settings) -> Transport:
        opened = self.opened[settings.vendor.name]
        return transport_to(opened.app, opened.counterpart.clock, settings)
