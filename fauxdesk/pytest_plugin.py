"""The pytest plugin: a fixture a vendor, ``forwarder`` and ``contract``.

A test fails whose requests broke a sender rule, or got no answer from its target. The plugin is
loaded in every run of every user, so nothing of ours is imported before a fixture asks.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from fauxdesk.house import check_house

if TYPE_CHECKING:
    from fauxdesk.testing.contracting import Contract
    from fauxdesk.testing.sending import Sender
    from fauxdesk.testing.targets.opening import Opened
    from fauxdesk.testing.targets.stage import Stage

pytest_plugins = ["fauxdesk.testing.pytest_coverage", "fauxdesk.testing.pytest_targets"]

OPENED = pytest.StashKey[dict[str, "Opened"]]()
STAGE = pytest.StashKey["Stage"]()
COMPLETE = pytest.StashKey[bool]()
"""Whether the test has said everything it says at a vendor."""
MARK = (
    "fauxdesk(account=FILE, cassette=FILE, judge=True): open the test's fake with an account "
    "file, or its recording from a file, both found beside the test; judge=False lets the test "
    "break sender rules"
)


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark, and make a fixture for each vendor folder that there is."""
    config.addinivalue_line("markers", MARK)
    config.pluginmanager.register(_vendor_fixtures(), "fauxdesk-vendors")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test whose requests were not answered, or broke a sender rule."""
    result, error = None, None
    try:
        result = yield
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as raised:  # noqa: BLE001
        error = raised
    _judge(item, error)
    if error is not None:
        raise error
    return result


@pytest.fixture
def fauxdesk_stage(request: pytest.FixtureRequest, fauxdesk_target: str) -> Iterator[Stage]:
    """Opens vendors for this test at its target; at the end what it says is kept or noted."""
    check_house()
    from contracts.problem import Problem
    from fauxdesk.testing.targets.choosing import stage_of

    node = request.node
    with _plainly():
        stage = node.stash[STAGE] = stage_of(node, fauxdesk_target)
    yield stage
    if not node.stash.get(COMPLETE, False):
        return
    node.user_properties.extend(("fauxdesk_note", note) for note in stage.notes)
    try:
        stage.keep()
    except (Problem, OSError) as error:
        pytest.fail(f"the recording was not kept: {error}", pytrace=False)


@pytest.fixture
def contract(request: pytest.FixtureRequest, fauxdesk_stage: Stage) -> Callable[[str], Contract]:
    """Runs your own sender as a scenario's.

    Use it as ``with contract("vendor/scenario") as story:``. Inside, the account is as the
    scenario says, ``story.call`` is the call to send and the vendor's real address leads to the
    account. Leaving it compares what was sent and what is left, and fails with the difference,
    the rule and its source.
    """
    from fauxdesk.testing.contracting import Contract
    from fauxdesk.testing.pytest_coverage import evidence_of

    evidence = evidence_of(request.config)

    def told(name: str) -> Contract:
        with _plainly():
            return Contract(name, fauxdesk_stage, evidence, test=request.node.nodeid)

    return told


@pytest.fixture
def forwarder(request: pytest.FixtureRequest, fauxdesk_stage: Stage) -> Iterator[Sender]:
    """Our forwarder, delivering to the target: ``forwarder.forward({"type": "identify", ...})``."""
    from fauxdesk.testing.sending import Sender

    given = _asked_for(request)
    with Sender(given, fauxdesk_stage) as sender:
        yield sender
        for name, opened in sender.opened.items():
            if name not in given and opened.counterpart.exchanges:
                _exercised(request, opened)


def _vendor_fixtures() -> object:
    emulator = find_spec("emulator")
    folders = emulator.submodule_search_locations if emulator else None
    names = [m.name for m in pkgutil.iter_modules(folders or ()) if m.ispkg]
    return type("VendorFixtures", (), {name: _vendor_fixture(name) for name in names})()


def _vendor_fixture(name: str) -> Any:
    @pytest.fixture(name=name)
    def counterpart(
        _self: object, request: pytest.FixtureRequest, fauxdesk_stage: Stage
    ) -> Iterator[Any]:
        with ExitStack() as open_until_the_end:
            with _plainly():
                block = fauxdesk_stage.open(name, _marked_accounts(request.node).get(name))
                opened = open_until_the_end.enter_context(block)
            request.node.stash.setdefault(OPENED, {})[name] = opened
            yield opened.counterpart
            _exercised(request, opened)

    counterpart.__doc__ = f"A fresh {name} account; the vendor's real addresses lead to it."
    return counterpart


def _asked_for(request: pytest.FixtureRequest) -> dict[str, Opened]:
    """The vendors whose fixtures this test asks for, or which it has an account file for."""
    from emulator.vendor import vendors

    with _plainly():
        wanted = {*request.fixturenames, *_marked_accounts(request.node)}
    names = [name for name in vendors() if name in wanted]
    for name in names:
        request.getfixturevalue(name)
    held = request.node.stash.get(OPENED, {})
    return {name: held[name] for name in names}


def _marked_accounts(node: pytest.Item) -> dict[str, dict[str, Any]]:
    from fauxdesk.testing.marking import accounts_of

    return accounts_of(node)


def _exercised(request: pytest.FixtureRequest, opened: Opened) -> None:
    from fauxdesk.testing.pytest_coverage import evidence_of

    evidence_of(request.config).add(
        opened.vendor, opened.counterpart.exchanges, request.node.nodeid
    )


@contextmanager
def _plainly() -> Iterator[None]:
    """Let what the user must mend be one line, without a traceback."""
    from contracts.problem import Problem

    says = ""
    try:
        yield
    except Problem as problem:
        says = str(problem)
    if says:
        pytest.fail(says, pytrace=False)


def _judge(item: pytest.Item, error: BaseException | None) -> None:
    """Fail the test for what it sent; where it has failed by itself, with ``error``, only tell.

    What got no answer is the reason of whatever followed, so it is told instead. A test that
    went as far as it can at its target is complete.
    """
    stage = item.stash.get(STAGE, None)
    if stage is None:
        return
    from fauxdesk.testing.targets.stateless import NoState

    if stage.unanswered:
        pytest.fail("\n".join(stage.unanswered), pytrace=False)
    broken = _broken_by(item)
    if broken and (error is None or isinstance(error, pytest.skip.Exception)):
        pytest.fail(broken, pytrace=False)
    if broken:
        item.add_report_section("call", "fauxdesk", broken)
    if error is None or isinstance(error, NoState):
        item.stash[COMPLETE] = True


def _broken_by(item: pytest.Item) -> str:
    """What the test's requests to its vendor fixtures broke, as text; empty if nothing."""
    opened = item.stash.get(OPENED, {})
    if not opened:
        return ""
    from fauxdesk.asserting import broken_rules
    from fauxdesk.testing.marking import judged

    spoken = [(name, held.counterpart.exchanges) for name, held in opened.items()]
    broken = [line for name, exchanges in spoken for line in broken_rules(name, exchanges)]
    if not broken or not judged(item):
        return ""
    return "\n".join(["a sender rule was broken (judge=False in the mark allows it):", *broken])
