"""Zendesk's real clients, told that the running fake is the vendor."""

from functools import cache
from typing import NamedTuple

import pytest

import fauxdesk
from clients import story_of
from contracts.operation import operations_of
from emulator.account import Account

OPERATIONS = operations_of("zendesk")
ACCOUNT = {"zendesk": {"settings": {"rate_limits": True, "plan": "suite-enterprise-plus"}}}

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
        "again": [422, "User has already been taken"],
        "of user": ["LA Lakers"],
        "members": ["Kobe"],
        "by external_id": ["LA Lakers"],
        "deleted": 404,
        "taken": 422,
    },
    "memberships": {
        "job": ["completed", 1],
        "of user": [[True, True], [False, None]],
        "of organization": [True],
        "shown": True,
        "unlinked": ["Suns"],
        "unknown organization": [422, "Organization cannot be blank"],
    },
    "search": {"users": ["Kobe"], "organizations": ["LA Lakers"], "count": 1, "exported": 422},
    "exports": {
        "once": True,
        "people": True,
        "deleted": ["Bob", "Cy"],
        "by time": [True, True],
        "from a cursor": True,
        "newer": 0,
        "no administrator": 403,
        "no time": 400,
        "too often": True,
    },
    "pages": {
        "jobs": [["completed", 100, 100], ["completed", 100, 100], ["completed", 60, 60]],
        "numbered": [260, 260],
        "cursors": 260,
        "too many": "Maximum 100 users may be created per call",
    },
    "jobs": {
        "made": ["Job 1", "Job 2"],
        "updated": [["Updated", True], ["Updated", True]],
        "notes": ["n1", "n2"],
        "failed": ["completed", [True]],
        "deleted": ["completed", 2],
        "erased": "Permanently Deleted User",
        "left": [],
        "unknown": 404,
    },
    "fields": {"made": ["text", 9999, True, "site"], "value": "gold", "kept": ["tier"], "left": []},
    "tickets": {
        "made": ["Help", "gil@x.io"],
        "changed": "solved",
        "comments": ["It broke", "Mended"],
        "deleted": 404,
    },
    "errors": {
        "wrong token": [401, {"error": "Couldn't authenticate you"}],
        "expired": "invalid_token",
        "no administrator": 403,
        "no name": [422, "Name: is too short (minimum is 1 characters)"],
        "no email": [422, "Email: badmail is not properly formatted"],
        "too often": ["n0", "n1", "n2", "n3", "n4", "limited"],
        "two at once": [422, "Name: LA Lakers has already been taken"],
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
    "identities": {
        "made": ["eve@y.io", False, False],
        "renamed": "eva",
        "shown": ["eve@y.io", True, True],
        "asked": 200,
        "left": [["eve@y.io", True, True]],
    },
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
    "memberships": {
        "job": "completed",
        "both": [[True, True], [False, None]],
        "shown": True,
        "left": 0,
        "members": 0,
    },
    "search": {"found": ["Kobe"], "kind": "user", "exported": ["Kobe"]},
    "pages": {
        "jobs": [["completed", 100], ["completed", 100], ["completed", 60]],
        "numbered": [260, 260],
        "listed": [260, 260],
        "too many": 400,
    },
    "jobs": {
        "updated": [["Updated", True], ["Updated", True]],
        "notes": ["n", "n"],
        "failed": ["completed", [True]],
        "deleted": ["completed", 2],
        "left": [],
        "teams": ["completed", 4, 2],
        "shown": ["completed", "completed"],
        "unknown": 404,
    },
    "fields": {
        "made": ["dropdown", 1],
        "changed": "Level",
        "value": ["silver", ["silver"]],
        "options": [["gold", "silver"], ["silver"]],
        "site": ["Place", ["site"], 204, 404],
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
    "errors": {
        "wrong token": 401,
        "no administrator": 403,
        "no name": 422,
        "no user": 404,
        "too often": [200, 200, 200, 200, 200, 429],
        "notes": "n4",
    },
}
STORIES = {"zenpy": ZENPY, "node-zendesk": NODE}
SCENES = [(client, scene) for client, story in STORIES.items() for scene in story]


LEFT = {
    "zenpy": {
        "users": [260, "Ann B", "Eve", "Flo", "Gil", "Hal", "Ida", "Kobe"],
        "deleted_users": ["Bob", "Cy", "Job 2", "Permanently Deleted User"],
        "organizations": ["LA Lakers", "Nets", "Suns"],
        "user_fields": [],
        "organization_fields": ["site"],
        "tickets": [],
    },
    "node-zendesk": {
        "users": [260, "Eve", "Flo", "Gil", "Hal", "Jim", "Kobe"],
        "deleted_users": ["Ann B", "Bob", "Job 1", "Job 2"],
        "organizations": ["Nets", "Suns"],
        "user_fields": [],
        "organization_fields": [],
        "tickets": [],
    },
}
"""The names, keys or subjects of what an account holds in the end; of 260 users a number."""

IGNORED = {
    "zenpy": {
        "identities-delete: body",
        "memberships-delete: body",
        "organizations-delete: body",
        "organizations-update: body /organization/id",
        "search: query /filter[type]",
        "search-count: query /filter[type]",
        "tickets-delete: body",
        "tickets-update: body /ticket/id",
        "user-fields-delete: body",
        "user-organizations-list: query /include",
        "users-delete: body",
        "users-destroy-many: body",
        "users-related: query",
        "users-update: body /user/id",
    },
    "node-zendesk": set(),
}
"""What clients send beyond what operations take: Zendesk ignores it."""


class Told(NamedTuple):
    """What a client told, what it and the fake said, and what the account holds in the end."""

    story: dict
    exchanges: list
    account: Account


def called(record):
    """What a record is called, whatever it is."""
    return next(record[key] for key in ("name", "key", "subject", "id") if key in record)


@cache
def told(client):
    with fauxdesk.start("zendesk", accounts=ACCOUNT) as stack:
        story = story_of(client, stack.url("zendesk"))
        return Told(story, stack["zendesk"].exchanges, stack["zendesk"].account)


@pytest.mark.parametrize(("client", "scene"), SCENES)
def test_a_client_is_told_what_zendesk_would_tell(client, scene):
    assert told(client).story[scene] == STORIES[client][scene]


@pytest.mark.parametrize("client", STORIES)
def test_the_account_holds_what_a_client_has_written(client):
    account = told(client).account
    left = {table: sorted(map(called, account.own(table))) for table in LEFT[client]}
    paged = [name for name in left["users"] if name.startswith("Page ")]
    left["users"] = [len(paged), *(name for name in left["users"] if name not in paged)]
    assert left == LEFT[client]


@pytest.mark.parametrize("client", STORIES)
def test_every_answer_to_a_client_is_as_documented(client):
    for exchange in told(client).exchanges:
        found = OPERATIONS.find(exchange.request)
        assert found is not None, exchange.request
        assert found[0].check_answer(exchange.answer) == [], exchange


@pytest.mark.parametrize("client", STORIES)
def test_a_client_sends_what_operations_take_and_what_is_ignored(client):
    beyond = set()
    for exchange in told(client).exchanges:
        if exchange.answer.ok:
            operation, params = OPERATIONS.find(exchange.request)
            found = operation.check_request(exchange.request, params)
            beyond |= {f"{operation.id}: {m.part} {m.where}".rstrip() for m in found}
    assert beyond == IGNORED[client]
