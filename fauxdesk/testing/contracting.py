"""A scenario as the frame of somebody's own test: the account before, the checks after."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from contracts.checking import check
from contracts.conversation import Kind
from contracts.mismatch import Mismatch
from contracts.scenario import Scenario, scenario_named
from fauxdesk.fakes import Fake
from fauxdesk.stories.paths import state_of
from fauxdesk.testing.evidence import Evidence

if TYPE_CHECKING:
    from fauxdesk.testing.targets.stage import Stage


class ContractBroken(AssertionError):
    """A sender did not do what a scenario states; the text has the differences and the rules."""


class Contract:
    """``with Contract("vendor/scenario") as story:`` checks the sender that runs inside.

    ``story.call`` is the message to send, ``story.settings`` opens the account, ``story.fake``
    is the vendor, as ``stage`` opens it. Leaving the block raises ContractBroken where requests,
    their effect or a sender rule differ from what the scenario states; an effect shows only in
    a fake, and asking for the account's fields is free. BadInput for a scenario there is not.
    """

    def __init__(self, name: str, stage: Stage, evidence: Evidence, test: str) -> None:
        self.scenario: Scenario = scenario_named(name)
        self._evidence, self._test = evidence, test
        self._stage, self._exit = stage, ExitStack()

    @property
    def call(self) -> dict[str, Any]:
        """The Segment message to send."""
        return dict(self.scenario.call)

    @property
    def fake(self) -> Any:
        """The vendor that is spoken to: a Fake, or what shows as much of a recording."""
        return self._opened.counterpart

    @property
    def settings(self) -> dict[str, Any]:
        """Settings of a forwarder that open the account, as the scenario has them."""
        settings: dict[str, Any] = self.fake.settings(self.scenario.settings)
        return settings

    def __enter__(self) -> Self:
        """Prepare the account and answer the vendor's addresses from it."""
        told = self.scenario
        block = self._stage.open(told.vendor, told.account, told)
        self._opened = self._exit.enter_context(block)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Compare; an exception of the sender itself goes on instead."""
        __tracebackhide__ = True
        self._exit.__exit__(kind, error, tb)
        told = self.scenario
        self._evidence.add(told.vendor, self.fake.exchanges, self._test, told.id)
        if kind is None:
            self._compare()
            self._evidence.cite(told.rules, self._test, told.id)

    def _compare(self) -> None:
        __tracebackhide__ = True
        exchanges = self.fake.exchanges
        found: list[Mismatch] = self.scenario.compare_sender(exchanges)
        ends_well = self.scenario.outcome["kind"] in (Kind.SENT, Kind.SKIPPED)
        if ends_well and isinstance(self.fake, Fake):
            found += self.scenario.compare_state(state_of(self.fake))
        broken = [f for f in check(self.scenario.vendor, exchanges) if not f.holds]
        if found or broken:
            lines = [f"  - broken {f.subject}: {f.says} ({f.source})" for f in broken]
            told = self.scenario.explain(found, besides={f.subject for f in broken})
            raise ContractBroken("\n".join([told, *lines]))
