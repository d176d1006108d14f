"""A suite of a sender, run at targets, and what poses as the live vendor."""

from pathlib import Path

import pytest

import plugin_runs
from emulator.vendor import vendors
from fauxdesk.fakes import Fake

SENDER = """
import os, requests

AUTH = ("me@acme.io/token", os.environ.get("FAUXDESK_ZENDESK_PASSWORD", "fake"))
USERS = "https://acme.zendesk.com/api/v2/users"
CALL = {"type": "identify", "userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}}

def found(key, value):
    return requests.get(f"{USERS}/search", params={key: value}, auth=AUTH).json()["users"]

def create(user):
    requests.post(f"{USERS}/create_or_update", json={"user": user}, auth=AUTH)

def identify(call):
    user = {"external_id": call["userId"], **call["traits"]}
    if not found("query", user["email"]) and not found("external_id", call["userId"]):
        create(user)
"""

LOOK_UP = """
def test_look_up(zendesk):
    assert sender.found("query", "ann@x.io") == []
"""

IDENTIFY = """
def test_identify(zendesk):
    sender.identify(sender.CALL)
"""

STORY = """
def test_story(contract):
    with contract("zendesk/identify-creates-user") as story:
        sender.identify(story.call)
"""

PASSWORD = "planted-s3cret"

SETTINGS = {"subdomain": "acme", "email": "me@acme.io/token", "password": PASSWORD}


def ran(suite: pytest.Pytester, test: str, *options: str) -> pytest.RunResult:
    suite.makepyfile(test_desk=f"import pytest, requests, sender\n{test}")
    targets = [f"--fauxdesk-{option}" if option[0] != "-" else option for option in options]
    return plugin_runs.ran(suite, *targets)


def cassette(suite: pytest.Pytester, test: str) -> Path:
    return suite.path / f"cassettes/zendesk/test_desk/{test}.yaml"


class Posing:
    """Poses as the vendor on a loopback port."""

    def __init__(self) -> None:
        self.fake = Fake(vendors()["zendesk"], pinned=True)

    @property
    def asked(self) -> list[str]:
        return [exchange.request.method for exchange in self.fake.exchanges]
