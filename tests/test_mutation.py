"""`fauxdesk contracts mutate`: who finds a mutant, and that almost all are found."""

import json

import pytest
from click.testing import CliRunner

import contracts
from contracts.mutants import Mutant, Mutation, mutants_of
from contracts.problem import BadInput
from contracts.scenario import Scenario, scenario_named, scenarios_of
from contracts.vendors import vendor_names
from fauxdesk.command import fauxdesk
from fauxdesk.stories import mutation
from fauxdesk.stories.mutation import Finder, Trials, trial, trials_of
from fauxdesk.stories.paths import emulator_alone

STORY = scenario_named("zendesk/identify-creates-user")


def mutants(scenario: Scenario = STORY) -> list[Mutant]:
    """Every mutant of what the scenario says."""
    exchanges = emulator_alone(scenario).conversation.exchanges
    return list(mutants_of(exchanges, scenario.operations))


def finders(kind: Mutation, where: str) -> frozenset[Finder]:
    """Who finds the first mutant of this kind at this place."""
    wrong = next(m for m in mutants() if (m.mutation, m.where) == (kind, where))
    return trial(STORY, wrong).found_by


def test_a_write_without_its_look_up_is_found_by_scenario_and_judge() -> None:
    assert finders(Mutation.DROP, "exchange 1") == {Finder.SCENARIO, Finder.JUDGE}


def test_a_misspelt_path_is_found_by_scenario_and_operation() -> None:
    assert finders(Mutation.PATH, "exchange 1 path /3") >= {Finder.SCENARIO, Finder.OPERATION}


def test_a_wrong_secret_is_found_by_the_answer_alone() -> None:
    *_, secret = [m for m in mutants() if m.mutation is Mutation.AUTH]
    assert trial(STORY, secret).found_by == {Finder.ANSWER}


def test_the_origin_itself_is_found_by_nobody() -> None:
    origin = emulator_alone(STORY).conversation.exchanges
    assert trial(STORY, Mutant(Mutation.DROP, "nothing", origin, origin)).found_by == frozenset()


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_every_mutant_differs_from_its_origin(vendor: str) -> None:
    for scenario in scenarios_of(vendor).values():
        origin = [e.request for e in emulator_alone(scenario).conversation.exchanges]
        made = ([e.request for e in mutant.exchanges] for mutant in mutants(scenario))
        assert all(requests != origin for requests in made), scenario.name


def test_mutants_are_the_same_in_every_run() -> None:
    assert [(m.mutation, m.where) for m in mutants()] == [(m.mutation, m.where) for m in mutants()]


def test_a_crash_catches_nothing_and_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutation, "check", lambda *_: 1 / 0)
    trials = Trials()
    trials.add(trial(STORY, mutants()[0]))
    assert [crash["why"] for crash in trials.to_json()["crashes"]] == [
        "ZeroDivisionError: division by zero"
    ]
    assert (trials.caught("zendesk"), trials.survivors) == (0, [])


def test_a_scenario_that_does_not_hold_is_not_mutated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutation, "_answered_otherwise", lambda *_: True)
    with pytest.raises(BadInput, match="does not hold before it is mutated"):
        next(mutation.trials(STORY))


def test_mutate_tells_counts_and_each_survivor_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ("identify-wrong-key", "identify-creates-contact")
    few = {name: scenario_named(f"freshdesk/{name}") for name in names}
    monkeypatch.setattr(mutation, "scenarios_of", lambda _: few)
    done = CliRunner().invoke(
        fauxdesk, ["contracts", "mutate", "--to", "freshdesk", "--json", "--min", "1"]
    )
    told = json.loads(done.output)
    assert (done.exit_code, told["crashes"]) == (0, [])
    assert told["mutants"] == told["caught"] + len(told["survivors"])
    assert told["survivors"]
    assert all(survivor["why"] for survivor in told["survivors"])


def test_mutate_exits_1_when_too_few_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = {"identify-wrong-key": scenario_named("freshdesk/identify-wrong-key")}
    monkeypatch.setattr(mutation, "scenarios_of", lambda _: refused)
    words = ["contracts", "mutate", "--to", "freshdesk", "--min", "100"]
    done = CliRunner().invoke(fauxdesk, words)
    assert done.exit_code == 1
    assert "freshdesk/identify-wrong-key" in done.output


@pytest.mark.deep
@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_99_of_100_mutants_are_caught_and_none_by_a_crash(vendor: str) -> None:
    trials = Trials()
    for tried in trials_of(vendor):
        trials.add(tried)
    assert (trials.crashes, trials.percent >= 99) == ([], True)
