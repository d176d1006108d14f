"""The pytest plugin: a fixture a vendor, ``forwarder`` and ``contract``, and a summary.

It is loaded in every run of every user, so nothing of ours is imported before a fixture asks.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from fauxdesk.house import check_house

if TYPE_CHECKING:
    from fauxdesk.contracting import Contract
    from fauxdesk.evidence import Evidence
    from fauxdesk.fakes import Fake
    from fauxdesk.sending import Sender

EVIDENCE = pytest.StashKey["Evidence"]()


def pytest_configure(config: pytest.Config) -> None:
    """Make a fixture for each vendor folder that there is."""
    config.pluginmanager.register(_vendor_fixtures(), "fauxdesk-vendors")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which rules the tests exercised; nothing where no fixture of ours was used."""
    evidence = config.stash.get(EVIDENCE, None)
    if evidence is not None:
        terminalreporter.section("fauxdesk")
        for line in evidence.lines():
            terminalreporter.line(line)


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

    evidence = _evidence(request)
    return lambda name: Contract(name, evidence, test=request.node.nodeid)


@pytest.fixture
def forwarder(request: pytest.FixtureRequest) -> Iterator[Sender]:
    """Our forwarder, delivering to the fakes: ``forwarder.forward({"type": "identify", ...})``."""
    check_house()
    from fauxdesk.sending import Sender

    with Sender(_asked_for(request)) as sender:
        yield sender
        for name, fake in sender.opened.items():
            _evidence(request).add(name, fake.account, request.node.nodeid)


def _vendor_fixtures() -> object:
    emulator = find_spec("emulator")
    folders = emulator.submodule_search_locations if emulator else None
    names = [m.name for m in pkgutil.iter_modules(folders or ()) if m.ispkg]
    return type("VendorFixtures", (), {name: _vendor_fixture(name) for name in names})()


def _vendor_fixture(name: str) -> Any:
    @pytest.fixture(name=name)
    def fake(_self: object, request: pytest.FixtureRequest) -> Iterator[Fake]:
        from fauxdesk import mock

        with mock(name) as desk:
            yield desk[name]
            _evidence(request).add(name, desk[name].account, request.node.nodeid)

    fake.__doc__ = f"A fresh {name} account; the vendor's real addresses lead to it."
    return fake


def _asked_for(request: pytest.FixtureRequest) -> dict[str, Fake]:
    """The fakes of the vendor fixtures this test has asked for, by name."""
    from emulator.vendor import vendors

    return {n: request.getfixturevalue(n) for n in vendors() if n in request.fixturenames}


def _evidence(request: pytest.FixtureRequest) -> Evidence:
    from fauxdesk.evidence import Evidence

    return request.config.stash.setdefault(EVIDENCE, Evidence())
