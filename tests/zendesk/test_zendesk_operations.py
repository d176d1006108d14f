"""Zendesk's operations: what they take of a request, and which answers they know."""

import pytest

from contracts.exchange import Answer, Request
from contracts.operation import operations_of

OPERATIONS = operations_of("zendesk")
EVERY = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.id)

TAKEN = {"name": [{"description": "Name: O has already been taken", "error": "DuplicateValue"}]}
ERRORS = {
    400: {"error": {"title": "Invalid attribute", "message": "id must be an integer"}},
    401: {"error": "Couldn't authenticate you"},
    403: {"error": "Forbidden", "description": "You are missing the required scopes: write"},
    404: {"error": "RecordNotFound", "description": "Not found"},
    422: {
        "error": "RecordInvalid",
        "description": "Record validation errors",
        "details": TAKEN,
    },
    429: {"errors": [{"code": "TooManyRequests", "title": "Too many requests to update"}]},
}
"""An error of each status, each in its own envelope."""
ALSO = {403: {400}}
"""A role that may not is told in the envelope of a bad request."""

PLAIN = {
    "users-update": "You have exceeded the rate limit for updating a single unique user. ",
    "organizations-update": "Number of allowed API requests per minute exceeded",
}

MADE = {
    "user": ("POST", "/users", {"user": {"name": "Ann", "email": "ann@x.io"}}),
    "identity": (
        "POST",
        "/users/7/identities",
        {"identity": {"type": "email", "value": "bob@y.io"}},
    ),
    "organization": ("POST", "/organizations", {"organization": {"name": "O"}}),
    "organization_membership": (
        "POST",
        "/organization_memberships",
        {"organization_membership": {"user_id": 7, "organization_id": 8}},
    ),
    "user_field": (
        "POST",
        "/user_fields",
        {"user_field": {"key": "vip", "title": "Vip", "type": "checkbox", "tag": "vip"}},
    ),
    "organization_field": (
        "POST",
        "/organization_fields",
        {
            "organization_field": {
                "key": "tier",
                "title": "Tier",
                "type": "dropdown",
                "custom_field_options": [{"name": "Gold", "value": "gold"}],
            }
        },
    ),
    "job_status": ("POST", "/users/create_many", {"users": [{"name": "Ann"}]}),
}
"""A request for each kind of record, which is answered with one."""


@EVERY
def test_an_operation_takes_what_it_asks_for_and_nothing_unknown(operation):
    for schema in filter(None, (operation.query, operation.body)):
        assert not schema.fits({"frob": "1"})


@EVERY
def test_a_status_that_nobody_documents_is_found_whatever_its_body(operation):
    for body in (None, {}, *ERRORS.values()):
        (told,) = operation.check_answer(Answer(418, body))
        assert told.says == "is not among the documented ones"


@pytest.mark.parametrize("status", ERRORS)
def test_an_error_is_known_in_the_envelope_of_its_status_and_in_no_other(status):
    """Cases auth-01, user-31, user-32, org-02, limit-03."""
    update = OPERATIONS["organizations-update"]
    fitting = {of for of, body in ERRORS.items() if not update.check_answer(Answer(status, body))}
    assert fitting == {status} | ALSO.get(status, set())


@pytest.mark.parametrize("operation", PLAIN)
def test_a_spent_limit_is_told_in_the_words_of_zendesk(operation):
    """Cases limit-01 and user-44."""
    assert OPERATIONS[operation].check_answer(Answer(429, PLAIN[operation])) == []
    assert OPERATIONS[operation].check_answer(Answer(429, "Slow down")) != []


@pytest.mark.parametrize("root", MADE)
def test_each_key_of_a_record_is_missed_where_it_is_not_there(desk_of, root):
    """Case user-01: the full object."""
    account = {"users": [{"id": 7, "name": "Bob", "email": "bob@x.io"}]}
    desk = desk_of({**account, "organizations": [{"id": 8, "name": "LA"}]})
    method, path, body = MADE[root]
    answer = desk.ask(method, path, body)
    operation = OPERATIONS.find(Request(method, f"/api/v2{path}"))[0]
    record = answer.body[root]
    unmissed = {
        key
        for key in record
        if not operation.check_answer(
            Answer(answer.status, {**answer.body, root: {k: record[k] for k in record if k != key}})
        )
    }
    assert unmissed == set()
