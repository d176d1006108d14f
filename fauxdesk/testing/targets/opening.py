"""What a target is asked to open, and what it opens: a counterpart, and the app it answers by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cassettes.cassette import FAKE
from cassettes.scrubbing import Scrub
from contracts.call import Json
from contracts.exchange import Exchange
from contracts.hosts import vendor_of
from contracts.scenario import Scenario
from emulator.calling import WsgiApp
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from fauxdesk.inside import Pace
from fauxdesk.interception.blocks import Block
from fauxdesk.stories.paths import scrub_for


class Counterpart(Protocol):
    """Whom a test speaks to at one vendor; a ``Fake`` is one."""

    @property
    def clock(self) -> Pace:
        """The time there."""

    @property
    def exchanges(self) -> list[Exchange]:
        """What was asked and answered, oldest first, secrets masked."""

    def settings(self, over: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """Settings of a forwarder that open the account; ``over`` lies on top."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One vendor, opened once by one test.

    ``account`` is an account file as data, or None for the default one; ``cassette`` is the
    recording that belongs to this opening, whether it exists or not.
    """

    vendor: str
    cassette: Path
    account: Mapping[str, Json] | None = None
    scenario: Scenario | None = None

    @property
    def scrub(self) -> Scrub:
        """The scrub of its recording; a scenario's own invented values stay readable."""
        return scrub_for(self.scenario) if self.scenario else Scrub()

    def fake(self) -> Fake:
        """The fake of its account; BadInput where that is not well formed."""
        from emulator.account_file import check_account

        vendor = vendors()[self.vendor]
        file = None if self.account is None else check_account(vendor, self.account)
        return Fake(vendor, file, pinned=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A vendor that is open: ``app`` answers its hosts, and ``place`` where it has a further one.

    ``recorded_from`` is what a recording says of who answered. ``unanswered`` says which requests
    got no answer for a reason that is no vendor's; ``notes`` says at the end what is worth
    knowing and no fault.
    """

    vendor: str
    counterpart: Any
    app: WsgiApp
    place: str = ""
    recorded_from: str = FAKE
    unanswered: list[str] = field(default_factory=list)
    notes: Callable[[], Iterable[str]] = field(default=tuple)

    def block(self) -> Block:
        """A block in which this vendor's hosts are answered, and no vendor's is reached."""
        return _Block(self)


class Target(Protocol):
    """A way to have the vendors answered."""

    def lacks(self, vendor: str) -> str:
        """What stands against opening the vendor; empty if nothing does."""

    def open(self, opening: Opening) -> Opened:
        """Open it. BadInput or BadSettings where the user's own data is wrong."""


class _Block(Block):
    def __init__(self, opened: Opened) -> None:
        super().__init__(lambda host: opened.app if vendor_of(host) == opened.vendor else None)
        self._opened = opened

    def app_at(self, place: str) -> WsgiApp | None:
        if place and place == self._opened.place:
            return self._opened.app
        return super().app_at(place)

    def guards(self, host: str) -> bool:
        return vendor_of(host) is not None
