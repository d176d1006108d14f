"""Freshdesk's operations, held against what its fake takes and answers."""

import pytest

from contracts.exchange import Request
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
    ("tickets-create", {}, {"requester_id": 1, "subject": "S", "tags": ["t"]}, {}),
    ("tickets-reply", {"id": 1}, {"body": "<p>Hi</p>", "cc_emails": ["b@x.org"]}, {}),
    ("tickets-note", {"id": 1}, {"body": "n", "private": False}, {}),
    ("tickets-show", {"id": 1}, None, {"include": "conversations,requester,company,stats"}),
    ("tickets-update", {"id": 1}, {"status": 5, "priority": 4}, {}),
    ("tickets-list", {}, None, {"include": "stats,requester,description", "order_by": "due_by"}),
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
]
"""One story: each operation that is asked for, its path's parameters, its body and its query."""


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_an_operation_takes_nothing_that_it_does_not_know(operation):
    for schema in filter(None, (operation.query, operation.body)):
        assert not schema.fits({"frob": "1"})


def test_what_the_fake_answers_is_what_its_operations_say(desk_of):
    desk = desk_of(FILE)
    for name, params, body, query in TOLD:
        operation = OPERATIONS[name]
        path = operation.path_of(params).removeprefix("/api/v2")
        answer = desk.ask(operation.method, path, body, **query)
        assert operation.check_answer(answer) == [], (name, answer.body)


@pytest.mark.parametrize("name", ["tickets-create", "tickets-update", "contacts-create"])
def test_a_form_with_files_is_an_operation_too(name):
    kind = {"authorization": "Basic eA==", "content-type": "multipart/form-data; boundary=b"}
    operation = OPERATIONS[name]
    path = operation.path_of({"id": 1})
    assert operation.check_request(Request(operation.method, path, {}, kind, "--b--"), {}) == []
    assert operation.check_request(Request(operation.method, path, {}, kind, "no form"), {})
