"""A scenario as the frame of somebody's own test: the account before, the checks after."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from contracts.checking import check
from contracts.conversation import Kind
from contracts.mismatch import Mismatch
from contracts.scenario import Scenario, scenario_named
from fauxdesk.evidence import Evidence
from fauxdesk.fakes import Fake
from fauxdesk.mocking import mock
from fauxdesk.paths import state_of


class ContractBroken(AssertionError):
    """A sender did not do what a scenario states; the text has the differences and the rules."""


class Contract:
    """``with Contract("vendor/scenario") as story:`` checks the sender that runs inside.

    ``story.call`` is the message to send, ``story.settings`` opens the account, ``story.fake``
    is the vendor. Leaving the block raises ContractBroken where requests, their effect or a
    sender rule differ from what the scenario states. BadInput for a scenario there is not.
    """

    def __init__(self, name: str, evidence: Evidence | None = None, test: str = "") -> None:
        self.scenario: Scenario = scenario_named(name)
        self._evidence, self._test = evidence, test or name
        vendor = self.scenario.vendor
        self._mock = mock(vendor, accounts={vendor: self.scenario.account})

    @property
    def call(self) -> dict[str, Any]:
        """The Segment message to send."""
        return dict(self.scenario.call)

    @property
    def fake(self) -> Fake:
        """The vendor that is spoken to."""
        return self._mock[self.scenario.vendor]

    @property
    def settings(self) -> dict[str, Any]:
        """Settings of a forwarder that open the account, as the scenario has them."""
        return self.fake.settings(self.scenario.settings)

    def __enter__(self) -> Self:
        """Prepare the account and answer the vendor's addresses from it."""
        self._mock.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Compare; an exception of the sender itself goes on instead."""
        __tracebackhide__ = True
        self._mock.__exit__(kind, error, tb)
        if self._evidence is not None:
            vendor, exchanges = self.scenario.vendor, self.fake.exchanges
            self._evidence.add(vendor, exchanges, self._test, self.scenario.id)
        if kind is None:
            self._compare()
            if self._evidence is not None:
                self._evidence.cite(self.scenario.rules, self._test, self.scenario.id)

    def _compare(self) -> None:
        __tracebackhide__ = True
        exchanges = [entry.exchange for entry in self.fake.account.journal.entries]
        found: list[Mismatch] = self.scenario.compare_exchanges(exchanges)
        if self.scenario.outcome["kind"] in (Kind.SENT, Kind.SKIPPED):
            found += self.scenario.compare_state(state_of(self.fake))
        broken = [f for f in check(self.scenario.vendor, exchanges) if not f.holds]
        if found or broken:
            lines = [f"  - broken {f.subject}: {f.says} ({f.source})" for f in broken]
            raise ContractBroken("\n".join([self.scenario.explain(found), *lines]))
