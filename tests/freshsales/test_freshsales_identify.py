"""An identify call to Freshsales: who is written, and how it ends."""

import pytest

from contracts.conversation import Dropped, Kind, Mapped
from contracts.exchange import Answer
from freshsales_identify_calls import (
    EMAIL,
    JOHN,
    KEEPS,
    SENT,
    TAKEN,
    USER_ID,
    asked,
    found,
    lines,
    one,
    problem,
    told,
)


def test_call_1_nobody_found_is_created_as_a_lead():
    """Rules 8, 9, 14, 19; case F1."""
    requests, outcome = told(found(), one())
    assert lines(requests) == ["GET /api/lookup", "POST /api/leads"]
    assert asked(requests) == [{"q": EMAIL, "f": "email", "entities": "lead"}]
    assert requests[1].body == {"lead": SENT}
    assert (outcome.kind, outcome.says) == (Kind.SENT, "lead created")


def test_call_13_a_lead_of_the_email_is_updated():
    """Rule 9, case F13."""
    requests, outcome = told(found({"id": 3, "email": EMAIL.upper()}), one())
    assert lines(requests)[1] == "PUT /api/leads/3"
    assert outcome.says == "lead updated"


@pytest.mark.parametrize("key", ["fs_contact", "fsContact"])
@pytest.mark.parametrize("value", [True, "true", "True"])
def test_call_2_3_the_flag_makes_a_contact_and_is_no_field(key, value):
    """Rules 15, 16, 17; cases F2, F3."""
    requests, _ = told(found(part="contact"), one("contact"), traits=JOHN | {key: value})
    assert requests[0].query["entities"] == "contact"
    assert (requests[1].path, requests[1].body) == ("/api/contacts", {"contact": SENT})


@pytest.mark.parametrize("value", [False, "false", None, "yes", 1])
def test_call_4_any_other_flag_makes_a_lead(value):
    """Case F4."""
    requests, _ = told(found(), one(), traits=JOHN | {"fs_contact": value})
    assert (requests[1].path, requests[1].body) == ("/api/leads", {"lead": SENT})


@pytest.mark.parametrize("user_id", [None, "", " "])
def test_call_7_a_call_without_user_id_asks_nothing(user_id):
    """Rule 10, case F7."""
    requests, outcome = told(user_id=user_id)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "freshsales.identify.userid-required")


@pytest.mark.parametrize("traits", [{}, {"email": ""}, {"email": "john"}])
def test_call_5_a_call_without_any_email_asks_nothing(traits):
    """Rule 12, case F5."""
    requests, outcome = told(traits=traits)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "freshsales.identify.email-required")


def test_call_6_a_user_id_that_is_an_email_serves_as_one():
    """Rule 13, case F6."""
    requests, outcome = told(found(), one(), traits={"firstName": "John"}, user_id=EMAIL)
    assert requests[1].body == {"lead": {"first_name": "John", "email": EMAIL}}
    assert Mapped("userId", "email", EMAIL) in outcome.mapping


def test_the_user_id_is_looked_up_first_and_kept():
    """Rule 11."""
    requests, outcome = told(found(), found(), one(), fields=KEEPS)
    assert [q["f"] for q in asked(requests)] == ["cf_user_id", "email"]
    assert requests[2].body == {"lead": SENT | {"custom_field": {"cf_user_id": USER_ID}}}
    assert Mapped("userId", "custom_field.cf_user_id", USER_ID) in outcome.mapping


def test_without_its_field_the_user_id_is_dropped_and_said_so():
    _, outcome = told(found(), one())
    why = "the account defines no cf_user_id to keep it: the email alone matches"
    assert Dropped("userId", why) in outcome.mapping


def test_a_user_id_that_its_field_cannot_take_is_left_out():
    requests, _ = told(found(), one(), fields={"lead": {"cf_user_id": "number"}})
    assert requests[1].body == {"lead": SENT}


def test_whoever_holds_the_user_id_gets_the_new_email():
    holder = {"id": 3, "email": "old@example.com", "custom_field": {"cf_user_id": USER_ID}}
    requests, _ = told(found(holder), one(), fields=KEEPS)
    assert lines(requests) == ["GET /api/lookup", "PUT /api/leads/3"]


