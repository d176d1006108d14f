"""Wrong forwarders for Freshdesk, each caught by a scenario, most by a judge as well."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from contracts.call import Call
from contracts.exchange import Request
from forwarder.ending import sent
from forwarder.settings import Settings
from forwarder.vendor import Fields, Handler, Steps
from tampering import assert_caught, assert_right_holds, changed, right

CONTACTS = "/api/v2/contacts"
COMPANIES = "/api/v2/companies"


def contact_of(call: Call) -> dict[str, Any]:
    return {key: call.traits[key] for key in ("name", "email", "phone") if key in call.traits}


def without_look_up(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    yield Request("POST", CONTACTS, body=contact_of(call))
    return sent("contact created")


def by_user_id(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    found = yield Request("GET", CONTACTS, {"unique_external_id": call.user_id or ""})
    path = f"{CONTACTS}/{found.body[0]['id'] if found.body else 0}"
    yield Request("PUT", path, body=contact_of(call))
    return sent("contact updated")


def despite_a_match(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    yield Request("GET", CONTACTS, {"email": call.traits["email"]})
    yield Request("POST", CONTACTS, body=contact_of(call))
    return sent("contact created")


def restoring(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    yield Request("GET", CONTACTS, {"email": call.traits["email"]})
    clash = yield Request("POST", CONTACTS, body=contact_of(call))
    path = f"{CONTACTS}/{clash.body['errors'][0]['additional_info']['user_id']}"
    yield Request("PUT", path, body={"name": call.traits["name"]})
    yield Request("PUT", f"{path}/restore")
    return sent("contact restored")


def first_suggestion(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    found = yield Request("GET", f"{COMPANIES}/autocomplete", {"name": call.traits["name"]})
    path = f"{COMPANIES}/{found.body['companies'][0]['id']}"
    yield Request("PUT", path, body={"name": call.traits["name"]})
    return sent("company updated")


def changed_body(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Handler:
    """The right forwarder with the body of each write replaced by what ``change`` makes of it."""
    return changed("freshdesk", lambda r: [replace(r, body=change(r.body)) if r.writes else r])


def cut_short(after: int) -> Handler:
    """The right forwarder, content after so many requests."""

    def steps(call: Call, settings: Settings, fields: Fields) -> Steps:
        told = right("freshdesk")(call, settings, fields)
        request = next(told)
        for _ in range(after - 1):
            request = told.send((yield request))
        yield request
        return sent("cut short")

    return steps


def prefixed(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "custom_fields": {f"cf_{k}": v for k, v in body["custom_fields"].items()}}


def flat(body: dict[str, Any]) -> dict[str, Any]:
    return {**{k: v for k, v in body.items() if k != "custom_fields"}, **body["custom_fields"]}


def as_text(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "custom_fields": {k: str(v) for k, v in body["custom_fields"].items()}}


def with_date(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "created_at": "2013-01-07T00:00:00.000Z"}


def linked(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "company_id": 501}


WRONG = {
    "no look-up": (without_look_up, "identify-creates-contact", True),
    "found by userId": (by_user_id, "identify-with-user-id", True),
    "created despite a match": (despite_a_match, "identify-updates-contact", True),
    "created without an email": (without_look_up, "identify-without-email", True),
    "custom field with cf_": (changed_body(prefixed), "identify-department", True),
    "custom field at the top": (changed_body(flat), "identify-department", True),
    "created_at as it is": (changed_body(with_date), "identify-seed-example", True),
    "numbers as text": (changed_body(as_text), "group-seed-example-as-form", True),
    "the holder not updated": (cut_short(2), "identify-email-held-as-another", False),
    "a deleted contact restored": (restoring, "identify-deleted-contact", True),
    "linked to a company": (changed_body(linked), "identify-creates-contact", True),
    "the first suggestion taken": (first_suggestion, "group-near-matches-left-alone", True),
    "given up while the index lags": (cut_short(2), "group-index-lags", False),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_forwarder_is_caught(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_caught("freshdesk", WRONG[wrong], monkeypatch)


def test_the_right_forwarder_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_right_holds("freshdesk", {story for _, story, _ in WRONG.values()}, monkeypatch)
