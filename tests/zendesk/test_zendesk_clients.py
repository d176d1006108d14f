"""Zendesk's real clients, told that the running fake is the vendor."""

import pytest

from clients import hearing
from contracts.operation import operations_of

ZENPY = {
    "users": {
        "me": "admin@acme.example",
        "made": "ann@x.io",
        "one": True,
        "rewritten": "U1",
        "changed": ["Ann B", ["vip"]],
        "found": ["Ann B"],
        "by external_id": ["Ann B"],
        "many": ["Ann B", "Bob"],
        "related": 0,
        "merged": "Ann B",
        "deleted": False,
        "taken": [422, "Email: ann@x.io is already being used by another user"],
        "unknown": [404, {"error": "RecordNotFound", "description": "Not found"}],
    },
    "identities": {
        "made": ["eve@y.io", False, False],
        "first": "eve@y.io",
        "verified": True,
        "left": ["eve@y.io"],
    },
    "organizations": {
        "domains": ["lakers.com"],
        "linked": [True, True],
        "again": 422,
        "of user": ["LA Lakers"],
        "members": ["Kobe"],
        "by external_id": ["LA Lakers"],
        "deleted": 404,
        "taken": 422,
    },
    "search": {
        "users": ["Kobe"],
        "organizations": ["LA Lakers"],
        "count": 1,
    },
    "pages": {
        "jobs": [["completed", 100, 100], ["completed", 100, 100], ["completed", 60, 60]],
        "numbered": [260, 260],
        "cursors": 260,
        "too many": "Maximum 100 users may be created per call",
    },
    "fields": {
        "made": ["text", 9999, True, "site"],
        "value": "gold",
        "kept": ["tier"],
        "left": [],
    },
    "tickets": {
        "made": ["Help", "gil@x.io"],
        "changed": "solved",
        "comments": ["It broke", "Mended"],
        "deleted": 404,
    },
}

NODE = {
    "users": {
        "me": "admin@acme.example",
        "made": "ann@x.io",
        "changed": "Ann B",
        "found": ["Ann B"],
        "by external_id": ["Ann B"],
        "many": ["Ann B", "Bob"],
        "merged": "Ann B",
        "deleted": 200,
        "taken": 422,
    },
    "identities": {"made": ["eve@y.io", False, False], "left": [["eve@y.io", True, True]]},
    "organizations": {
        "one": True,
        "linked": True,
        "again": 422,
        "members": ["Kobe"],
        "by external_id": ["LA Lakers"],
        "autocomplete": ["LA Lakers"],
        "related": {"tickets_count": 0, "users_count": 1},
        "deleted": 204,
        "gone": 404,
    },
    "search": {"found": ["Kobe"], "kind": "user", "exported": ["Kobe"]},
    "pages": {
        "jobs": [["completed", 100], ["completed", 100], ["completed", 60]],
        "numbered": [260, 260],
        "listed": [260, 260],
        "too many": 400,
    },
    "fields": {
        "made": ["dropdown", 1],
        "value": ["silver", ["silver"]],
        "kept": ["tier"],
        "deleted": 204,
    },
    "tickets": {
        "made": "Help",
        "changed": "solved",
        "comments": ["It broke", "Mended"],
        "listed": 1,
        "deleted": 204,
    },
}
STORIES = {"zenpy": ZENPY, "node-zendesk": NODE}
SCENES = [(client, scene) for client, story in STORIES.items() for scene in story]


@pytest.fixture(scope="module")
def heard():
    return hearing("zendesk")


@pytest.mark.parametrize(("client", "scene"), SCENES)
def test_a_client_is_told_what_zendesk_would_tell(heard, client, scene):
    told, _ = heard(client)
    assert told[scene] == STORIES[client][scene]


@pytest.mark.parametrize("client", STORIES)
def test_every_answer_to_a_client_is_as_documented(heard, client):
    operations = operations_of("zendesk")
    _, exchanges = heard(client)
    for exchange in exchanges:
        found = operations.find(exchange.request)
        assert found is not None, exchange.request
        assert found[0].check_answer(exchange.answer) == [], exchange
