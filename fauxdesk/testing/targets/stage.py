"""The stage of one test: it opens vendors at the run's target and keeps what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.call import Json
from contracts.scenario import Scenario
from fauxdesk.testing.targets.opening import Opened, Opening, Target
from fauxdesk.testing.targets.recorder import Recorder


class Stage:
    """Opens vendors for one test; ``place`` says where an opening's cassette lies.

    With ``record`` what is said is taped, and ``keep`` writes it.
    """

    def __init__(self, target: Target, place: Callable[[str], Path], *, record: bool) -> None:
        self.target = target
        self._place, self._record = place, record
        self._opened: list[Opened] = []
        self._recorders: list[Recorder] = []

    @contextmanager
    def open(
        self,
        vendor: str,
        account: Mapping[str, Json] | None = None,
        scenario: Scenario | None = None,
    ) -> Iterator[Opened]:
        """The vendor, answered inside the block; skips the test where the target lacks something.

        BadInput or BadSettings where the user's own data is wrong.
        """
        lacks = self.target.lacks(vendor)
        if lacks:
            pytest.skip(lacks)
        opening = Opening(vendor, self._place(vendor), account, scenario)
        opened = self.target.open(opening)
        if self._record:
            recorder = Recorder(opening, opened)
            self._recorders.append(recorder)
            opened = replace(opened, app=recorder.app)
        self._opened.append(opened)
        with opened.block():
            yield opened

    @property
    def unanswered(self) -> list[str]:
        """Which requests got no answer for a reason that is no vendor's, each told once."""
        return list(dict.fromkeys(says for opened in self._opened for says in opened.unanswered))

    @property
    def notes(self) -> list[str]:
        """What is worth knowing and no fault."""
        return [note for opened in self._opened for note in opened.notes()]

    def keep(self) -> None:
        """Write what was taped; Problem or OSError where that fails."""
        for recorder in self._recorders:
            recorder.write()
