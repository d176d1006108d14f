"""The target cassette: each vendor is a recording that belongs to the test."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cassettes.age import stale
from cassettes.answering import Answering
from cassettes.cassette import Cassette
from cassettes.replay import Replay
from cassettes.scrubbing import Scrub
from contracts.problem import Problem
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.stories.recordings import cassette_of
from fauxdesk.testing.targets.age import MostAge
from fauxdesk.testing.targets.opening import Opened, Opening
from fauxdesk.testing.targets.stateless import Stateless

WHY = "a cassette holds no state; the emulator does (--fauxdesk-target=emulator)"
SHOWN = 3
"""Recordings that a note on unused ones names."""


class FromCassettes:
    """Opens recordings.

    Nothing goes out. ``most_age`` is how old the tests' own recordings may be. A file is
    opened by the first request: a vendor that a test has open and never speaks to needs none.
    """

    def __init__(self, root: Path, most_age: MostAge | None = None) -> None:
        self._root, self._most_age = root, most_age

    def lacks(self, _vendor: str) -> str:
        """Nothing: whether a recording is missing shows when it is needed."""
        return ""

    def open(self, opening: Opening) -> Opened:
        """The recording of this opening; for a scenario without one, that which is shipped."""
        own = opening.cassette
        shipped = None if own.exists() or not opening.scenario else cassette_of(opening.scenario)
        most_age = None if shipped else self._most_age
        file = _Player(shipped or own, opening.scrub, self._shown(shipped or own), most_age)
        settings = opening.fake().settings()
        counterpart = Stateless(
            vendors()[opening.vendor], file, settings, Clock(), WHY, where=file.shown
        )
        return Opened(
            vendor=opening.vendor,
            counterpart=counterpart,
            app=counterpart.app,
            unanswered=counterpart.app.unanswered,
            notes=file.notes,
        )

    def _shown(self, file: Path) -> str:
        return str(file.relative_to(self._root) if file.is_relative_to(self._root) else file)


class _Player:
    """Answers from a cassette, which the first request opens."""

    def __init__(self, file: Path, scrub: Scrub, shown: str, most_age: MostAge | None) -> None:
        self.shown = shown
        self._file, self._scrub, self._most_age = file, scrub, most_age
        self._warning = ""
        self._lock = threading.Lock()
        self._replay: Replay | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request; Problem where there is no cassette that may be used."""
        with self._lock:
            if self._replay is None:
                self._replay = self._opened()
        return Answering(self._replay)(environ, start_response)

    def notes(self) -> Iterator[str]:
        """A line on a recording that is old, and one on what of it nobody asked for."""
        if self._warning:
            yield f"{self.shown}: {self._warning}"
        left = self._replay.unused() if self._replay else []
        if left and self._replay:
            named = [f"{exchange.request.method} {exchange.request.path}" for exchange in left]
            more = [f"and {len(left) - SHOWN} more"] if len(left) > SHOWN else []
            says = ", ".join([*named[:SHOWN], *more])
            yield f"{self.shown}: {len(left)} of {len(self._replay)} recordings unused: {says}"

    def _opened(self) -> Replay:
        if not self._file.exists():
            says = "there is no such recording; run the test with --fauxdesk-record to make it"
            raise Problem(says, file=self.shown)
        if self._most_age is not None:
            self._warning = stale(Cassette(self._file), self._most_age.span) or ""
            if self._warning and not self._most_age.only_warns:
                raise Problem(self._warning, file=self.shown)
        return Replay(self._file, self._scrub)
