"""What rules say of the accounts' journals, kept until there is more to judge."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from emulator.account import Account
from emulator.journal import Entry
from emulator.verdicts import ruled_entries

PAUSE = 10.0
"""A journal is judged anew at the earliest after this many times the time that judging took."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """An entry of a journal with (rule id, outcome) of each mark and verdict."""

    entry: Entry
    rules: tuple[tuple[str, str], ...]

    @property
    def broken(self) -> bool:
        """Whether the exchange breaks a rule."""
        return any(outcome == "broken" for _, outcome in self.rules)

    @property
    def worst_first(self) -> list[tuple[str, str]]:
        """The rules: those broken, then those that refused, then the others."""
        worst = ("broken", "refused")
        return sorted(self.rules, key=lambda r: worst.index(r[1]) if r[1] in worst else len(worst))


@dataclass(frozen=True, slots=True)
class _Reading:
    stage: tuple[int, int]
    until: float
    ruled: list[Ruled] = field(default_factory=list)


class Rulings:
    """Judges each account's journal when it has changed, a long one less often than it is asked.

    Judging all of a full journal takes half a second, and a page asks every other second.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._readings: dict[Account, _Reading] = {}

    def of(self, account: Account) -> list[Ruled]:
        """The account's entries, oldest first; a moment old where judging takes long."""
        reading = self._readings.get(account)
        now = self._seconds()
        stage = _stage_of(account)
        if reading is None or (reading.stage != stage and now >= reading.until):
            ruled = [Ruled(entry, tuple(rules)) for entry, rules in ruled_entries(account)]
            took = self._seconds() - now
            reading = _Reading(stage, now + took * (1 + PAUSE), ruled)
            self._readings[account] = reading
        return reading.ruled

    def stage(self, account: Account) -> tuple[int, int]:
        """Tells one reading of the account's journal from another."""
        self.of(account)
        return self._readings[account].stage


def _stage_of(account: Account) -> tuple[int, int]:
    entries = account.journal.entries
    return len(entries), entries[-1].id if entries else 0
