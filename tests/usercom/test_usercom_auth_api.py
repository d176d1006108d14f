"""Whom User.com's API answers; each case names the fact it holds."""

import pytest

from contracts.exchange import Request
from emulator.accounts import Accounts
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import vendors

UNKNOWN = {"detail": "Invalid token."}
MISSING = {"detail": "Authentication credentials were not provided."}
USERS = "/api/public/users/"
EVIL = {"Origin": "https://evil.test"}


def signed(value):
    return {"Authorization": value}


def keyed(site, **settings):
    """Change an account's keys or domains while it runs, as its owner does in the app."""
    assert site.send("PUT", "/_fauxdesk/state", {"settings": settings}).status == 200


def test_uc_01_an_unknown_key(site):
    answer = site.get("/users/", headers=signed("Token nobody"))
    assert (answer.status, answer.body) == (401, UNKNOWN)
    assert answer.header("WWW-Authenticate") == "Token"
    assert answer.header("Content-Length") == "27"


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        pytest.param({}, MISSING["detail"], id="uc_02"),
        pytest.param(signed("Bearer k"), MISSING["detail"], id="uc_03"),
        pytest.param(signed("Token"), "Invalid token header. No credentials provided.", id="uc_04"),
        (
            signed("Token a b"),
            "Invalid token header. Token string should not contain spaces.",
        ),
    ],
)
def test_uc_02_03_04_who_shows_no_key_is_told_so(site, headers, says):
    """Django REST framework's texts; nobody recorded them."""
    answer = site.send("GET", USERS, headers=headers)
    assert (answer.status, answer.body["detail"]) == (401, says)


def test_the_word_token_may_be_lower_case(site):
    assert site.get("/users/", headers=signed("token uc-local-key")).status == 200


def test_uc_05_a_revoked_key_is_forbidden_and_stores_nothing(site):
    before = site.records()
    answer = site.post("/users/", {"custom_id": "u1"}, headers=signed("Token uc-revoked-key"))
    assert answer.status == 403
    assert site.records() == before


def test_uc_06_a_key_is_revoked_and_another_generated(site):
    site.identify("u1")
    keyed(site, api_keys=["new"], revoked_keys=["uc-local-key"])
    assert site.post("/users/", {}).status == 403
    users = site.get("/users/", headers=signed("Token new")).body["results"]
    assert [user["custom_id"] for user in users] == ["u1"]
    keyed(site, api_keys=["newer"])
    statuses = [site.get("/users/", headers=signed(f"Token {k}")).status for k in ("new", "newer")]
    assert statuses == [401, 200]


def test_uc_06_a_revoked_key_may_come_back(site):
    keyed(site, revoked_keys=["uc-local-key"])
    assert site.get("/users/").status == 403
    keyed(site, revoked_keys=[])
    assert site.get("/users/").status == 200


def test_a_key_has_no_blanks(site):
    wrong = {"settings": {"api_keys": ["a b"]}}
    answer = site.send("PUT", "/_fauxdesk/state", wrong)
    assert (answer.status, answer.body["error"].partition(":")[0]) == (400, "settings.api_keys.0")
    assert site.get("/users/").status == 200


def test_uc_07_an_untrusted_domain_is_forbidden_and_stores_nothing(site_of):
    site = site_of({"settings": {"trusted_domains": ["acme.example"]}})
    before = site.records()
    assert site.post("/users/", {"custom_id": "u1"}, headers=EVIL).status == 403
    assert site.records() == before


def test_uc_08_a_domain_that_is_added_is_trusted_at_once(site_of):
    site = site_of({"settings": {"trusted_domains": ["acme.example"]}})
    keyed(site, trusted_domains=["acme.example", "evil.test"])
    assert site.get("/users/", headers=EVIL).status == 200
    keyed(site, trusted_domains=["acme.example"])
    assert site.get("/users/", headers=EVIL).status == 403


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, {}, 201),
        ({"Origin": "https://shop.acme.example:8443"}, {}, 201),
        ({"Origin": "https://ACME.example"}, {}, 201),
        ({"Origin": "https://notacme.example"}, {}, 403),
        ({"Referer": "https://evil.test/a"}, {}, 403),
        ({"Origin": "https://acme.example", "Referer": "https://evil.test/a"}, {}, 201),
        ({}, {"current_url": "https://evil.test/a"}, 403),
        ({}, {"page_domain": "evil.test:8443"}, 403),
        ({}, {"current_url": "https://acme.example/a"}, 201),
    ],
)
def test_a_domain_is_read_where_the_account_says(site_of, headers, body, status):
    """Nobody says how User.com knows the domain: our reading."""
    site = site_of({"settings": {"trusted_domains": ["Acme.example"]}})
    assert site.post("/users/", body, headers=headers).status == status


def test_the_body_counts_for_no_domain_where_so_switched(site_of):
    settings = {"trusted_domains": ["acme.example"], "domain_from": "headers"}
    site = site_of({"settings": settings})
    assert site.post("/users/", {"current_url": "https://evil.test/"}).status == 201


def test_an_open_account_takes_any_key_but_a_revoked_one(site):
    site.account.open = True
    assert site.get("/users/", headers=signed("Token mine")).status == 200
    assert site.get("/users/", headers=signed("Token uc-revoked-key")).status == 403
    assert site.send("GET", USERS).status == 401


def test_a_key_opens_the_account_that_gave_it(site_app):
    accounts = Accounts(vendors()["usercom"], Clock())
    other = accounts.named("other")
    keys = {"settings": {"api_keys": ["theirs"]}}
    named = {"X-Fauxdesk-Account": "other"}
    generate = Request("PUT", "/_fauxdesk/state", {}, named, keys)
    assert answer_to(site_app, generate, accounts=accounts).status == 200
    request = Request("POST", USERS, {}, signed("Token theirs"), {"email": "a@b.co"})
    assert answer_to(site_app, request, accounts=accounts).status == 201
    assert [len(account.tables["users"]) for account in (accounts.default, other)] == [0, 1]


def test_uc_17_a_spent_window_is_429_with_the_seconds_to_wait(site_of):
    settings = {"rate_limits": True, "requests_per_window": 1, "window_seconds": 30}
    site = site_of({"settings": settings})
    assert site.get("/users/").status == 200
    spent = site.get("/users/")
    assert (spent.status, spent.header("Retry-After")) == (429, "30")
    assert spent.body == {"detail": "Request was throttled. Expected available in 30 seconds."}, (
        "Django REST framework's text"
    )
    site.account.clock.advance(30)
    assert site.get("/users/").status == 200


def test_no_key_is_in_the_journal_or_the_state(site):
    site.get("/users/")
    shown = [str(site.send("GET", f"/_fauxdesk/{what}").body) for what in ("journal", "state")]
    assert not any("uc-local-key" in text or "uc-revoked-key" in text for text in shown)
