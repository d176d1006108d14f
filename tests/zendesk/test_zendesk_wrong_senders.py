"""Ten wrong forwarders for Zendesk, each caught by a scenario, most by a judge as well."""

from dataclasses import replace

import pytest

from contracts.call import Call
from contracts.exchange import Request
from contracts.scenario import scenarios_of
from fauxdesk.stories.paths import forwarder_alone, together
from forwarder.ending import sent
from forwarder.settings import Settings
from forwarder.vendor import Fields, Handler, Steps
from tampering import assert_caught, assert_right_holds, changed

UPSERT = "/api/v2/users/create_or_update"


def look_up(email: str) -> Request:
    return Request("GET", "/api/v2/users/search", {"query": email})


def user_of(call: Call) -> dict[str, object]:
    return {"name": call.traits["name"], "email": call.traits["email"], "external_id": call.user_id}


def without_look_up(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    yield Request("POST", UPSERT, body={"user": user_of(call)})
    return sent("user written")


def despite_two_matches(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    found = yield look_up(call.traits["email"])
    path = f"/api/v2/users/{found.body['users'][0]['id']}"
    yield Request("PUT", path, body={"user": user_of(call)})
    return sent("user updated")


first_hit_of_a_partial_search = despite_two_matches


def by_name_first(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    place = "/api/v2/organizations/search"
    yield Request("GET", place, {"name": call.traits["name"]})
    yield Request("GET", place, {"external_id": call.group_id or ""})
    body = {"organization": {"name": call.traits["name"], "external_id": call.group_id}}
    yield Request("POST", "/api/v2/organizations/create_or_update", body=body)
    return sent("organization created")


def renamed(old: str, new: str) -> Handler:
    def change(request: Request) -> list[Request]:
        if not request.writes or old not in request.body.get("user", {}):
            return [request]
        user = {new if key == old else key: v for key, v in request.body["user"].items()}
        return [replace(request, body={"user": user})]

    return changed("zendesk", change)


def with_verified(request: Request) -> list[Request]:
    if "user" not in (request.body or {}):
        return [request]
    return [replace(request, body={"user": {**request.body["user"], "verified": True}})]


def links(times: int) -> Handler:
    return changed(
        "zendesk", lambda r: [r] * times if "organization_membership" in (r.body or {}) else [r]
    )


WRONG = {
    "no look-up": (without_look_up, "identify-creates-user", True),
    "write despite two matches": (despite_two_matches, "identify-many-matches-no-update", True),
    "first hit of a partial search": (
        first_hit_of_a_partial_search,
        "identify-partial-match-ignored",
        True,
    ),
    "organizationId sent as is": (
        renamed("organization_id", "organizationId"),
        "identify-seed-example",
        True,
    ),
    "verify instead of verified": (renamed("verified", "verify"), "identify-verified-on", True),
    "verified sent while off": (changed("zendesk", with_verified), "identify-verified-off", False),
    "group matched by name first": (by_name_first, "group-creates-organization-and-links", True),
    "no membership": (links(0), "group-creates-organization-and-links", False),
    "membership twice": (links(2), "group-creates-organization-and-links", True),
    "camelCase body": (renamed("external_id", "externalId"), "identify-creates-user", False),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_forwarder_is_caught(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_caught("zendesk", WRONG[wrong], monkeypatch)


def test_the_right_forwarder_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_right_holds("zendesk", {story for _, story, _ in WRONG.values()}, monkeypatch)


def test_a_token_without_its_suffix_is_caught() -> None:
    scenario = scenarios_of("zendesk")["identify-token-auth"]
    wrong = replace(
        scenario, settings={"email": "admin@acme.example", "password": "zd-local-token"}
    )
    assert not forwarder_alone(wrong).holds
    assert not together(wrong).holds
