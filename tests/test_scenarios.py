"""Every scenario on every path: the forwarder, the emulator, both together, and its cassette."""

import pytest

import contracts
from contracts.scenario import Scenario, scenarios_of
from contracts.vendors import vendor_names
from fauxdesk.stories.paths import PATHS, from_cassette
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
