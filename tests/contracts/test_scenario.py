"""Scenarios: what was said and left is compared with the story, and told to a reader."""

from dataclasses import replace

import pytest

from contracts.conversation import Kind, Outcome
from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from contracts.scenario import scenario_named, scenarios_of

NEW = {"$is": {"type": "integer"}, "$eg": 7, "$save": "thing"}
FIND = {
    "operation": "find",
    "request": {"query": {"q": "a"}, "headers": {"Authorization": basic("ann@x.io", "s3cret")}},
    "answer": {"status": 200, "body": {"things": []}},
}
MAKE = {
    "operation": "make",
    "request": {"body": {"name": "A"}},
    "answer": {"status": 201, "body": {"id": NEW}},
}
SHOW = {
    "operation": "show",
    "request": {"path": {"id": {"$saved": "thing"}}},
    "answer": {"status": 200, "body": {"id": {"$saved": "thing"}}},
}
SIGNED = {"authorization": basic("ann@x.io", "other")}
FOUND = (Request("GET", "/things", {"q": "a"}, SIGNED), Answer(200, {"things": [], "count": 0}))
MADE = (Request("POST", "/things", body={"name": "A"}), Answer(201, {"id": 9, "name": "A"}))
SHOWN = (Request("GET", "/things/9"), Answer(200, {"id": 9}))


@pytest.fixture
def told(folder):
    """The story of three exchanges, with what it says of others'."""
    folder.operation("find", query={}, answers={"200": {"required": ["count"]}})
    folder.operation("make", "POST", body={}, answers={"201": {}})
    folder.operation("show", path="/things/{id}")

    def told(*pairs, story=(FIND, MAKE, SHOW), **parts) -> list[str]:
        folder.scenario(*story, **parts)
        exchanges = [Exchange(request=r, answer=a, vendor="toy") for r, a in pairs]
        return [str(m) for m in scenarios_of("toy")["story"].compare_exchanges(exchanges)]

    return told


def changed(pair, **parts):
    return replace(pair[0], **parts), pair[1]


def test_what_is_said_as_stated_has_no_mismatch(told):
    assert told(FOUND, MADE, SHOWN) == []


def test_credentials_compare_by_their_form_and_are_never_shown(told):
    (says,) = told(
        changed(FOUND, headers={"Authorization": basic("bob@x.io", "s3cret")}), MADE, SHOWN
    )
    assert says.startswith("exchange 1: header /authorization differs")
    assert basic("bob@x.io", "***") in says


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"method": "PUT"}, 'method differs: expected "POST /things", got "PUT /things"'),
        ({"path": "/nowhere"}, 'path differs: expected "POST /things", got "POST /nowhere"'),
        ({"query": {"q": "b"}}, 'query /q is not expected: got "b"'),
        ({"body": {"name": "B"}}, 'body /name differs: expected "A", got "B"'),
        ({"body": None}, 'body differs: expected {"name": "A"}, got null'),
        ({"headers": {"X-More": "1"}}, None),
    ],
)
def test_a_request_that_differs_is_told_by_its_part(told, parts, says):
    pairs = [FOUND, changed(MADE, **parts)]
    assert told(*pairs, story=(FIND, MAKE)) == ([f"exchange 2: {says}"] if says else [])


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(200, {"id": 9}), ["exchange 1: status differs: expected 201, got 200"]),
        (Answer(201, {}), ["exchange 1: body /id is missing: expected 7"]),
        (None, []),
    ],
)
def test_an_answer_that_differs_is_told_and_an_awaited_one_is_not(told, answer, says):
    assert told((MADE[0], answer), story=[MAKE]) == says


def test_what_an_answer_gave_is_expected_later(told):
    assert told(FOUND, MADE, changed(SHOWN, path="/things/8")) == [
        'exchange 3: path /id differs: expected 9, got "8"',
    ]


def test_what_nobody_gave_to_save_is_told_where_it_is_missed(told):
    assert told(FOUND, (MADE[0], None), SHOWN) == [
        "exchange 3: exchange nothing was saved as 'thing'"
    ]


def test_an_exchange_that_did_not_come_is_told(told):
    assert told(FOUND, MADE) == [
        'exchange 3: exchange did not come: show: expected "GET /things/{id}"'
    ]


@pytest.mark.parametrize(
    ("more", "nearest"),
    [
        (FOUND, "nearest: find; it is the same, once more"),
        (changed(FOUND, query={"q": "b"}), 'nearest: find; query /q differs: expected "a"'),
        (changed(MADE, body={"name": "B"}), 'nearest: make; body /name differs: expected "A"'),
    ],
)
def test_an_exchange_too_many_is_told_beside_the_nearest(told, more, nearest):
    (says,) = told(FOUND, MADE, SHOWN, more)
    assert says.startswith("exchange 4: exchange is not expected")
    assert nearest in says


def test_where_none_is_expected_there_is_no_nearest(told):
    assert told(FOUND, story=[]) == ['exchange 1: exchange is not expected: got "GET /things"']


def story(folder, **parts):
    folder.scenario(**parts)
    return scenario_named("toy/story")


@pytest.mark.parametrize(
    ("stated", "rule", "matches"),
    [
        ({"kind": "sent"}, "toy.once", True),
        ({"kind": "sent", "rule": "toy.once"}, "toy.once", True),
        ({"kind": "sent", "rule": "toy.once"}, None, False),
        ({"kind": "sent", "rule": None}, "toy.once", False),
        ({"kind": "failed"}, None, False),
    ],
)
def test_an_outcome_compares_by_kind_and_by_the_rule_that_is_named(folder, stated, rule, matches):
    outcome = Outcome(Kind.SENT, "done", rule)
    assert (story(folder, outcome=stated).compare_outcome(outcome) == []) is matches


@pytest.mark.parametrize(
    ("leaves", "says"),
    [
        ({"things": 1}, None),
        ({"things": [{"name": "A"}]}, None),
        ({"things": 2}, "state /things holds another number: expected 2, got 1"),
        ({"things": [{"name": "B"}]}, 'state /things/0/name differs: expected "B", got "A"'),
        ({"thongs": 1}, "state /thongs is no table of the account"),
    ],
)
def test_what_an_account_holds_compares_by_number_or_by_record(folder, leaves, says):
    found = story(folder, leaves=leaves).compare_state({"things": [{"id": 1, "name": "A"}]})
    assert [str(mismatch) for mismatch in found] == ([says] if says else [])


def test_mails_are_compared_like_a_table(folder):
    found = story(folder, outbox=0).compare_state({"outbox": [{"to": "a"}]})
    assert [str(m) for m in found] == ["state /outbox holds another number: expected 0, got 1"]


def test_a_reader_is_told_the_story_each_difference_and_the_rules(folder):
    told = story(folder)
    outcome = Outcome(Kind.FAILED, "away")
    assert told.explain(told.compare_outcome(outcome)).splitlines() == [
        "toy/story: A story.",
        '  - outcome /kind differs: expected "sent", got "failed"',
        "  rule toy.once: Once. (the box)",
    ]
    assert "toy.once" not in told.explain([], besides={"toy.once"})


def test_a_scenario_that_is_misspelt_names_the_nearest():
    with pytest.raises(BadInput, match=r"did you mean zendesk/identify-creates-user\?"):
        scenario_named("zendesk/identify-creates-usr")


@pytest.mark.parametrize("name", ["toy/other", "nobody/story", "story", ""])
@pytest.mark.usefixtures("folder")
def test_a_scenario_there_is_not_is_bad_input(name):
    with pytest.raises(BadInput, match=r"there is no scenario .*contracts list"):
        scenario_named(name)
