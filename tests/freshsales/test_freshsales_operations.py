"""Operations of Freshsales: what each finds wrong in a request, and in an answer."""

import pytest

from contracts.exchange import Answer, Request
from contracts.mismatch import Part
from contracts.operation import operations_of

OPERATIONS = operations_of("freshsales")
SIGNED = {"Authorization": "Token token=secret", "Content-Type": "application/json"}
ANSWERING = pytest.mark.parametrize(
    "operation",
    [each for each in OPERATIONS.values() if not each.path.startswith("/track/")],
    ids=lambda each: each.id,
)
REFUSED = {"errors": {"code": 400, "message": ["Deal name can't be empty"]}}

MISSHAPEN = [
    (400, {"message": "no"}),
    (401, {"login": "failed"}),
    (401, {"login": "failed", "message": None, "contact": {}}),
    (403, {"errors": {"message": ["no"]}}),
    (500, {"errors": {"code": 500, "message": ["no"]}}),
]
"""Errors that are not in the envelope of their status."""
CLASSIC_ALONE = {"department", "has_authority", "do_not_disturb"}
"""What a contact has in the classic API, and none in the samples of the Suite."""


def wrong_in(method, path, body=None, **query):
    """The places at which a request differs from its operation."""
    request = Request(method, f"/api{path}", query, SIGNED, body)
    return [f"{m.part.value} {m.where}".strip() for m in OPERATIONS.check_request(request)]


@ANSWERING
@pytest.mark.parametrize("status", [204, 405, 418, 422])
def test_a_status_that_freshsales_is_not_known_to_answer_is_found(operation, status):
    [found] = operation.check_answer(Answer(status, {}))
    assert found.part is Part.STATUS


@ANSWERING
def test_an_error_in_another_envelope_is_found(operation):
    assert all(operation.check_answer(Answer(status, body)) for status, body in MISSHAPEN)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.id)
def test_a_known_error_and_a_failing_server_are_not(operation):
    for answer in (Answer(400, REFUSED), Answer(429, "Too many requests"), Answer(502, "<html>")):
        assert operation.check_answer(answer) == []


@pytest.mark.parametrize(
    ("many", "values"),
    [
        ("leads", {"email": "a@x.io"}),
        ("contacts", {"email": "a@x.io"}),
        ("sales_accounts", {"name": "Acme"}),
        ("deals", {"name": "Sample"}),
    ],
)
def test_a_key_that_a_record_loses_is_found_unless_the_samples_lack_it(crm, many, values):
    word, show = many.removesuffix("s"), OPERATIONS[f"{many.replace('_', '-')}-show"]
    record = crm.made(many, **values)
    lost = {key: Answer(200, {word: without(record, key)}) for key in record}
    unseen = [key for key, answer in lost.items() if not show.check_answer(answer)]
    assert {key for key in unseen if not key.endswith("_id")} <= CLASSIC_ALONE
    assert len(lost) - len(unseen) > 30


def without(record, key):
    """The record without one of its keys."""
    return {name: value for name, value in record.items() if name != key}


@pytest.mark.parametrize(
    ("request_", "places"),
    [
        (("POST", "/contacts", {"contact": {"firstname": "Ann"}}), ["body /contact/firstname"]),
        (("POST", "/contacts", {"contact": {"email": ""}}), ["body /contact/email"]),
        (("POST", "/leads", {"lead": {"tags": "vip"}}), ["body /lead/tags"]),
        (("POST", "/deals", {"deal": {"amount": 5}}), ["body /deal/name"]),
        (("POST", "/deals", {"deal": {"name": "D", "amount": "abc"}}), ["body /deal/amount"]),
        (("POST", "/deals", {"deal": {"name": "D", "amount": 10**17}}), ["body /deal/amount"]),
        (
            ("PUT", "/sales_accounts/1", {"sales_account": {"name": " "}}),
            ["body /sales_account/name"],
        ),
        (("POST", "/tasks", {"task": {"title": "Call"}}), ["body /task/due_date"]),
        (
            ("POST", "/contacts/upsert", {"unique_identifier": {"email": "a@x.io"}, "contact": {}}),
            ["body /unique_identifier"],
        ),
        (
            ("POST", "/contacts/bulk_upsert", {"contacts": [{"emails": "a@x.io", "date": {}}]}),
            ["body /contacts/0/data", "body /contacts/0/date"],
        ),
    ],
)
def test_a_body_that_freshsales_would_not_take_is_found(request_, places):
    assert wrong_in(*request_) == places


@pytest.mark.parametrize(
    ("path", "query", "place"),
    [
        ("/contacts/1", {"include": "sales_account,owners"}, "query /include"),
        ("/contacts/1", {"includes": "owner"}, "query /includes"),
        ("/deals/view/1", {"page": "0"}, "query /page"),
        ("/deals/view/1", {"per_page": "all"}, "query /per_page"),
        ("/deals", {"segment": "1"}, "query /segment"),
        ("/lookup", {"q": "a@x.io", "f": "emails", "entities": "contact"}, "query /f"),
        ("/lookup", {"q": "a@x.io", "f": "email", "entities": "contacts"}, "query /entities"),
        ("/search", {"q": "a", "include": "people"}, "query /include"),
        ("/settings/contacts/fields", {"include": "field_groups"}, "query /include"),
        ("/tasks", {"filter": "done"}, "query /filter"),
    ],
)
def test_a_misspelt_query_is_found(path, query, place):
    assert wrong_in("GET", path, **query) == [place]


@pytest.mark.parametrize("value", [{"a": 1}, ["a"]])
@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("events", {"event": {"name": "Bounced"}}),
        ("page_views", {"page_view": {"url": "http://x.io"}}),
    ],
)
def test_a_property_that_is_no_single_value_is_found(path, what, value):
    (key,) = what
    body = {"identifier": "u1", "application_token": "t", key: {**what[key], "more": value}}
    request = Request("POST", f"/track/{path}", {}, SIGNED, body)
    assert [m.where for m in OPERATIONS.check_request(request)] == [f"/{key}/more"]
