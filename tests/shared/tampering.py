"""Making a right forwarder wrong, and seeing whether that is noticed."""

from collections.abc import Callable

import pytest

import forwarder.driver
from contracts.call import Call
from contracts.checking import check
from contracts.exchange import Request
from contracts.scenario import Scenario, scenarios_of
from fauxdesk.stories.paths import forwarder_alone, together
from forwarder.ending import sent
from forwarder.vendor import Handler, Steps, handlers


def right(vendor: str) -> Handler:
    """The vendor's own forwarder, kept from being replaced."""
    own = dict(handlers(vendor))
    return lambda call, *known: own[call.type](call, *known)


def changed(vendor: str, change: Callable[[Request], list[Request]]) -> Handler:
    """The right forwarder with each request replaced by what ``change`` makes of it."""
    own = right(vendor)

    def steps(call: Call, *known: object) -> Steps:
        told = own(call, *known)
        try:
            request = next(told)
            while True:
                answer = None
                for each in change(request):
                    answer = yield each
                if answer is None:
                    return sent("cut short")
                request = told.send(answer)
        except StopIteration as end:
            return end.value

    return steps


def put_in_place(sender: Handler, scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``sender`` deliver the scenario's call."""
    monkeypatch.setattr(forwarder.driver, "handlers", lambda _name: {scenario.call["type"]: sender})


def assert_caught(
    vendor: str,
    wrong: tuple[Handler, str, bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A wrong sender is caught by its scenario, and by a judge just if so stated."""
    sender, story, judged = wrong
    scenario = scenarios_of(vendor)[story]
    put_in_place(sender, scenario, monkeypatch)
    assert not forwarder_alone(scenario).holds
    walk = together(scenario)
    assert not walk.holds
    broken = [f for f in check(vendor, walk.conversation.exchanges) if not f.holds]
    assert bool([f for f in broken if f.subject.startswith(f"{vendor}.")]) is judged


def assert_right_holds(vendor: str, stories: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The right forwarder, put in place as a wrong one is, holds in all these scenarios."""
    for story in stories:
        scenario = scenarios_of(vendor)[story]
        put_in_place(right(vendor), scenario, monkeypatch)
        assert together(scenario).holds, story
