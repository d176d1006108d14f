"""The pytest plugin: a fixture a vendor, ``forwarder`` and ``contract``.

It is loaded in every run of every user, so nothing of ours is imported before a fixture asks.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Generator, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from fauxdesk.house import check_house

if TYPE_CHECKING:
    from fauxdesk.contracting import Contract
    from fauxdesk.fakes import Fake
    from fauxdesk.sending import Sender

pytest_plugins = ["fauxdesk.pytest_coverage"]

FAKES = pytest.StashKey[dict[str, "Fake"]]()
MARK = (
    "fauxdesk(account=FILE, judge=True): open the test's fake with an account file, which is "
    "found beside the test; judge=False lets the test break sender rules"
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
    from fauxdesk.pytest_coverage import evidence_of

    evidence = evidence_of(request.config)
    return lambda name: Contract(name, evidence, test=request.node.nodeid)


@pytest.fixture
def forwarder(request: pytest.FixtureRequest) -> Iterator[Sender]:
    """Our forwarder, delivering to the fakes: ``forwarder.forward({"type": "identify", ...})``."""
    check_house()
    from fauxdesk.pytest_coverage import evidence_of
    from fauxdesk.sending import Sender

    with Sender(_asked_for(request)) as sender:
        yield sender
        spoken_to = {n: fake for n, fake in sender.opened.items() if fake.account.journal}
        for name, fake in spoken_to.items():
            evidence_of(request.config).add(name, fake.exchanges, request.node.nodeid)


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
        from fauxdesk.pytest_coverage import evidence_of

        accounts = {k: data for k, data in _marked_accounts(request).items() if k == name}
        with mock(name, accounts=accounts) as desk:
            request.node.stash.setdefault(FAKES, {})[name] = desk[name]
            yield desk[name]
            evidence_of(request.config).add(name, desk[name].exchanges, request.node.nodeid)

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