def test_a_lead_of_another_user_id_is_left_alone():
    other = {"id": 3, "email": EMAIL, "custom_field": {"cf_user_id": "other"}}
    requests, outcome = told(found(), found(other), fields=KEEPS)
    assert len(requests) == 2
    assert (outcome.kind, outcome.rule) == (Kind.REFUSED, "freshsales.identify.other-userid")


def test_a_user_id_that_is_the_email_does_not_replace_another():
    other = {"id": 3, "email": EMAIL, "custom_field": {"cf_user_id": "other"}}
    requests, outcome = told(found(), found(other), one(), fields=KEEPS, user_id=EMAIL)
    assert requests[2].body == {"lead": SENT}
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize(
    "record", [{"id": 3, "email": EMAIL, "is_deleted": True}, {"id": 3, "email": "x@y.io"}]
)
def test_who_is_deleted_or_has_another_email_is_not_the_one(record):
    assert lines(told(found(record), one())[0])[1] == "POST /api/leads"


@pytest.mark.parametrize(
    "record", [{"id": 3}, {"id": 3, "email": "x@y.io", "emails": [{"value": EMAIL}]}]
)
def test_who_has_the_email_beside_another_is_the_one(record):
    assert lines(told(found(record), one())[0])[1] == "PUT /api/leads/3"


def test_of_several_the_oldest_is_updated():
    young = {"id": 1, "email": EMAIL, "created_at": "2020-01-02T00:00:00Z"}
    old = {"id": 2, "email": EMAIL, "created_at": "2020-01-01T00:00:00Z"}
    requests, outcome = told(found(young, old), one())
    assert lines(requests)[1] == "PUT /api/leads/2"
    assert (outcome.kind, outcome.rule) == (Kind.SENT, "freshsales.identify.multiple-oldest")


@pytest.mark.parametrize("overtaken", [TAKEN, problem(400, "Email is not unique")])
def test_call_20_somebody_created_meanwhile_is_looked_up_once_more(overtaken):
    """Case F20."""
    requests, outcome = told(found(), overtaken, found({"id": 3, "email": EMAIL}), one())
    assert [r.method for r in requests] == ["GET", "POST", "GET", "PUT"]
    assert outcome.kind is Kind.SENT


def test_somebody_deleted_meanwhile_is_created():
    gone = found({"id": 3, "email": EMAIL})
    requests, _ = told(gone, problem(404, "not in the CRM"), found(), one())
    assert [r.method for r in requests] == ["GET", "PUT", "GET", "POST"]


def test_somebody_there_and_not_to_be_found_is_tried_later():
    """Quirk q1: the look-up lags."""
    assert told(found(), TAKEN, found(), TAKEN)[1].kind is Kind.FAILED


@pytest.mark.parametrize(
    ("answer", "kind", "rule"),
    [
        (Answer(401, {"login": "failed"}), Kind.REFUSED, "freshsales.settings.api-token"),
        (problem(403, "not authorized"), Kind.REFUSED, "freshsales.auth.admin-key"),
        (problem(404), Kind.REFUSED, "freshsales.settings.subdomain"),
        (Answer(302, ""), Kind.REFUSED, "freshsales.settings.subdomain"),
        (problem(400, "bad"), Kind.REFUSED, None),
        (problem(400, "UCR :: 429 :: Too many requests"), Kind.FAILED, None),
        (problem(429, "Too many requests"), Kind.FAILED, None),
        (Answer(500, {"error_code": 500}), Kind.FAILED, None),
        (Answer(200, "<html>"), Kind.FAILED, None),
        (Answer(200, {"leads": {"leads": [{"id": "1"}]}}), Kind.FAILED, None),
    ],
)
def test_a_look_up_that_fails_ends_the_call(answer, kind, rule):
    """Rules 5, 7."""
    requests, outcome = told(answer)
    assert len(requests) == 1
    assert (outcome.kind, outcome.rule) == (kind, rule)


@pytest.mark.parametrize("body", [None, [], {"lead": None}, {"lead": {"id": None}}])
def test_a_write_that_is_not_confirmed_is_a_failure(body):
    assert told(found(), Answer(200, body))[1].kind is Kind.FAILED
