"""Every branch of the calls to User.com, driven by canned answers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import Call
from contracts.conversation import Kind
from contracts.exchange import Answer
from driving import driven
from forwarder.settings import settings_of
from forwarder.vendor import handlers, vendors

SETTINGS = settings_of(vendors()["usercom"], {"subdomain": "acme", "api_key": "hush-hush"})
AT = datetime(2013, 1, 7, 10, tzinfo=UTC)
ANN = Answer(200, {"created": False, "id": 7})
SHOWN = Answer(200, {"id": 7, "user_key": "AbCdEf012345"})
DONE = Answer(201, {"id": 9})
GONE = Answer(404, {"detail": "Not found."})
TAKEN = Answer(400, {"errors": {"custom_id": ["This field must be unique."]}})
CALLS = {
    "identify": {"traits": {"name": "Ann", "plan": "gold"}},
    "track": {"event": "Order Completed"},
    "page": {"properties": {"url": "https://x.io/p"}},
    "group": {"group_id": "g1", "traits": {"name": "Acme"}},
}
WAYS = {
    "identify": [ANN, Answer(200, "")],
    "track": [ANN, DONE],
    "page": [ANN, SHOWN, DONE],
    "group": [ANN, GONE, DONE, Answer(200, {})],
}


def told(kind, *answers, **held):
    """The requests a call asks, given these answers in turn, and its outcome."""
    held = {"user_id": "u1", "timestamp": AT, **CALLS[kind], **held}
    steps = handlers("usercom")[kind](Call(type=kind, message_id="m", **held), SETTINGS, {})
    return driven(steps, answers)


def lines(requests) -> list[str]:
    return [f"{r.method} {r.path.removeprefix('/api/public')}" for r in requests]


SELECT = "POST /users/update_or_create/"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("identify", [SELECT, "POST /users/7/set_multiple_attributes/"]),
        ("track", [SELECT, "POST /events/"]),
        ("page", [SELECT, "GET /users/7/", "POST /site-views/"]),
        (
            "group",
            [
                SELECT,
                "GET /companies-by-id/g1/",
                "POST /companies/",
                "POST /companies/9/add_member/",
            ],
        ),
    ],
)
def test_every_call_begins_by_selecting_its_user(kind, expected):
    """Rules 6, 8, 33 and 36, cases UC-72, UC-81, UC-84, UC-86."""
    requests, outcome = told(kind, *WAYS[kind])
    assert lines(requests) == expected
    assert requests[0].body["custom_id"] == "u1"
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize(
    ("answer", "kind_of_end", "rule"),
    [
        (Answer(401, {"detail": "Invalid token."}), Kind.REFUSED, "usercom.auth.api-key-required"),
        (Answer(403, {"detail": "no"}), Kind.REFUSED, "usercom.error.403-revoked-key"),
        (Answer(404, "<html>"), Kind.REFUSED, "usercom.settings.subdomain"),
        (Answer(301, ""), Kind.REFUSED, "usercom.settings.subdomain"),
        (Answer(400, {"errors": {"email": ["Enter a valid email address."]}}), Kind.REFUSED, None),
        (Answer(408, None), Kind.FAILED, None),
        (Answer(429, {"detail": "Request was throttled."}), Kind.FAILED, None),
        (Answer(503, None), Kind.FAILED, None),
        (Answer(200, "<html>"), Kind.FAILED, None),
        (Answer(200, {"created": True, "id": "7"}), Kind.FAILED, None),
    ],
)
def test_a_user_who_cannot_be_selected_ends_the_call(kind, answer, kind_of_end, rule):
    """Rules 40 and 41, case UC-91."""
    requests, outcome = told(kind, answer)
    assert len(requests) == 1
    assert (outcome.kind, outcome.rule) == (kind_of_end, rule)


def test_uc_91_a_403_names_the_key_and_the_domain():
    """Case UC-91."""
    says = told("track", Answer(403, {}))[1].says
    assert "key" in says
    assert "domain" in says


@pytest.mark.parametrize("kind", CALLS)
def test_a_user_gone_between_two_requests_is_created_again(kind):
    """Rule 9: a 404 of the user is no failure."""
    ways = WAYS[kind]
    requests, outcome = told(kind, *ways[:-1], GONE, *ways)
    assert len(requests) == 2 * len(ways)
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize("kind", CALLS)
def test_a_user_who_stays_gone_ends_the_call(kind):
    ways = [*WAYS[kind][:-1], GONE]
    requests, outcome = told(kind, *ways, *ways)
    assert len(requests) == 2 * len(ways)
    assert outcome.kind in (Kind.REFUSED, Kind.FAILED)


def test_a_company_that_somebody_else_creates_meanwhile_is_updated():
    known = Answer(200, {"id": 9})
    requests, outcome = told("group", ANN, GONE, TAKEN, ANN, known, known, Answer(200, None))
    assert lines(requests)[-2:] == ["PUT /companies/9/", "POST /companies/9/add_member/"]
    assert outcome.says == "company updated; user linked"


def test_a_company_that_stays_taken_is_refused_in_usercoms_words():
    _, outcome = told("group", *[ANN, GONE, TAKEN] * 2)
    assert outcome.kind is Kind.REFUSED
    assert "custom_id: This field must be unique." in outcome.says


def test_only_a_400_says_that_a_company_is_taken():
    requests, outcome = told("group", ANN, GONE, Answer(409, TAKEN.body))
    assert (len(requests), outcome.kind) == (3, Kind.REFUSED)


def test_a_company_gone_before_its_attributes_are_set_is_created_again():
    once, done = [ANN, GONE, DONE], Answer(200, None)
    traits = {"name": "Acme", "size": 5}
    requests, outcome = told("group", *once, GONE, *once, done, done, traits=traits)
    assert lines(requests)[3::4] == ["POST /companies/9/set_multiple_attributes/"] * 2
    assert outcome.says == "company created; user linked"


@pytest.mark.parametrize("kind", ["identify", "track", "page"])
@pytest.mark.parametrize(("created", "told_so"), [(True, True), (False, False), ("no", False)])
def test_the_outcome_tells_whether_the_user_is_new(kind, created, told_so):
    selected = Answer(200, {"created": created, "id": 7})
    assert ("created" in told(kind, selected, *WAYS[kind][1:])[1].says) is told_so


def test_words_of_usercoms_without_end_are_cut():
    assert len(told("track", Answer(400, {"detail": "x" * 5000}))[1].says) < 400


@pytest.mark.parametrize("key", [None, "", 5])
def test_a_user_without_a_key_has_no_page_view(key):
    _, outcome = told("page", ANN, Answer(200, {"id": 7, "user_key": key}))
    assert outcome.kind is Kind.FAILED


def test_an_event_is_dated_in_seconds_and_a_page_view_in_iso():
    """Rules 26 and 28."""
    assert told("track", *WAYS["track"])[0][1].body["timestamp"] == 1357552800
    assert told("page", *WAYS["page"])[0][2].body["timestamp"] == "2013-01-07T10:00:00.000Z"
    assert "timestamp" not in told("track", *WAYS["track"], timestamp=None)[0][1].body


@pytest.mark.parametrize(
    ("properties", "context", "place"),
    [
        ({"url": "https://x.io/a/b?q#f"}, {}, ("x.io", "/a/b")),
        ({"url": "https://ann:pw@x.io:8080"}, {}, ("x.io:8080", "/")),
        ({"url": "https://x.io/a", "path": "/b"}, {}, ("x.io", "/b")),
        ({"url": "https://x.io/a%20b"}, {}, ("x.io", "/a b")),
        ({}, {"page": {"url": "https://y.io/c"}}, ("y.io", "/c")),
        ({"url": "/a"}, {"page": {"url": "https://y.io/c"}}, ("y.io", "/c")),
        ({}, {"page": {"url": "https://y.io/c", "path": "/d"}}, ("y.io", "/d")),
        ({"path": "/b"}, {"page": {"url": "https://y.io/c", "path": "/d"}}, ("y.io", "/b")),
        ({"url": "https://x.io/a", "path": " "}, {}, ("x.io", "/a")),
        ({"url": "https://x.io/a"}, {"page": {"url": "https://y.io/c"}}, ("x.io", "/a")),
    ],
)
def test_a_page_view_names_host_and_path(properties, context, place):
    body = told("page", *WAYS["page"], properties=properties, context=context)[0][2].body
    assert (body["page_domain"], body["page_path"]) == place


@pytest.mark.parametrize("url", [None, "", "/p", "http://", "http://[x", "http://x:y/", 5])
def test_a_page_without_an_address_is_not_sent(url):
    requests, outcome = told("page", properties={"url": url})
    assert (requests, outcome.rule) == ([], "usercom.page.url-required")


@pytest.mark.parametrize("kind", CALLS)
def test_uc_74_a_call_of_nobody_is_not_sent(kind):
    """Case UC-74."""
    requests, outcome = told(kind, user_id=None)
    assert (requests, outcome.rule) == ([], "usercom.match.identifier-required")


@pytest.mark.parametrize("group_id", ["a/b", ".", ".."])
def test_a_group_id_that_no_path_carries_is_not_sent(group_id):
    requests, outcome = told("group", group_id=group_id)
    assert (requests, outcome.rule) == ([], "usercom.group.groupid-in-path")


ANY = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=2)
TRAIT = st.sampled_from(["name", "email", "phone", "gender", "address", "employees", "firstName"])
TRAITS = st.dictionaries(TRAIT | st.text(), ANY | st.dictionaries(st.text(), ANY, max_size=2))


@given(st.sampled_from(["identify", "group", "track", "page"]), TRAITS, st.lists(ANY, min_size=9))
def test_whatever_usercom_answers_every_trait_is_accounted_for(kind, traits, bodies):
    held = "properties" if kind in ("track", "page") else "traits"
    _, outcome = told(kind, *[Answer(200, body) for body in bodies], **{held: traits})
    assert set(traits) <= {entry.trait for entry in outcome.mapping}
