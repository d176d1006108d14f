"""The pytest plugin: what the tests exercise of the vendors' rules.

It brings the plugin's other parts, the fixtures and the targets. They are loaded in every run of
every user, so nothing of ours is imported before a fixture asks.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fauxdesk.side_by_side import of_run

if TYPE_CHECKING:
    from fauxdesk.evidence import Evidence

pytest_plugins = ("fauxdesk.pytest_fixtures", "fauxdesk.pytest_targets")

EVIDENCE = pytest.StashKey["Evidence"]()
TROUBLES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the run may be asked about the vendors' rules."""
    group = parser.getgroup("fauxdesk", "what the tests exercise of the vendors' rules")
    group.addoption(
        "--fauxdesk-min-coverage",
        type=_percentage,
        metavar="PCT",
        help="Fail the run when it exercises less than PCT % of the rules of a vendor it uses.",
    )
    group.addoption(
        "--fauxdesk-report",
        type=_report_file,
        metavar="FILE",
        help="Write which test exercised which rule to FILE: .json or .md.",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a worker of pytest-xdist collected."""
    told = getattr(node, "workeroutput", {}).get("fauxdesk")
    if told is not None:
        evidence_of(node.config).merge(told)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the report and hold the run to its threshold; a worker hands on what it collected."""
    config = session.config
    evidence = config.stash.get(EVIDENCE, None)
    if hasattr(config, "workeroutput"):
        if evidence is not None:
            config.workeroutput["fauxdesk"] = evidence.to_json()
        return
    config.stash[TROUBLES] = troubles = [*_reported(config), *_lacking(config)]
    if troubles and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which rules the tests exercised; nothing where no fixture of ours was used."""
    evidence, troubles = config.stash.get(EVIDENCE, None), config.stash.get(TROUBLES, [])
    if evidence is not None:
        terminalreporter.section("fauxdesk")
        for line in evidence.lines():
            terminalreporter.line(line)
    for trouble in troubles:
        terminalreporter.line(trouble, red=True)


def evidence_of(config: pytest.Config) -> Evidence:
    """What the run has exercised so far."""
    from fauxdesk.evidence import Evidence

    return config.stash.setdefault(EVIDENCE, Evidence())


def _reported(config: pytest.Config) -> list[str]:
    """Write the report that was asked for; a line that says why it could not be written."""
    file: Path | None = config.getoption("--fauxdesk-report")
    if file is None:
        return []
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = evidence_of(config).report(file.suffix)
        file.write_text(of_run(config).added_to(text, file.suffix), encoding="utf-8")
    except OSError as error:
        return [f"{file}: cannot be written: {error.strerror}"]
    return []


def _lacking(config: pytest.Config) -> list[str]:
    least: float | None = config.getoption("--fauxdesk-min-coverage")
    if least is None or config.getoption("--collect-only"):
        return []
    return evidence_of(config).lacking(least)


def _percentage(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 100:
        raise ArgumentTypeError(f"{text!r} is no percentage from 0 to 100")
    return share


def _report_file(text: str) -> Path:
    file = Path(text)
    if file.suffix not in (".json", ".md"):
        raise ArgumentTypeError(f"{text!r} ends neither in .json nor in .md")
    return file
