"""A counterpart that holds no state we could look at: a recording, or the vendor itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NoReturn

import pytest

from cassettes.interaction import Interaction
from contracts.call import Json
from contracts.exchange import Exchange, Request
from emulator.calling import WsgiApp, answer_to
from emulator.journal import Journal
from emulator.vendor import Vendor
from fauxdesk import asserting
from fauxdesk.inside import Pace
from fauxdesk.testing.targets.line import Hear, Line


class NoState(pytest.skip.Exception):  # type: ignore[name-defined,misc]
    """A test asks what an account holds, where nobody can tell."""

    # pytest shows the reason behind the name, as it does with its own exception.
    __module__ = "builtins"
    __qualname__ = "Skipped"


NoState.__name__ = "Skipped"


class Stateless:
    """What ``app`` is asked and answers, as a ``Fake`` would show it; its tables skip the test.

    ``why`` is the reason of the skip, ``where`` what stands before an answer that is missing;
    ``hide`` takes out of a text what must not be shown.
    """

    def __init__(
        self,
        vendor: Vendor,
        app: WsgiApp,
        settings: Mapping[str, Json],
        clock: Pace,
        why: str,
        *,
        where: str | None = None,
        hide: Callable[[str], str] = str,
    ) -> None:
        self.vendor, self.clock = vendor, clock
        self.app = Line(app, self._begin, where)
        self._settings, self._why, self._hide = dict(settings), why, hide
        self._journal = Journal(vendor.secrets)

    @property
    def exchanges(self) -> list[Exchange]:
        """What was asked and answered, oldest first, secrets masked."""
        return [entry.exchange for entry in self._journal.entries]

    def settings(self, over: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """Settings of a forwarder that are right here; a None in ``over`` takes one away."""
        settings = {**self._settings, **(over or {})}
        return {key: value for key, value in settings.items() if value is not None}

    def send(self, request: Request) -> Exchange:
        """The exchange of a request that is made here."""
        answer = answer_to(self.app, request)
        at = datetime.fromtimestamp(self.clock.seconds(), UTC)
        return Exchange(request=request, answer=answer, vendor=self.vendor.name, at=at)

    def assert_no_unexpected_writes(self) -> None:
        """Each write is an operation, well formed, and broke no rule."""
        __tracebackhide__ = True
        asserting.assert_no_unexpected_writes(self.vendor.name, self.exchanges)

    def assert_state(self, _stated: Mapping[str, Json]) -> NoReturn:
        """Skip the test: there is no state to compare."""
        raise self._no_state()

    def __getattr__(self, name: str) -> Any:
        """Skip the test where ``name`` is what a fake would show of its account."""
        if "vendor" in self.__dict__:
            tables = [*self.vendor.tables, "outbox"]
            if name in ("account", "accounts", *tables, *map(asserting.singular, tables)):
                raise self._no_state()
        raise AttributeError(f"there is neither an attribute nor a table {name!r}")

    def _no_state(self) -> NoState:
        return NoState(self._why, _use_item_location=True)

    def _begin(self) -> Hear:
        at = datetime.fromtimestamp(self.clock.seconds(), UTC)

        def hear(taken: Interaction) -> None:
            exchange = taken.exchange(self.vendor.name, at)
            self._journal.add(_hidden(exchange, self._hide), "default")

        return hear


def _hidden(exchange: Exchange, hide: Callable[[str], str]) -> Exchange:
    asked, got = exchange.request, exchange.answer
    request = replace(
        asked, path=hide(asked.path), query=_told(asked.query, hide), body=_told(asked.body, hide)
    )
    answer = got and replace(got, body=_told(got.body, hide), headers=_told(got.headers, hide))
    return replace(exchange, request=request, answer=answer)


def _told(value: Json, hide: Callable[[str], str]) -> Json:
    if isinstance(value, Mapping):
        return {key: _told(held, hide) for key, held in value.items()}
    if isinstance(value, list):
        return [_told(held, hide) for held in value]
    return hide(value) if isinstance(value, str) else value
