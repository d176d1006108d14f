"""The pytest plugin: a fixture a vendor, ``forwarder`` and ``contract``, and the coverage.

It is loaded in every run of every user, so nothing of ours is imported before a fixture asks.
"""

from __future__ import annotations

import pkgutil
from argparse import ArgumentTypeError
from collections.abc import Callable, Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fauxdesk.house import check_house

if TYPE_CHECKING:
    from fauxdesk.contracting import Contract
    from fauxdesk.evidence import Evidence
    from fauxdesk.fakes import Fake
    from fauxdesk.sending import Sender

EVIDENCE = pytest.StashKey["Evidence"]()
TROUBLES = pytest.StashKey[list[str]]()
FAKES = pytest.StashKey[dict[str, "Fake"]]()
MARK = (
    "fauxdesk(account=FILE, judge=True): open the test's fake with an account file, which is "
    "found beside the test; judge=False lets the test break sender rules"
)


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


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark, and make a fixture for each vendor folder that there is."""
    config.addinivalue_line("markers", MARK)
    config.pluginmanager.register(_vendor_fixtures(), "fauxdesk-vendors")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test whose requests to a vendor fixture broke a sender rule."""
    try:
        result = yield
    except (Exception, pytest.fail.Exception):
        broken = _broken_by(item)
        if broken:
            item.add_report_section("call", "fauxdesk", broken)
        raise
    broken = _broken_by(item)
    if broken:
        pytest.fail(broken, pytrace=False)
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a worker of pytest-xdist collected."""
    told = getattr(node, "workeroutput", {}).get("fauxdesk")
    if told is not None:
        _evidence(node.config).merge(told)


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


@pytest.fixture
def contract(request: pytest.FixtureRequest) -> Callable[[str], Contract]:
    """Runs your own sender as a scenario's.

    Use it as ``with contract("vendor/scenario") as story:``. Inside, the account is as the
    scenario says, ``story.call`` is the call to send and the vendor's real address leads to the
    account. Leaving it compares what was sent and what is left, and fails with the difference,
    the rule and its source.
    """
    check_house()
    from fauxdesk.contracting import Contract

    evidence = _evidence(request.config)
    return lambda name: Contract(name, evidence, test=request.node.nodeid)


@pytest.fixture
def forwarder(request: pytest.FixtureRequest) -> Iterator[Sender]:
    """Our forwarder, delivering to the fakes: ``forwarder.forward({"type": "identify", ...})``."""
    check_house()
    from fauxdesk.sending import Sender

    with Sender(_asked_for(request)) as sender:
        yield sender
        spoken_to = {n: fake for n, fake in sender.opened.items() if fake.account.journal}
        for name, fake in spoken_to.items():
            _evidence(request.config).add(name, fake.account, request.node.nodeid)


def _vendor_fixtures() -> object:
    emulator = find_spec("emulator")
    folders = emulator.submodule_search_locations if emulator else None
    names = [m.name for m in pkgutil.iter_modules(folders or ()) if m.ispkg]
    return type("VendorFixtures", (), {name: _vendor_fixture(name) for name in names})()


def _vendor_fixture(name: str) -> Any:
    @pytest.fixture(name=name)
    def fake(_self: object, request: pytest.FixtureRequest) -> Iterator[Fake]:
        check_house()
        from fauxdesk import mock

        accounts = {k: data for k, data in _marked_accounts(request).items() if k == name}
        with mock(name, accounts=accounts) as desk:
            request.node.stash.setdefault(FAKES, {})[name] = desk[name]
            yield desk[name]
            _evidence(request.config).add(name, desk[name].account, request.node.nodeid)

    fake.__doc__ = f"A fresh {name} account; the vendor's real addresses lead to it."
    return fake


def _asked_for(request: pytest.FixtureRequest) -> dict[str, Fake]:
    """The fakes of the vendor fixtures this test asks for, or has an account file for."""
    from emulator.vendor import vendors

    wanted = {*request.fixturenames, *_marked_accounts(request)}
    return {n: request.getfixturevalue(n) for n in vendors() if n in wanted}


def _marked_accounts(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    from contracts.problem import BadInput
    from fauxdesk.marking import accounts_of

    try:
        return accounts_of(request.node)
    except BadInput as bad:
        pytest.fail(str(bad), pytrace=False)


def _broken_by(item: pytest.Item) -> str:
    """What the test's requests to its vendor fixtures broke, as text; empty if nothing."""
    fakes = item.stash.get(FAKES, {})
    if not fakes:
        return ""
    from fauxdesk.asserting import broken_rules
    from fauxdesk.marking import judged

    broken = [line for fake in fakes.values() for line in broken_rules(fake.account)]
    if not broken or not judged(item):
        return ""
    return "\n".join(["a sender rule was broken (judge=False in the mark allows it):", *broken])


def _evidence(config: pytest.Config) -> Evidence:
    from fauxdesk.evidence import Evidence

    return config.stash.setdefault(EVIDENCE, Evidence())


def _reported(config: pytest.Config) -> list[str]:
    """Write the report that was asked for; a line that says why it could not be written."""
    file: Path | None = config.getoption("--fauxdesk-report")
    if file is None:
        return []
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_evidence(config).report(file.suffix), encoding="utf-8")
    except OSError as error:
        return [f"{file}: cannot be written: {error.strerror}"]
    return []


def _lacking(config: pytest.Config) -> list[str]:
    least: float | None = config.getoption("--fauxdesk-min-coverage")
    if least is None or config.getoption("--collect-only"):
        return []
    return _evidence(config).lacking(least)


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
