"""Which rule an answer of User.com's fake says was at work."""

import pytest

AGE = {"content_type": "clientuser", "name": "age", "value_type": "integer"}
SIZE = {"content_type": "company", "name": "floors", "value_type": "integer"}
AMOUNT = {"content_type": "activity", "name": "amount", "value_type": "integer"}
FILE = {
    "settings": {"trusted_domains": ["acme.example"]},
    "attributes": [AGE, SIZE, AMOUNT],
    "users": [{"id": 7, "custom_id": "u1", "user_key": "k1", "email": "a@b.co"}],
    "companies": [{"id": 21, "custom_id": "g1", "name": "G"}],
    "company_members": [{"company_id": 21, "user_id": 7}],
    "events": [{"name": "Bought"}],
}
UPSERT, EVENTS, VIEWS = "/users/update_or_create/", "/events/", "/site-views/"
COMPANY, SET = "/companies/21/", "/users/7/set_multiple_attributes/"


def at_work(site, path, body, **asked):
    answer = site.ask("PUT" if path == COMPANY else "POST", path, body, **asked)
    said = answer.header("X-Fauxdesk-Rule")
    return set(said.replace("usercom.", "").split(", ")) if said else set()


@pytest.mark.parametrize(
    ("path", "body", "rules"),
    [
        (UPSERT, {"custom_id": "u2", "city": "Rome"}, set()),
        (UPSERT, {"custom_id": "u2", "first_name": "A"}, {"users.name-from-parts"}),
        (UPSERT, {"custom_id": "u1", "city": "Rome"}, {"users.put-is-partial"}),
        (UPSERT, {"custom_id": "u2", "email": "a@b.co"}, {"users.email-not-unique"}),
        (UPSERT, {"custom_id": "u2", "os": "iOS"}, {"users.context-mirrored"}),
        (UPSERT, {"custom_id": "u2", "page_views": 9}, {"fields.read-only-ignored"}),
        (UPSERT, {"custom_id": "u2", "a": "x"}, {"identify.attr-autocreate-string"}),
        (UPSERT, {"custom_id": "u2", "age": 7}, {"identify.attr-definitions"}),
        (
            UPSERT,
            {"custom_id": "u2", "age": "7"},
            {"identify.attr-definitions", "identify.attr-convert", "identify.example-number"},
        ),
        (
            UPSERT,
            {"custom_id": "u2", "age": "old"},
            {"identify.attr-definitions", "identify.attr-ignore-unconvertible"},
        ),
        (
            SET,
            {"name": "X"},
            {
                *("attributes.standard-names-become-custom", "attributes.set-without-answer"),
                "identify.attr-autocreate-string",
            },
        ),
        (COMPANY, {"city": "Rome"}, set()),
        (COMPANY, {"plan": "x"}, {"group.custom-traits"}),
        (COMPANY, {"floors": 7}, {"group.custom-traits", "group.attr-definitions"}),
        (COMPANY, {"age": 7}, {"group.custom-traits", "group.attr-definitions"}),
        ("/companies/21/add_member/", {"user_id": 7}, {"companies.member-once"}),
        (
            EVENTS,
            {"user_id": 7, "name": "Bought"},
            {"track.occurrence", "events.created-once-per-name"},
        ),
        (
            EVENTS,
            {"user_id": 7, "name": "Bought", "data": {"amount": "x"}},
            {
                *("track.occurrence", "events.created-once-per-name"),
                *("track.definitions", "track.property-types"),
            },
        ),
        (
            EVENTS,
            {"user_id": 7, "name": "Left", "data": {"why": "x"}},
            {
                *("track.occurrence", "events.created-once-per-name"),
                *("track.event-autocreate", "track.properties-autocreate"),
            },
        ),
        (
            VIEWS,
            {"client_user": "k1"},
            {"page.increment", "page.last-seen-if-newer", "page.record-view"},
        ),
    ],
)
def test_a_rule_leaves_its_mark_where_it_does_something(site_of, path, body, rules):
    assert at_work(site_of(FILE), path, body) == rules


def test_undefined_numbers_and_lists_become_text(site_of):
    told = at_work(site_of(FILE), SET, {"a": 1, "b": ["x"]})
    assert {"identify.example-string", "attributes.list-as-text", "identify.attr-convert"} <= told


def test_a_trusted_domain_and_the_first_version_are_told(site_of):
    origin = {"Origin": "https://shop.acme.example"}
    told = at_work(site_of(FILE), COMPANY, {}, version=1, headers=origin)
    assert told == {"domains.editable", "versions.by-accept"}


def test_an_older_view_does_not_move_last_seen(site_of):
    site = site_of(FILE)
    site.post(VIEWS, {"client_user": "k1"})
    told = at_work(site, VIEWS, {"client_user": "k1", "timestamp": "2001-01-01T00:00:00Z"})
    assert told == {"page.increment", "page.record-view"}


@pytest.mark.parametrize(
    ("method", "path", "body", "rule"),
    [
        ("GET", "/users", None, "paths.trailing-slash"),
        ("GET", "/users/99/", None, "ids.known"),
        ("GET", "/companies-by-id/no/", None, "ids.custom-id-known"),
        ("GET", "/users/?cursor=x", None, "paging.cursor-known"),
        ("POST", "/users/", {"gender": "male"}, "users.choices-by-number"),
        ("POST", "/users/", {"email": "x"}, "fields.valid"),
        ("POST", "/users/", {"custom_id": "u1"}, "users.custom-id-unique"),
        ("POST", "/users/", {"phone_number": "x"}, "users.phone-format"),
        ("POST", "/users/", {"company_custom_id": "no"}, "users.company-known"),
        ("POST", UPSERT, {}, "users.upsert-by-custom-id"),
        ("POST", "/companies/", {}, "companies.name-required"),
        ("POST", "/companies/", {"name": "A", "custom_id": "g1"}, "companies.custom-id-unique"),
        ("POST", EVENTS, {}, "fields.required"),
        ("POST", "/attributes/", AGE, "attributes.name-unique"),
    ],
)
def test_a_refusal_names_its_rule_alone(site_of, method, path, body, rule):
    path, _, query = path.partition("?")
    asked = dict([query.split("=")]) if query else {}
    answer = site_of(FILE).ask(method, path, body, **asked)
    assert answer.status >= 400
    assert answer.header("X-Fauxdesk-Rule") == f"usercom.{rule}"
