"""The pytest plugin's targets: whom the vendor fixtures lead to, and each test once at each."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

import pytest

from fauxdesk.testing.side_by_side import of_run
from fauxdesk.testing.targets import CASSETTE, EMULATOR, LIVE, NAMES
from fauxdesk.testing.targets.age import MostAge, most_age

if TYPE_CHECKING:
    from fauxdesk.testing.targets.watch import Watch

if TYPE_CHECKING:
    from fauxdesk.testing.targets.watch import Watch

FIXTURE = "fauxdesk_target"
WATCH = pytest.StashKey["Watch"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add where the tests run, and what they may do there."""
    group = parser.getgroup("fauxdesk")
    group.addoption(
        "--fauxdesk-target",
        type=_targets,
        action="extend",
        metavar="TARGET",
        help="Who answers for the vendors: emulator (default), cassette or live. "
        "Given several times or as a list, each test runs once at each.",
    )
    group.addoption(
        "--fauxdesk-allow-writes",
        action="store_true",
        help="Let the target live be written to. Without it only GET, HEAD and OPTIONS go out.",
    )
    group.addoption(
        "--fauxdesk-record",
        action="store_true",
        help="Keep what each test that passes says to the target as the test's cassette.",
    )
    group.addoption(
        "--fauxdesk-max-age",
        type=_most_age,
        metavar="[warn:]AGE",
        help="Fail, or only warn, where a test's cassette is older than AGE, such as 90d.",
    )
    group.addoption(
        "--fauxdesk-scrub-field",
        action="append",
        default=[],
        metavar="NAME=SORT",
        help="What stands under a key of your own in the tests' cassettes; none: nothing "
        "sensitive. May be given several times, or one a line as fauxdesk_scrub_fields in the "
        "ini file.",
    )
    parser.addini(
        "fauxdesk_scrub_fields", "What --fauxdesk-scrub-field takes, one a line.", "linelist"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Hold the options against each other; UsageError where they exclude each other."""
    if config.getoption("--fauxdesk-record"):
        chosen = _chosen(config)
        if CASSETTE in chosen:
            raise pytest.UsageError("--fauxdesk-record records a vendor, and no cassette is one")
        if len(chosen) > 1:
            raise pytest.UsageError("--fauxdesk-record records at one target at a time")
    config.pluginmanager.register(of_run(config), "fauxdesk-side-by-side")
    if config.getoption("--fauxdesk-allow-writes") and LIVE not in _chosen(config):
        raise pytest.UsageError("--fauxdesk-allow-writes is for --fauxdesk-target=live")
    if config.getini("fauxdesk_scrub_fields") or config.getoption("--fauxdesk-scrub-field"):
        _check_fields(config)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Watch over the whole run where a vendor could be reached that must not be."""
    config = session.config
    chosen = _chosen(config)
    if CASSETTE in chosen or (LIVE in chosen and not config.getoption("--fauxdesk-allow-writes")):
        from fauxdesk.testing.targets.watch import Watch

        watch = config.stash[WATCH] = Watch(os.environ)
        watch.__enter__()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the watch."""
    watch: Watch | None = session.config.stash.get(WATCH, None)
    if watch is not None and watch.is_open:
        watch.__exit__(None, None, None)


@pytest.hookimpl(trylast=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses a fixture of ours once at each of several targets."""
    targets = _chosen(metafunc.config)
    if FIXTURE in metafunc.fixturenames and len(targets) > 1:
        metafunc.parametrize(FIXTURE, targets, indirect=True)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Note on a test the target it runs at, where several were chosen."""
    callspec = getattr(item, "callspec", None)
    if callspec is not None and FIXTURE in callspec.params:
        item.user_properties.append((FIXTURE, callspec.params[FIXTURE]))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Put the targets side by side, and say what is worth knowing of the cassettes."""
    lines = list(of_run(config).lines())
    if lines:
        terminalreporter.section("fauxdesk targets")
        for line in lines:
            terminalreporter.line(line)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say where the tests run, where that was chosen."""
    asked = config.getoption("--fauxdesk-target")
    return [f"fauxdesk target: {', '.join(_chosen(config))}"] if asked else []


@pytest.fixture(name=FIXTURE)
def fauxdesk_target(request: pytest.FixtureRequest) -> str:
    """The name of the target at which this test runs: emulator, cassette or live."""
    return str(getattr(request, "param", _chosen(request.config)[0]))


def _chosen(config: pytest.Config) -> list[str]:
    return list(dict.fromkeys(config.getoption("--fauxdesk-target") or [EMULATOR]))


def _check_fields(config: pytest.Config) -> None:
    from contracts.problem import BadInput
    from fauxdesk.testing.targets.choosing import scrubbed_fields

    try:
        scrubbed_fields(config)
    except BadInput as bad:
        raise pytest.UsageError(f"--fauxdesk-scrub-field: {bad}") from None


def _targets(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in NAMES:
            raise ArgumentTypeError(f"{name!r} is no target; there are {', '.join(NAMES)}")
    return names


def _most_age(text: str) -> MostAge:
    try:
        return most_age(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
