"""A judge may be asked of a write before it is answered, and hears it answered after."""

from dataclasses import replace

import pytest

import contracts
from contracts.checking import labelled
from contracts.judging import Bench, Open, judges_of
from contracts.scenario import scenarios_of
from contracts.vendors import vendor_names
from fauxdesk.stories.paths import emulator_alone


def story_of(vendor):
    """The exchanges of all scenarios of a vendor, one after the other."""
    told = [emulator_alone(scenario).conversation for scenario in scenarios_of(vendor).values()]
    return labelled(vendor, [exchange for each in told for exchange in each.exchanges])


def settled(said):
    return [{r: e.ruling if isinstance(e, Open) else e for r, e in each.items()} for each in said]


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_no_judge_remembers_a_write_whose_answer_is_awaited(vendor):
    story, asked, plain = story_of(vendor), Bench(vendor), Bench(vendor)
    said, said_first = [], []
    for exchange in story:
        said.append(plain.hear(exchange))
        if exchange.request.writes:
            asked.hear(replace(exchange, answer=None))
        said_first.append(asked.hear(exchange))
    assert settled(said_first) == settled(said)


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_every_judge_says_one_thing_of_each_exchange(vendor):
    story = story_of(vendor)
    counts = {rule: len(list(judge(story))) for rule, judge in judges_of(vendor).items()}
    assert set(counts.values()) == {len(story)}
