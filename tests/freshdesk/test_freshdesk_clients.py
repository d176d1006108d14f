"""Freshdesk's real clients, told that the running fake is the vendor."""

import pytest

from clients import listening
from contracts.operation import operations_of

ACCOUNT = {"freshdesk": {"settings": {"rate_limits": True, "search_lag_seconds": 0}}}
ONLY_GET = "PUT method is not allowed. It should be one of these method(s): GET"
NOTHING = "Freshdesk Request Failed"
"""What python-freshdesk says of an answer without a body."""
NOT_FOUND = [404, "The requested entity was not found"]

PYTHON = {
    "contacts": {
        "made": ["ann+a@x.io", ["vip"], "Freshdesk Contact"],
        "changed": ["Boss", "gold"],
        "by email": ["Ann"],
        "taken": [409, "duplicate_value"],
        "deleted": [[], ["Ann"], [405, ONLY_GET]],
        "restored": ["Ann"],
        "gone": ["NotFound", NOTHING],
    },
    "companies": {
        "linked": True,
        "changed": "Automotive",
        "shown": "Acme",
        "listed": ["Acme"],
        "taken": [409, "duplicate_value"],
        "deleted": [None, ["NotFound", NOTHING]],
    },
    "search": {
        "contacts": ["Cyd"],
        "companies": ["Initech"],
        "tickets": ["Found"],
        "unknown key": "BadRequest",
    },
    "pages": {
        "everyone": [262, 262, True],
        "page 2": "P098",
        "page 3": "P259",
        "page 4": [],
        "found": 262,
        "too many": "BadRequest",
    },
    "tickets": {
        "made": ["Help", "open", ["hw"], 8],
        "requester": ["dan@y.io"],
        "said": ["Mended", "Easy"],
        "comments": ["Mended", "Easy"],
        "changed": "resolved",
        "included": "dan@y.io",
        "since": 2,
        "deleted": [["Help"], [405, ONLY_GET]],
    },
    "errors": {
        "me": "admin@acme.example",
        "wrong key": ["Unauthorized", "You have to be logged in to perform this action."],
        "no admin": "AccessDenied",
        "unknown": ["NotFound", NOTHING],
        "no such method": 405,
        "missing": "missing_field",
        "unexpected": "invalid_field",
        "bad JSON": ["BadRequest", "Request body has invalid json format"],
        "unbuilt": "ServerError",
    },
    "limits": {"contacts": ["RateLimited", True], "companies": "Made all the same"},
}

NODE = {
    "contacts": {
        "made": ["ann+a@x.io", ["vip"]],
        "changed": "gold",
        "shown": "Ann",
        "by email": ["Ann"],
        "fields": True,
        "taken": {"email": "duplicate_value"},
        "agent": [True, NOT_FOUND],
        "deleted": True,
        "again": 405,
    },
    "companies": {
        "made": ["acme.io"],
        "changed": "Automotive",
        "suggested": ["Acme Corporation"],
        "listed": ["Acme Corporation"],
        "fields": True,
        "taken": {"name": "duplicate_value"},
        "refused": {"industry": "invalid_value"},
        "gone": NOT_FOUND,
    },
    "search": {
        "contacts": ["Cyd"],
        "companies": ["Initech"],
        "tickets": ["Found"],
        "unknown key": 400,
        "page 11": 400,
    },
    "pages": {
        "first": [30, False, 36],
        "second": [100, False, 36],
        "last": [61, True, 36],
        "whole": 261,
        "found": [261, 30],
        "too many": {"per_page": "invalid_value"},
    },
    "tickets": {
        "made": ["Help", 2, "It broke", 1],
        "no file": {"attachments": "datatype_mismatch"},
        "said": ["Mended", True, "Hard", 2],
        "left": 1,
        "changed": 4,
        "deleted": [1, [405, "Error in Freshdesk's client API"]],
        "restored": "Help",
    },
    "errors": {
        "me": "admin@acme.example",
        "languages": "en",
        "wrong key": 401,
        "no admin": 403,
        "unknown": NOT_FOUND,
        "missing": {"name": "missing_field"},
        "mistyped": {"tags": "datatype_mismatch"},
        "unbuilt": 501,
    },
    "limits": [429, True],
}
HOLDS = {
    "python-freshdesk": {
        "contacts": [("Bob", False), ("Cyd", False), ("dan@y.io", False)],
        "agents": [],
        "companies": [("Initech", {"employees": 3}), ("Made all the same", {})],
        "tickets": [("Found", 2, False), ("Help", 4, True)],
        "conversations": ["Mended", "Easy"],
    },
    "freshdesk-api": {
        "contacts": [("Bob", True), ("Cyd", False), ("dan@y.io", False)],
        "agents": ["Ann"],
        "companies": [("Initech", {"employees": 3})],
        "tickets": [("Found", 2, False), ("Help", 4, False)],
        "conversations": ["Mended"],
    },
}
"""What each client leaves behind, beside 260 people of the pages."""
STORIES = {"python-freshdesk": PYTHON, "freshdesk-api": NODE}
SCENES = [(client, scene) for client, story in STORIES.items() for scene in story]


@pytest.fixture(scope="module")
def heard():
    return listening("freshdesk", ACCOUNT)


@pytest.mark.parametrize(("client", "scene"), SCENES)
def test_a_client_is_told_what_freshdesk_would_tell(heard, client, scene):
    assert heard(client).told[scene] == STORIES[client][scene]


@pytest.mark.parametrize("client", STORIES)
def test_what_a_client_did_is_what_the_account_holds(heard, client):
    held = heard(client).held
    paged = [c for c in held["contacts"] if str(c["email"]).endswith("@pages.io")]
    others = [c for c in held["contacts"] if c not in paged]
    assert len({contact["email"] for contact in paged}) == len(paged) == 260
    assert HOLDS[client] == {
        "contacts": [(contact["name"], contact["deleted"]) for contact in others],
        "agents": [agent["name"] for agent in held["agents"]],
        "companies": [(c["name"], c["custom_fields"]) for c in held["companies"]],
        "tickets": [(t["subject"], t["status"], t["deleted"]) for t in held["tickets"]],
        "conversations": [said["body_text"] for said in held["conversations"]],
    }


@pytest.mark.parametrize("client", STORIES)
def test_every_answer_to_a_client_is_as_documented(heard, client):
    operations = operations_of("freshdesk")
    for exchange in heard(client).exchanges:
        found = operations.find(exchange.request)
        if found is not None:
            assert found[0].check_answer(exchange.answer) == [], exchange
        else:
            assert exchange.answer.status in (405, 501), exchange.request


@pytest.mark.parametrize("client", STORIES)
def test_what_a_client_was_granted_is_what_its_operation_asks_for(heard, client):
    operations = operations_of("freshdesk")
    granted = [exchange for exchange in heard(client).exchanges if exchange.answer.ok]
    assert [
        (e.request, wrong) for e in granted if (wrong := operations.check_request(e.request))
    ] == []
