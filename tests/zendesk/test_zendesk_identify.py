"""Every branch of an identify call to Zendesk, driven by canned answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import Call
from contracts.conversation import Dropped, Kind, Mapped
from contracts.exchange import Answer
from driving import driven
from forwarder.settings import settings_of
from forwarder.vendor import vendors
from forwarder.zendesk.identify import identify

SETTINGS = {"subdomain": "acme", "email": "admin@acme.example/token", "password": "hush-hush"}
KOBE = {"name": "Kobe Bryant", "email": "kobe@lakers.com"}
NOBODY = Answer(200, {"users": [], "next_page": None, "previous_page": None, "count": 0})
CREATED = Answer(201, {"user": {"id": 7}})
UPDATED = Answer(200, {"user": {"id": 7}})
TAKEN = {"description": "Email: kobe@lakers.com is already being used by another user"}
EMAIL_TAKEN = Answer(422, {"error": "RecordInvalid", "details": {"email": [TAKEN]}})


def users(*found, next_page=None) -> Answer:
    return Answer(
        200, {"users": [{"id": n, **u} for n, u in enumerate(found, 1)], "next_page": next_page}
    )


def told(*answers, traits=KOBE, user_id="12345", fields=None, **settings):
    """The requests a call asks, given these answers in turn, and its outcome."""
    call = Call(type="identify", message_id="m", user_id=user_id, traits=traits)
    steps = identify(call, settings_of(vendors()["zendesk"], SETTINGS | settings), fields or {})
    return driven(steps, answers)


def asked(requests) -> list[tuple[str, str, dict]]:
    return [(r.method, r.path, dict(r.query)) for r in requests]


BY_EMAIL = ("GET", "/api/v2/users/search", {"query": "kobe@lakers.com"})
BY_ID = ("GET", "/api/v2/users/search", {"external_id": "12345"})
UPSERT = ("POST", "/api/v2/users/create_or_update", {})


def test_nobody_found_is_created_in_one_write():
    """Rules 10, 11, 19."""
    requests, outcome = told(NOBODY, NOBODY, CREATED)
    assert asked(requests) == [BY_EMAIL, BY_ID, UPSERT]
    assert requests[2].body == {"user": {**KOBE, "external_id": "12345"}}
    assert (outcome.kind, outcome.says) == (Kind.SENT, "user created")


def test_one_user_found_is_updated():
    requests, outcome = told(users({"email": "Kobe@Lakers.com"}), UPDATED)
    assert asked(requests) == [BY_EMAIL, ("PUT", "/api/v2/users/1", {})]
    assert requests[1].body == {"user": {**KOBE, "external_id": "12345"}}
    assert (outcome.kind, outcome.says) == (Kind.SENT, "user updated")


def test_fwd_04_several_users_of_one_email_are_left_alone():
    """Rule 13, case fwd-04."""
    requests, outcome = told(users({"email": "kobe@lakers.com"}, {"email": "KOBE@lakers.com"}))
    assert asked(requests) == [BY_EMAIL]
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "zendesk.identify.multiple-noop")


def test_several_users_are_found_on_several_pages():
    link = "https://evil.example/api/v2/users/sear%63h.json?page=2&query=kobe%40lakers.com"
    kobe = {"email": "kobe@lakers.com"}
    requests, outcome = told(users(kobe, next_page=link), users(kobe))
    assert outcome.rule == "zendesk.identify.multiple-noop"
    query = {"page": "2", "query": "kobe@lakers.com"}
    assert asked(requests)[1] == ("GET", "/api/v2/users/search.json", query)
    assert requests[1].host == ""


def test_fwd_05_users_who_only_mention_the_email_or_are_deleted_do_not_match():
    """Rule 11, quirk q2, case fwd-05."""
    found = users({"email": "x@y.io"}, {"email": "kobe@lakers.com", "active": False})
    requests, _ = told(found, NOBODY, CREATED)
    assert asked(requests) == [BY_EMAIL, BY_ID, UPSERT]
    found = users({"email": "x@y.io"}, {"email": "kobe@lakers.com"})
    requests, _ = told(found, UPDATED)
    assert requests[1].path == "/api/v2/users/2"


def test_an_external_id_that_a_user_of_the_same_email_holds_is_sent():
    """The email look-up lags (quirk q1); the one by external_id does not."""
    holder = users({"email": "kobe@lakers.com", "external_id": "12345"})
    requests, outcome = told(NOBODY, holder, UPDATED)
    assert requests[2].body["user"]["external_id"] == "12345"
    assert outcome.says == "user updated"


@pytest.mark.parametrize("held", [{"external_id": "12345", "active": False}, {"external_id": "1"}])
def test_an_external_id_that_nobody_active_holds_is_sent(held):
    """Case del-03: whoever is deleted has given it free."""
    requests, _ = told(NOBODY, users({"email": "shaq@lakers.com", **held}), CREATED)
    assert requests[2].body["user"]["external_id"] == "12345"


def test_an_external_id_is_held_whatever_its_case():
    """Case upsert-03."""
    holder = users({"email": "shaq@lakers.com", "external_id": "ABC"})
    requests, _ = told(NOBODY, holder, CREATED, user_id="abc")
    assert requests[2].body == {"user": KOBE}


def test_blanks_around_an_email_do_not_tell_users_apart():
    requests, _ = told(users({"email": " kobe@lakers.com "}), UPDATED)
    assert requests[1].method == "PUT"


@pytest.mark.parametrize("email", ["shaq@lakers.com", None])
def test_an_external_id_that_another_user_holds_is_left_out_and_said_so(email):
    """Rule 11: a user whose email differs is never touched."""
    requests, outcome = told(NOBODY, users({"email": email, "external_id": "12345"}), CREATED)
    assert requests[2].body == {"user": KOBE}
    assert outcome.says.startswith("user created without external_id")


@pytest.mark.parametrize("field", ["external_id", "name"])
def test_an_update_is_sent_without_an_external_id_that_another_user_holds(field):
    """Case user-09: under which field Zendesk tells nobody says."""
    taken = {"description": "External has already been taken"}
    refused = Answer(422, {"error": "RecordInvalid", "details": {field: [taken]}})
    requests, outcome = told(users({"email": "kobe@lakers.com"}), refused, UPDATED)
    assert [r.body for r in requests[1:]] == [
        {"user": {**KOBE, "external_id": "12345"}},
        {"user": KOBE},
    ]
    assert outcome.says.startswith("user updated without external_id")


def test_a_call_without_user_id_is_matched_by_email_alone():
    requests, _ = told(NOBODY, CREATED, user_id=None)
    assert asked(requests) == [BY_EMAIL, UPSERT]
    assert requests[1].body == {"user": KOBE}


@pytest.mark.parametrize("traits", [{"name": "K"}, {"name": "K", "email": 5}, {"email": "kobe"}])
def test_fwd_01_a_call_without_an_email_asks_nothing(traits):
    """Rule 12, case fwd-01; a userId that is an email is no traits.email."""
    requests, outcome = told(traits=traits, user_id="kobe@lakers.com")
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "zendesk.identify.email-required")


@pytest.mark.parametrize("name", [{}, {"first_name": "Kobe"}, {"name": " "}, {"lastName": "B"}])
def test_fwd_02_a_call_without_a_whole_name_asks_nothing(name):
    """Rule 14, case fwd-02."""
    requests, outcome = told(traits={"email": "kobe@lakers.com", **name})
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "zendesk.identify.name-required")


@pytest.mark.parametrize("halves", [("first_name", "last_name"), ("firstName", "lastName")])
def test_fwd_03_both_halves_make_a_name(halves):
    """Rule 14, case fwd-03."""
    traits = {"email": "kobe@lakers.com", halves[0]: "Kobe", halves[1]: "Bryant"}
    requests, _ = told(NOBODY, NOBODY, CREATED, traits=traits)
    assert requests[2].body["user"]["name"] == "Kobe Bryant"


@pytest.mark.parametrize(("on", "sent"), [(True, {"verified": True}), (False, {})])
def test_fwd_06_users_are_verified_iff_the_setting_says_so(on, sent):
    """Rules 7 and 9, case fwd-06."""
    for answers in ([NOBODY, NOBODY, CREATED], [users({"email": "kobe@lakers.com"}), UPDATED]):
        requests, _ = told(*answers, verified=on)
        assert requests[-1].body["user"] == {**KOBE, "external_id": "12345", **sent}


@pytest.mark.parametrize("organization", [6789, "6789"])
def test_fwd_07_the_seeds_example_is_mapped(organization):
    """Rules 15 to 19, case fwd-07."""
    sent = {"locale": "en-US", "locale_id": "1", "phone": "763-555-2342"}
    traits = {**KOBE, **sent, "timezone": "Los Angeles", "organizationId": organization}
    requests, outcome = told(NOBODY, NOBODY, CREATED, traits=traits)
    ours = {"time_zone": "Los Angeles", "organization_id": 6789, "external_id": "12345"}
    assert requests[2].body == {"user": {**KOBE, **sent, **ours}}
    assert not [entry for entry in outcome.mapping if isinstance(entry, Dropped)]


def test_an_organization_id_that_is_no_number_is_dropped_with_the_reason():
    _, outcome = told(NOBODY, NOBODY, CREATED, traits={**KOBE, "organizationId": "LA"})
    why = "organization_id cannot take it: it is not a number"
    assert Dropped("organizationId", why) in outcome.mapping


def test_other_traits_go_to_user_fields_that_the_account_defines():
    traits = {
        **KOBE,
        "totalBilled": "830",
        "plan": "pro",
        "address": {"city": "LA"},
        "vip": "false",
        "team": "lakers",
    }
    kinds = {"total_billed": "integer", "address": "text", "vip": "checkbox", "team": "lookup"}
    requests, outcome = told(NOBODY, NOBODY, CREATED, traits=traits, fields={"user": kinds})
    sent = {"total_billed": 830, "vip": False, "team": "lakers"}
    assert requests[2].body["user"]["user_fields"] == sent
    assert Mapped("totalBilled", "user_fields.total_billed", 830) in outcome.mapping
    assert Dropped("plan", "the account defines no user field 'plan'") in outcome.mapping


@pytest.mark.parametrize("overtaken", [Answer(404, {"error": "RecordNotFound"}), EMAIL_TAKEN])
def test_a_user_written_by_somebody_else_meanwhile_is_looked_up_once_more(overtaken):
    requests, outcome = told(
        NOBODY, NOBODY, overtaken, users({"email": "kobe@lakers.com"}), UPDATED
    )
    assert [r.method for r in requests] == ["GET", "GET", "POST", "GET", "PUT"]
    assert outcome.kind is Kind.SENT


def test_an_email_that_stays_taken_is_refused_in_zendesks_words():
    """Quirk q14, case upsert-05."""
    requests, outcome = told(*[NOBODY, NOBODY, EMAIL_TAKEN] * 2)
    assert len(requests) == 6
    assert outcome.kind is Kind.REFUSED
    assert TAKEN["description"] in outcome.says


@pytest.mark.parametrize(
    ("answer", "kind", "rule"),
    [
        (Answer(401, {"error": "no"}), Kind.REFUSED, "zendesk.auth.email-token-suffix"),
        (Answer(403, {"error": {"title": "Forbidden"}}), Kind.REFUSED, None),
        (Answer(404, {}), Kind.REFUSED, "zendesk.settings.subdomain"),
        (Answer(301, ""), Kind.REFUSED, "zendesk.settings.subdomain"),
        (Answer(422, {"error": "invalid"}), Kind.REFUSED, None),
        (Answer(423, "locked"), Kind.FAILED, None),
        (Answer(429, "exceeded"), Kind.FAILED, None),
        (Answer(503, None), Kind.FAILED, None),
        (Answer(200, "<html>"), Kind.FAILED, None),
        (Answer(200, {"users": [{"id": "1"}]}), Kind.FAILED, None),
        (Answer(200, {"users": [], "next_page": 5}), Kind.FAILED, None),
        (Answer(200, {"users": [], "next_page": "http://[x"}), Kind.FAILED, None),
    ],
)
def test_a_look_up_that_fails_ends_the_call(answer, kind, rule):
    requests, outcome = told(answer)
    assert len(requests) == 1
    assert (outcome.kind, outcome.rule) == (kind, rule)
    assert {entry.trait for entry in outcome.mapping} == {*KOBE, "userId"}


def test_a_wrong_password_cites_the_other_way_to_sign_in():
    _, outcome = told(Answer(401, {}), email="admin@acme.example")
    assert outcome.rule == "zendesk.auth.two-modes"


@pytest.mark.parametrize("body", [None, [], {"user": None}, {"user": {"id": None}}])
def test_a_write_that_is_not_confirmed_is_a_failure(body):
    assert told(NOBODY, NOBODY, Answer(200, body))[1].kind is Kind.FAILED


def test_a_look_up_of_endless_pages_ends():
    pages = [users(next_page=f"/api/v2/users/search?page={n}") for n in range(200)]
    requests, outcome = told(*pages)
    assert (len(requests), outcome.kind) == (100, Kind.FAILED)
    assert len(told(*[users(next_page="/api/v2/users/search?page=2")] * 9)[0]) == 2


ANY = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=2)
TRAIT = st.sampled_from([*KOBE, "firstName", "lastName", "phone", "organizationId", "plan"])


@given(st.dictionaries(TRAIT | st.text(), ANY), st.lists(ANY | st.just({"users": []}), min_size=9))
def test_whatever_zendesk_answers_every_trait_is_accounted_for(traits, bodies):
    _, outcome = told(*[Answer(200, body) for body in bodies], traits=traits, user_id=None)
    assert sorted(entry.trait for entry in outcome.mapping) == sorted(traits)


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_all_pages_are_read_and_decide_alike(matches):
    """Whatever page a match stands on: none, one, or several decide what is written."""
    emails = ["kobe@lakers.com" if match else "x@y.io" for match in matches]
    links = [f"/api/v2/users/search?page={n}" for n in range(2, len(emails) + 1)] + [None]
    pages = [users({"email": e}, next_page=n) for e, n in zip(emails, links, strict=True)]
    requests, _ = told(*pages, NOBODY, UPDATED)
    methods = {0: ["GET", "POST"], 1: ["PUT"]}.get(sum(matches), [])
    assert [r.method for r in requests] == ["GET"] * len(pages) + methods
