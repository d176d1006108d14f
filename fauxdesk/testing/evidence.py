"""What a pytest run exercised of the vendors' rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import PurePath

from contracts.call import Json
from contracts.checking import labelled
from contracts.coverage import NOTHING_RECORDED, Coverage
from contracts.covered import CoveredVendor, Recorded, Sign
from contracts.exchange import Exchange
from contracts.threshold import Threshold


class Evidence:
    """Collects over the tests of a run, and sums up at its end."""

    def __init__(self) -> None:
        self._coverage = Coverage()
        self._by_test: dict[str, Coverage] = {}

    def add(
        self, vendor: str, exchanges: Sequence[Exchange], test: str, scenario: str = ""
    ) -> None:
        """Note what these exchanges show that the test exercised, as which scenario."""
        seen = Coverage()
        seen.see(vendor, labelled(vendor, exchanges), test, scenario)
        self._take(test, seen)

    def cite(self, rules: Iterable[str], test: str, scenario: str = "") -> None:
        """Note the rules of a scenario that a test kept."""
        seen = Coverage()
        seen.cite(rules, test, scenario)
        self._take(test, seen)

    def end(self, test: str) -> Coverage:
        """What one test that has ended exercised; run again, it begins anew."""
        return self._by_test.pop(test, Coverage())

    def vendors(self, recorded: Mapping[str, Recorded] = NOTHING_RECORDED) -> list[CoveredVendor]:
        """The vendors that were used, with their rules and each rule's latest recording."""
        return [self._coverage.of(name, recorded) for name in sorted(self._coverage.requests)]

    def lacking(self, thresholds: Sequence[Threshold]) -> list[str]:
        """A line for each threshold and each vendor that was used and is below it.

        A run that used none lacks everything.
        """
        used = self.vendors()
        if not used and any(threshold.percent for threshold in thresholds):
            return ["no test used a fixture of fauxdesk, so no rule was exercised"]
        return [line for vendor in used for t in thresholds if (line := t.missed_by(vendor))]

    def folders(self) -> set[PurePath]:
        """The folders of the tests that exercised anything, below the root of the run."""
        files = {sign.by.partition("::")[0] for sign in self._coverage.signs}
        return {PurePath(file).parent for file in files}

    def to_json(self) -> dict[str, Json]:
        """All of it as plain data, for ``merge`` in another process."""
        signs = [list(astuple(sign)) for sign in self._coverage.signs]
        return {"requests": dict(self._coverage.requests), "signs": signs}

    def merge(self, data: dict[str, Json]) -> None:
        """Add what another process collected."""
        self._coverage.signs |= {Sign(*sign) for sign in data["signs"]}
        self._coverage.requests.update(data["requests"])

    def _take(self, test: str, seen: Coverage) -> None:
        self._coverage.add(seen)
        self._by_test.setdefault(test, Coverage()).add(seen)
