"""Every scenario on every path: the forwarder, the emulator, both together, and its cassette."""

from dataclasses import replace

import pytest

import contracts
from contracts.scenario import Scenario, scenarios_of
from contracts.vendors import vendor_names
from fauxdesk.stories.paths import PATHS, from_cassette, state_of, together
from fauxdesk.stories.recordings import cassette_of

SCENARIOS = [
    pytest.param(scenario, id=f"{vendor}/{name}")
    for vendor in vendor_names(contracts)
    for name, scenario in scenarios_of(vendor).items()
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scenario_holds(scenario: Scenario, path: str) -> None:
    walk = PATHS[path](scenario)
    assert walk.holds, scenario.explain(walk.mismatches)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scenario_holds_on_its_cassette(scenario: Scenario) -> None:
    walk = from_cassette(scenario, cassette_of(scenario))
    assert walk.holds, scenario.explain(walk.mismatches)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_who_asks_for_the_fields_keeps_a_scenario_as_well(scenario: Scenario) -> None:
    walk = together(replace(scenario, fields=None))
    assert walk.fake is not None
    left = scenario.compare_state(state_of(walk.fake))
    found = scenario.compare_sender(walk.conversation.exchanges) + left
    assert found == [], scenario.explain(found)
