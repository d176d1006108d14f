"""The targets of a pytest run side by side: a row a test, a column a target."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from fauxdesk.testing.targets import NAMES, without_target

LONGEST = 160
"""Characters of a reason that a report shows."""


class SideBySide:
    """Takes every process's reports of tests, and tells what each test came to at each target."""

    def __init__(self) -> None:
        self._came_to: dict[str, dict[str, tuple[str, str]]] = {}
        self._notes: dict[str, None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the report of one phase of a test."""
        told = dict(report.user_properties)
        target = told.get("fauxdesk_target")
        if isinstance(target, str):
            test = without_target(report.nodeid, target)
            outcomes = self._came_to.setdefault(test, {})
            if report.outcome != "passed" or report.when == "call":
                held = outcomes.get(target, ("", ""))
                outcomes[target] = held if held[0] == "failed" else _outcome(report)
        if report.when == "teardown":
            notes = [str(text) for key, text in report.user_properties if key == "fauxdesk_note"]
            self._notes.update(dict.fromkeys(notes))

    def lines(self) -> Iterator[str]:
        """The table for a terminal, then the notes."""
        if self._came_to:
            from fauxdesk.tables import table

            targets = self._targets
            yield from table(["test", *targets], self._rows(), wide=targets).splitlines()
        yield from self._notes

    def added_to(self, report: str, suffix: str) -> str:
        """A report, whatever its ``suffix``, with the targets in it, if there are several."""
        if not self._came_to:
            return report
        if suffix == ".json":
            told = {**json.loads(report), "targets": self.to_json()}
            return json.dumps(told, indent=2, ensure_ascii=False)
        if suffix == ".md":
            return "\n".join([report.rstrip("\n"), "", *self._markdown()])
        from fauxdesk.coverage.page import with_targets

        return with_targets(report, self._targets, self._came_to)

    def to_json(self) -> dict[str, Any]:
        """By test and target: the outcome, and the reason where it did not pass."""
        return {
            test: {
                target: {"outcome": outcome, **({"reason": reason} if reason else {})}
                for target, (outcome, reason) in outcomes.items()
            }
            for test, outcomes in sorted(self._came_to.items())
        }

    @property
    def _targets(self) -> list[str]:
        used = {target for outcomes in self._came_to.values() for target in outcomes}
        return [name for name in NAMES if name in used]

    def _rows(self) -> Iterator[list[str]]:
        for test, outcomes in sorted(self._came_to.items()):
            told = [outcomes.get(target, ("-", "")) for target in self._targets]
            yield [test, *(": ".join(filter(None, words)) for words in told)]

    def _markdown(self) -> Iterator[str]:
        yield f"| test | {' | '.join(self._targets)} |"
        yield "|---" * (len(self._targets) + 1) + "|"
        for row in self._rows():
            yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


SIDE_BY_SIDE = pytest.StashKey[SideBySide]()


def of_run(config: pytest.Config) -> SideBySide:
    """What this run has come to so far."""
    return config.stash.setdefault(SIDE_BY_SIDE, SideBySide())


def _outcome(report: pytest.TestReport) -> tuple[str, str]:
    if hasattr(report, "wasxfail"):
        says = "xpassed" if report.outcome == "passed" else "xfailed"
        return says, report.wasxfail
    if report.outcome == "passed":
        return "passed", ""
    return report.outcome, _first_line(report)


def _first_line(report: pytest.TestReport) -> str:
    told = report.longrepr
    if isinstance(told, tuple):
        text = str(told[2]).removeprefix("Skipped: ")
    else:
        crash = getattr(told, "reprcrash", None)
        text = crash.message if crash else str(told)
    line = text.strip().partition("\n")[0].removeprefix("Failed: ")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
