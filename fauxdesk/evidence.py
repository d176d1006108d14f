"""What a pytest run exercised of the vendors' rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.catalogue import catalogue
from contracts.checking import labelled
from contracts.coverage import Coverage
from emulator.account import Account


class Evidence:
    """Collects over the tests of a run, and sums up at its end."""

    def __init__(self) -> None:
        self.coverage = Coverage()
        self._vendors: dict[str, int] = {}

    def add(self, vendor: str, account: Account, test: str) -> None:
        """Note what the account's journal shows that the test exercised."""
        exchanges = [entry.exchange for entry in account.journal.entries]
        self._vendors[vendor] = self._vendors.get(vendor, 0) + len(exchanges)
        self.coverage.see(vendor, labelled(vendor, exchanges), test)

    def cite(self, rules: Iterable[str], test: str) -> None:
        """Note the rules of a scenario that a test kept."""
        self.coverage.cite(rules, test)

    def lines(self) -> Iterator[str]:
        """A line a vendor: requests, and rules exercised of rules counted."""
        for vendor, requests in sorted(self._vendors.items()):
            counted = sum(rule.counted for rule in catalogue().of(vendor).values())
            seen = len(self.coverage.exercised(vendor))
            yield f"{vendor}: {requests} requests, {seen} of {counted} rules exercised"
