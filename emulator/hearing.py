"""What the judges of an account have heard of its journal, kept from one write to the next."""

from __future__ import annotations

from collections.abc import Callable

from contracts.exchange import Exchange
from contracts.judging import BROKEN, Bench
from emulator.journal import Journal


class Hearing:
    """The judges of ``vendor``, who hear each entry of a journal once.

    A question costs the same however long the journal is. The judges remember all that the
    journal holds, and up to as much again that it has dropped; then, and when the journal is
    cleared, they begin anew. Hold the account's lock.
    """

    def __init__(self, vendor: str, journal: Journal) -> None:
        self._vendor, self._journal = vendor, journal
        self._bench: Bench | None = None
        self._first = self._last = 0

    def broken_by(self, pending: Exchange, label: Callable[[Exchange], Exchange]) -> list[str]:
        """The sender rules that a request would break, after all that the journal holds.

        A judge that fails leaves none in session: the next question begins anew.
        """
        bench, self._bench = self._in_session(), None
        for entry in self._journal.label(label, after=self._last):
            bench.hear(entry.exchange)
        said = bench.hear(label(pending))
        self._bench, self._last = bench, self._journal.last_id
        return sorted(rule for rule, ruling in said.items() if ruling is BROKEN)

    def _in_session(self) -> Bench:
        journal = self._journal
        cleared = self._first <= journal.cleared_at
        overflowing = journal.last_id - self._first >= 2 * journal.capacity
        if self._bench is None or cleared or overflowing:
            self._first = journal.last_id - len(journal) + 1
            self._last = self._first - 1
            return Bench(self._vendor)
        return self._bench
