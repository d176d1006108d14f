"""The pytest plugin's share of coverage: its options, the summary, reports and thresholds.

It is loaded in every run of every user, so nothing of ours is imported before there is
evidence, or a report or threshold is asked for.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from contracts.threshold import Threshold
    from fauxdesk.testing.evidence import Evidence

EVIDENCE = pytest.StashKey["Evidence"]()
TROUBLES = pytest.StashKey[list[str]]()
FORMS = (".json", ".md", ".html")
"""What a report's name may end in."""


def evidence_of(config: pytest.Config) -> Evidence:
    """What the run has exercised so far."""
    from fauxdesk.testing.evidence import Evidence

    return config.stash.setdefault(EVIDENCE, Evidence())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the run may be asked about the vendors' rules."""
    group = parser.getgroup("fauxdesk", "what the tests exercise of the vendors' rules")
    group.addoption(
        "--fauxdesk-min-coverage",
        type=_threshold,
        action="append",
        default=[],
        metavar="[KEEPER:]PCT",
        help="Fail the run when it exercises less than PCT %% of the rules of a vendor it uses; "
        "sender:PCT counts only the rules that senders keep. May be given several times.",
    )
    group.addoption(
        "--fauxdesk-report",
        type=_report_file,
        action="append",
        default=[],
        metavar="FILE",
        help="Write which test exercised which rule to FILE: .json, .md or .html. "
        "May be given several times.",
    )
    group.addoption(
        "--fauxdesk-cassettes",
        type=_folder,
        action="append",
        default=[],
        metavar="DIR",
        help="Date the report's rules by the recordings below DIR too; those in folders named "
        "`cassettes` at the root and beside the tests are found by themselves.",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Let the last report of a test say what it exercised, for JUnit XML and other reporters."""
    evidence = item.config.stash.get(EVIDENCE, None)
    if evidence is not None and call.when == "teardown":
        from fauxdesk.coverage.properties import of_test

        item.user_properties += of_test(evidence.end(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a worker of pytest-xdist collected."""
    told = getattr(node, "workeroutput", {}).get("fauxdesk")
    if told is not None:
        evidence_of(node.config).merge(told)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the reports and hold the run to its thresholds, before JUnit XML is written.

    A worker hands on what it collected.
    """
    config = session.config
    evidence = config.stash.get(EVIDENCE, None)
    if hasattr(config, "workeroutput"):
        if evidence is not None:
            config.workeroutput["fauxdesk"] = evidence.to_json()
        return
    if evidence is not None:
        _add_suite_properties(config, evidence)
    config.stash[TROUBLES] = troubles = [*_reported(config), *_lacking(config)]
    if troubles and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which rules the tests exercised; nothing where no fixture of ours was used."""
    evidence, troubles = config.stash.get(EVIDENCE, None), config.stash.get(TROUBLES, [])
    if evidence is not None:
        from fauxdesk.coverage.reports import summary

        terminalreporter.section("fauxdesk")
        markup, verbose = terminalreporter.hasmarkup, config.get_verbosity() > 0
        terminalreporter.line(summary(evidence.vendors(), markup=markup, verbose=verbose))
    for trouble in troubles:
        terminalreporter.line(trouble, red=True)


def _add_suite_properties(config: pytest.Config, evidence: Evidence) -> None:
    """Add the vendors' shares to the JUnit XML that is being written, if one is."""
    adders = [p for p in config.pluginmanager.get_plugins() if hasattr(p, "add_global_property")]
    if adders:
        from fauxdesk.coverage.properties import of_run

        for name, value in of_run(evidence.vendors()):
            for junit in adders:
                junit.add_global_property(name, value)


def _reported(config: pytest.Config) -> list[str]:
    """Write the reports that were asked for; a line for each that could not be written."""
    files: Sequence[Path] = config.getoption("--fauxdesk-report")
    if not files or config.getoption("--collect-only"):
        return []
    from fauxdesk.coverage.recorded import SHIPPED, latest_recordings
    from fauxdesk.coverage.reports import SUFFIXES, report
    from fauxdesk.testing.side_by_side import of_run

    evidence = evidence_of(config)
    found = {config.rootpath / f / "cassettes" for f in (Path(), *evidence.folders())}
    given: Sequence[Path] = config.getoption("--fauxdesk-cassettes")
    recorded = latest_recordings([SHIPPED, *given, *sorted(found)])
    troubles = []
    for file in files:
        text = report(SUFFIXES[file.suffix], evidence.vendors(recorded))
        text = of_run(config).added_to(text, file.suffix)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            troubles.append(f"{file}: cannot be written: {error.strerror}")
    return troubles


def _lacking(config: pytest.Config) -> list[str]:
    thresholds: Sequence[Threshold] = config.getoption("--fauxdesk-min-coverage")
    if not thresholds or config.getoption("--collect-only"):
        return []
    return evidence_of(config).lacking(thresholds)


def _threshold(text: str) -> Threshold:
    from contracts.threshold import threshold_of

    try:
        return threshold_of(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _report_file(text: str) -> Path:
    file = Path(text)
    if file.suffix not in FORMS:
        raise ArgumentTypeError(f"{text!r} ends in none of {', '.join(FORMS)}")
    return file


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise ArgumentTypeError(f"{text!r} is no folder")
    return folder
