"""Zendesk's real clients, told that the running fake is the vendor."""

import pytest

import fauxdesk
from clients import story_of


@pytest.fixture(scope="module")
def told():
    """What each client told, by its name."""
    stories = {}
    for client in ("zenpy", "node-zendesk"):
        with fauxdesk.start("zendesk") as stack:
            stories[client] = story_of(client, stack.url("zendesk"))
    return stories


def test_zenpy_makes_a_user_and_finds_it(told):
    assert told["zenpy"] == {"me": "admin@acme.example", "made": "ann@x.io", "found": ["Ann"]}


def test_node_zendesk_makes_a_user_and_finds_it(told):
    assert told["node-zendesk"] == {"made": "ann@x.io", "found": ["Ann"]}
