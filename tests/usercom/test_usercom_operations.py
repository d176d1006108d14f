"""User.com's operations: what they take of a request, and which answers they know."""

import pytest

from contracts.exchange import Answer
from contracts.operation import operations_of

OPERATIONS = operations_of("usercom")
EVERY = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.id)
ATTRIBUTE = {"content_type": "clientuser", "name": "plan", "value_type": "string"}
FILE = {
    "settings": {"page_size": 9},
    "users": [
        {"id": 1, "custom_id": "u1", "email": "a@b.co", "attributes": {"plan": "gold"}},
        {"id": 2, "custom_id": "u2", "tags": ["vip"], "lists": [3]},
    ],
    "companies": [{"id": 4, "custom_id": "g1", "name": "Acme", "tags": ["vip"]}],
    "company_members": [{"company_id": 4, "user_id": 1}],
    "attributes": [
        {"id": 5, **ATTRIBUTE},
        {"id": 6, **ATTRIBUTE, "content_type": "company"},
    ],
    "tags": [{"id": 7, "name": "vip"}],
    "lists": [{"id": 3, "name": "Readers"}],
    "segments": [{"id": 8, "name": "Golden", "where": {"plan__contains": "gold"}}],
    "deals": [{"id": 9, "custom_id": "d1", "name": "Anvils"}],
}
NAMED = {"custom_id": "g1", "name": "plan"}
IDS = {"users": 1, "companies": 4, "tags": 7, "lists": 3, "attributes": 5, "segments": 8}
BODIES = {
    "add_tag": {"name": "new"},
    "add_many_tags": {"tag_names": ["new"]},
    "remove_tag": {"name": "vip"},
    "add_to_list": {"list": 3},
    "remove_from_list": {"list": 3},
    "set_attribute": {"attribute": "plan", "value": "silver"},
    "set_multiple_attributes": {"plan": "silver"},
    "remove_attribute": {"attribute": "plan"},
    "add_member": {"user_id": 1},
    "remove_member": {"user_id": 1, "user_custom_id": "u1"},
    "merge": {"parent": 1, "users_list": [2]},
    "mass_update_standard_attributes": {"ids": [1], "attribute": "city", "value": "Oslo"},
    "mass_update_custom_attributes": {"ids": [1], "attribute": "plan", "value": "silver"},
    "update_or_create": {"custom_id": "new", "name": "New"},
    "events": {"user_id": 1, "name": "Bought", "timestamp": 7, "data": {"sku": 5}},
    "users-by-id-events-create": {"name": "Bought"},
    "attributes": {**ATTRIBUTE, "name": "size"},
    "deals-by-id-create": {"custom_id": "new", "name": "New"},
}
"""The body of each act, or of one operation."""
OTHERWISE = {"name": "New"}
"""A body that every other write takes."""


@pytest.fixture
def desk(site_of):
    """An app in which something of every kind is there."""
    site = site_of(FILE)
    site.post("/users-by-id/u1/events/", {"name": "Seen", "data": {"where": "x.io"}})
    view = {"client_user": site.user("u1")["user_key"], "page_domain": "x.io", "page_path": "/"}
    assert site.post("/site-views/", view).status == 201
    return site, view


def asked(operation, desk, version=2):
    """What the app answers to the operation where all is well."""
    site, view = desk
    _, kind, *rest = operation.path.removeprefix("/api/public").split("/")
    act = ([kind, *(step for step in rest if step and not step.startswith("{"))])[-1]
    holder = "u1" if kind == "users-by-id" else "d1" if kind == "deals-by-id" else "g1"
    event = site.account.own("event_occurrences")[0]["id"]
    named = {**NAMED, "custom_id": holder, "id": IDS.get(kind, event)}
    path = operation.path_of(named).removeprefix("/api/public")
    body = BODIES.get(operation.id, BODIES.get(act, view if act == "site-views" else OTHERWISE))
    query = {"email": "a@b.co"} if act == "search" else {}
    sent = body if operation.body is not None else None
    return site.ask(operation.method, path, sent, version=version, **query)


def lacking(body):
    """The body without one of its keys, or without one of those of its first result."""
    if isinstance(body, dict):
        for key in body:
            yield key, {k: v for k, v in body.items() if k != key}
        [*first] = (body.get("results") or [])[:1]
        for record in first:
            for key, less in lacking(record):
                yield f"results/{key}", {**body, "results": [less, *body["results"][1:]]}


@EVERY
def test_every_operation_is_answered_as_it_says(operation, desk):
    answer = asked(operation, desk)
    assert (answer.status < 300, operation.check_answer(answer)) == (True, [])


@pytest.mark.parametrize("name", [o.id for o in OPERATIONS.values() if o.method == "GET"])
def test_every_operation_that_reads_knows_version_1_too(name, desk):
    answer = asked(OPERATIONS[name], desk, version=1)
    assert (answer.status, OPERATIONS[name].check_answer(answer)) == (200, [])


CUSTOM = {"plan", "results/plan"}
"""Keys of custom attributes, which stand beside those of users and companies."""


@EVERY
def test_each_key_of_an_answer_is_missed_where_it_is_not_there(operation, desk):
    answer = asked(operation, desk)
    less = [(key, Answer(answer.status, body)) for key, body in lacking(answer.body)]
    assert {key for key, told in less if not operation.check_answer(told)} <= CUSTOM


@EVERY
def test_a_status_that_nobody_documents_is_found_whatever_its_body(operation):
    for body in (None, {}, "", {"detail": "No."}, {"errors": {}}):
        [told] = operation.check_answer(Answer(418, body))
        assert told.says == "is not among the documented ones"


@EVERY
def test_an_operation_takes_no_query_that_it_does_not_know(operation):
    assert operation.query is None or not operation.query.fits({"frob": "1"})


@EVERY
def test_an_error_in_another_envelope_is_found(operation):
    """Cases UC-01, UC-09, UC-20, UC-27."""
    detail, errors = {"detail": "No."}, {"errors": {"name": ["This field is required."]}}
    for status in set(operation.answers) - {"200", "201", "204"}:
        told = [Answer(int(status), body) for body in (detail, errors, "<html>")]
        fitting = [answer.body for answer in told if not operation.check_answer(answer)]
        assert fitting == {"400": [detail, errors], "404": [detail, "<html>"]}.get(status, [detail])


@pytest.mark.parametrize(
    ("name", "query", "fits"),
    [
        ("users-list", {"city__contains": "Os"}, True),
        ("users-list", {"score__gte": "5", "page": "2"}, True),
        ("users-list", {"city__startswith": "Os"}, False),
        ("users-list", {"plan__contains": "g"}, False),
        ("users-list", {"limit": "5"}, False),
        ("users-list", {"search": "last_seen", "min": "1"}, True),
        ("users-list", {"max": "1"}, False),
        ("users-search", {"email": "a@b.co", "many": "true"}, True),
        ("users-search", {"many": "true"}, False),
        ("users-search", {"plan__istartswith": "g", "cursor": "cD0x"}, True),
        ("users-search", {"search": "last_seen", "min": "1", "max": "2"}, True),
        ("users-search", {"search": "created_at"}, False),
        ("users-search", {"min": "1"}, False),
        ("users-search", {"emial": "a@b.co"}, False),
        ("users-search", {}, False),
        ("companies-list", {"name__contains": "A"}, False),
    ],
)
def test_a_query_is_of_parameters_that_are_known(name, query, fits):
    assert OPERATIONS[name].query.fits(query) is fits
