"""Reading scenarios: what is wrong with a file is said with its name and field."""

import json

import pytest

from contracts.problem import BadInput
from contracts.scenario import scenarios_of

FIND = {"operation": "find", "answer": {"status": 200}}
SHOW = {"operation": "show", "request": {"path": {"id": 1}}, "answer": {"status": 200}}


@pytest.fixture
def problem(folder):
    folder.operation("find", query={"properties": {"q": {"minLength": 2}}})
    folder.operation("show", path="/things/{id}", headers={"x-key": {"minLength": 2}})

    def problem(*exchanges, **parts) -> tuple[str | None, str]:
        file = folder.scenario(*exchanges, **parts)
        with pytest.raises(BadInput) as raised:
            scenarios_of("toy")
        assert raised.value.file == file
        return raised.value.field, raised.value.what

    return problem


def asked(exchange, **request):
    return {**exchange, "request": {**exchange.get("request", {}), **request}}


@pytest.mark.parametrize(
    ("parts", "field", "says"),
    [
        ({"rules": ["toy.twice"]}, "rules", "no rule 'toy.twice' in the catalogue"),
        ({"outcome": {"kind": "sent", "rule": "toy.no"}}, "outcome.rule", "no rule 'toy.no'"),
        ({"rules": []}, "rules", "has fewer than 1 items"),
        ({"says": ""}, "says", "has fewer than 1 characters"),
        ({"outcome": {"kind": "done"}}, "outcome.kind", "is none of the allowed values"),
        ({"leaves": {"things": -1}}, "leaves.things", "is less than 0"),
        ({"call": {}}, "call.type", "is missing"),
        ({"more": 1}, "more", "is not expected"),
    ],
)
def test_a_part_that_is_not_well_formed_is_named(problem, parts, field, says):
    where, what = problem(**parts)
    assert where == field
    assert says in what


@pytest.mark.parametrize(
    ("exchange", "field", "says"),
    [
        ({**FIND, "operation": "seek"}, "exchanges.1.operation", "toy has no operation 'seek'"),
        ({**SHOW, "request": {}}, "exchanges.1.request.path", "the path of show needs 'id'"),
        (asked(FIND, query={"q": "a"}), "exchanges.1", "query /q has fewer than"),
        (asked(SHOW, headers={"X-Key": "a"}), "exchanges.1", "header /x-key has fewer than"),
        (asked(FIND, body={"a": 1}), "exchanges.1", "body is not allowed here"),
        (asked(FIND, query={"q": {"$saved": "it"}}), "exchanges.1", "nothing was saved as 'it'"),
        ({**FIND, "answer": {"status": 418}}, "exchanges.1", "status is not among the documented"),
    ],
)
def test_an_exchange_that_fits_no_operation_is_named_by_its_place(problem, exchange, field, says):
    where, what = problem(FIND, exchange)
    assert where == field
    assert says in what


def test_headers_that_a_scenario_does_not_name_are_not_missed(folder):
    folder.operation("show", path="/things/{id}", headers={"x-key": {"minLength": 2}})
    folder.scenario(SHOW)
    assert len(scenarios_of("toy")["story"].exchanges) == 1


def test_an_example_answer_may_abbreviate(folder):
    folder.operation("find", answers={"200": {"required": ["count"]}})
    folder.scenario({**FIND, "answer": {"status": 200, "body": {}}})
    assert list(scenarios_of("toy")) == ["story"]


def test_a_file_that_is_not_json_is_named_with_the_line(folder):
    file = folder.write("scenarios/story.json", json.dumps({})[:-1])
    with pytest.raises(BadInput, match="not JSON") as raised:
        scenarios_of("toy")
    assert (raised.value.file, raised.value.line) == (file, 1)


def test_what_is_left_unsaid_has_a_default(folder):
    folder.scenario()
    story = scenarios_of("toy")["story"]
    assert (story.account, story.settings, story.fields, story.leaves) == ({}, {}, {}, {})
    assert (story.exchanges, story.outbox) == ((), None)


@pytest.mark.usefixtures("folder")
def test_a_vendor_without_scenarios_has_none():
    assert scenarios_of("toy") == {}
