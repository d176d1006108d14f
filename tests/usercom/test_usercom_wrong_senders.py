"""Wrong forwarders for User.com, each caught by a scenario, most by a judge or an operation too."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from contracts.call import Call
from contracts.exchange import Request
from forwarder.ending import sent, skipped
from forwarder.settings import Settings
from forwarder.vendor import Fields, Handler, Steps
from tampering import assert_caught, assert_right_holds, changed

API = "/api/public/"


def without_creating_the_user(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Looks the user up and gives up where there is none."""
    found = yield Request("GET", f"{API}users-by-id/{call.user_id}/")
    if found.status == 404:
        return skipped("no such user")
    yield Request("POST", f"{API}events/", body={"user_id": found.body["id"], "name": call.event})
    return sent("event recorded")


def event_of_a_stranger(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Sends the event to the path of the user, whom nobody created."""
    path = f"{API}users-by-id/{call.user_id}/events/"
    yield Request("POST", path, body={"name": call.event, "data": dict(call.properties)})
    return sent("event recorded")


def selected_by_email(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Finds a user by email and writes to that one."""
    found = yield Request("GET", f"{API}users/search/", {"email": call.traits["email"]})
    yield Request("PUT", f"{API}users/{found.body['id']}/", body={"custom_id": call.user_id})
    return sent("user updated")


def rewritten(path: str, rewrite: Callable[[dict[str, object]], dict[str, object]]) -> Handler:
    """The right forwarder with another body in what it sends to ``path``."""
    return changed(
        "usercom",
        lambda r: [replace(r, body=rewrite(dict(r.body))) if r.path == f"{API}{path}" else r],
    )


def renamed(path: str, old: str, new: str) -> Handler:
    return rewritten(path, lambda b: {new if key == old else key: v for key, v in b.items()})


def links(times: int) -> Handler:
    return changed("usercom", lambda r: [r] * times if r.path.endswith("/add_member/") else [r])


def of_version_1(request: Request) -> list[Request]:
    return [replace(request, headers={**request.headers, "Accept": "application/json"})]


UPSERT = "users/update_or_create/"
WRONG = {
    "unknown user given up": (without_creating_the_user, "track-creates-user", False),
    "event of a stranger": (event_of_a_stranger, "track-creates-user", True),
    "selected by email": (selected_by_email, "identify-email-selects-nobody", True),
    "phone sent as is": (renamed(UPSERT, "phone_number", "phone"), "identify-all-traits", True),
    "gender in words": (
        rewritten(UPSERT, lambda body: {**body, "gender": "female"}),
        "identify-all-traits",
        True,
    ),
    "traits as an object": (
        rewritten(UPSERT, lambda b: {"custom_id": b.pop("custom_id"), "traits": b}),
        "identify-updates-user",
        True,
    ),
    "numbers made text": (
        rewritten(UPSERT, lambda body: {key: str(value) for key, value in body.items()}),
        "identify-seed-example",
        False,
    ),
    "version 1 asked for": (changed("usercom", of_version_1), "track-creates-user", True),
    "page view without its time": (
        rewritten("site-views/", lambda b: {k: v for k, v in b.items() if k != "timestamp"}),
        "page-older-keeps-last-seen",
        False,
    ),
    "company without groupId": (
        rewritten("companies/", lambda b: {"name": b["name"]}),
        "group-creates-company-and-links",
        True,
    ),
    "employees sent as is": (renamed("companies/", "size", "employees"), "group-all-traits", True),
    "no membership": (links(0), "group-creates-company-and-links", False),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_forwarder_is_caught(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_caught("usercom", WRONG[wrong], monkeypatch)


def test_the_right_forwarder_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_right_holds("usercom", {story for _, story, _ in WRONG.values()}, monkeypatch)
