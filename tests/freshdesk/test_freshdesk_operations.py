"""Freshdesk's operations, held against what its fake takes and answers."""

from dataclasses import replace

import pytest

from contracts.exchange import Answer, Request
from contracts.operation import operations_of

OPERATIONS = operations_of("freshdesk")
FILE = {
    "contacts": [
        {"id": 1, "name": "A", "email": "a@x.org", "company_id": 3},
        {"id": 2, "name": "B", "phone": "1"},
    ],
    "companies": [{"id": 3, "name": "Acme"}],
    "settings": {"search_lag_seconds": 0},
}
TOLD = [
    ("contacts-create", {}, {"name": "C", "email": "c@x.org"}, {}),
    ("contacts-update", {"id": 1}, {"tags": ["t"]}, {}),
    ("contacts-show", {"id": 1}, None, {}),
    ("contacts-list", {}, None, {"phone": "1"}),
    ("companies-create", {}, {"name": "Initech"}, {}),
    ("companies-update", {"id": 3}, {"renewal_date": "2020-02-02"}, {}),
    ("companies-show", {"id": 3}, None, {}),
    ("companies-list", {}, None, {}),
    ("contact-fields-list", {}, None, {}),
    ("company-fields-list", {}, None, {}),
    ("company-fields-create", {}, {"label": "Size", "type": "custom_text"}, {}),
    ("tickets-create", {}, {"requester_id": 1, "subject": "S", "tags": ["t"]}, {}),
    ("tickets-reply", {"id": 1}, {"body": "<p>Hi</p>", "cc_emails": ["b@x.org"]}, {}),
    ("tickets-note", {"id": 1}, {"body": "n", "private": False}, {}),
    ("tickets-show", {"id": 1}, None, {"include": "conversations,requester,company,stats"}),
    ("tickets-update", {"id": 1}, {"status": 5, "priority": 4}, {}),
    ("tickets-list", {}, None, {"include": "stats,requester", "order_by": "due_by"}),
    ("tickets-search", {}, None, {"query": '"status:5"'}),
    ("conversations-list", {"id": 1}, None, {"page": "1"}),
    ("tickets-delete", {"id": 1}, None, {}),
    ("tickets-update", {"id": 1}, {"status": 2}, {}),
    ("tickets-restore", {"id": 1}, None, {}),
    ("settings-helpdesk", {}, None, {}),
    ("contacts-send-invite", {"id": 1}, None, {}),
    ("contacts-merge", {}, {"primary_contact_id": 1, "secondary_contact_ids": [2]}, {}),
    ("contacts-make-agent", {"id": 1}, {"ticket_scope": 2}, {}),
    ("agents-me", {}, None, {}),
    ("contacts-list", {}, None, {"state": "deleted"}),
    ("contacts-search", {}, None, {"query": "\"name:'B'\""}),
    ("companies-autocomplete", {}, None, {"name": "ac"}),
    ("contacts-export", {}, {"fields": {"default_fields": ["name"]}}, {}),
]
"""One story: each operation that is asked for, its path's parameters, its body and its query."""
NEWER = ("focus_mode", "agents_can_edit", "displayed_for_agents", "quick_add_for_agent", "unique")
SOMETIMES = {"stats", "requester", "company", "conversations", "choices", *NEWER}
"""What an answer holds when it is asked for it, and what newer accounts alone have."""


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_an_operation_takes_nothing_that_it_does_not_know(operation):
    for schema in filter(None, (operation.query, operation.body)):
        assert not schema.fits({"frob": "1"})


@pytest.fixture
def told(desk_of):
    """The operations of the story, each with the answer of the fake."""
    desk, answers = desk_of(FILE), []
    for name, params, body, query in TOLD:
        path = OPERATIONS[name].path_of(params).removeprefix("/api/v2")
        answers.append((OPERATIONS[name], desk.ask(OPERATIONS[name].method, path, body, **query)))
    return answers


def test_what_the_fake_answers_is_what_its_operations_say(told):
    for operation, answer in told:
        assert operation.check_answer(answer) == [], (operation.id, answer.body)


def test_a_key_that_an_answer_lacks_is_found(told):
    for operation, answer in told:
        body = answer.body[0] if isinstance(answer.body, list) else answer.body or {}
        for key in body.keys() - SOMETIMES:
            less = {k: v for k, v in body.items() if k != key}
            lacking = [less] if isinstance(answer.body, list) else less
            assert operation.check_answer(replace(answer, body=lacking)), (operation.id, key)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_an_operation_knows_its_statuses(operation):
    """Section 2.2: none is a teapot, and who is not let in is told so in one way."""
    assert operation.check_answer(Answer(418, {}))
    assert operation.check_answer(Answer(401, {"code": "access_denied", "message": "no"}))
    assert operation.check_answer(Answer(429, {"message": "too many"}))
    assert not operation.check_answer(Answer(429))


FAULT = {"field": "email", "message": "It should be a unique value", "code": "duplicate_value"}


@pytest.mark.parametrize(
    ("name", "status", "body"),
    [
        ("contacts-create", 409, {"description": "Validation failed", "errors": []}),
        ("contacts-create", 409, {"description": "No", "errors": [FAULT]}),
        ("contacts-create", 400, {"code": "nobody_knows", "message": "no"}),
        ("contacts-update", 404, {"message": "gone"}),
        ("contacts-update", 405, {"message": "no"}),
        ("contacts-update", 415, {"code": "invalid_json", "message": "no"}),
        ("contacts-hard-delete", 400, {"message": "no"}),
        ("contacts-list", 404, None),
        ("contact-fields-list", 403, None),
    ],
)
def test_an_error_in_another_shape_is_found(name, status, body):
    assert OPERATIONS[name].check_answer(Answer(status, body))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("contacts-list", {"per_page": "101"}),
        ("contacts-list", {"page": "0"}),
        ("contacts-list", {"state": "gone"}),
        ("contacts-list", {"updated_since": "yesterday"}),
        ("contacts-search", {"query": "email:'a@x.org'"}),
        ("contacts-search", {"query": '"active:true"', "page": "11"}),
        ("contacts-hard-delete", {"force": "yes"}),
        ("tickets-show", {"include": "stats,agents"}),
        ("tickets-list", {"include": "conversations"}),
    ],
)
def test_a_query_that_the_documents_refuse_is_found(name, query):
    """Sections 2.4, 2.5, 2.9 and 2.10."""
    assert not OPERATIONS[name].query.fits(query)


@pytest.mark.parametrize("name", ["tickets-create", "tickets-update", "contacts-create"])
def test_a_form_with_files_is_an_operation_too(name):
    kind = {"authorization": "Basic eA==", "content-type": "multipart/form-data; boundary=b"}
    operation = OPERATIONS[name]
    path = operation.path_of({"id": 1})
    assert operation.check_request(Request(operation.method, path, {}, kind, "--b--"), {}) == []
    assert operation.check_request(Request(operation.method, path, {}, kind, "no form"), {})
