"""The sender rules of identify and of credentials: a stream, and what its judge says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.credentials import basic
from contracts.exchange import Exchange, Request
from contracts.judging import judges_of
from contracts.operation import operations_of
from ruling import exchange_of

KOBE, OTHER = "kobe@lakers.com", "shaq@lakers.com"


def said(line, query=None, body=None, status=200, answer=None, user="ann@x.io/token"):
    headers = {"Authorization": basic(user, "***")}
    return exchange_of("zendesk", line, body, status, answer, headers=headers, query=query)


def pending(exchange):
    return replace(exchange, answer=None)


def look(email, *users, page=None, status=200):
    query = {"query": email} | ({"page": page} if page else {})
    found = [{"id": i, "email": e} for i, e in users]
    return said("GET /api/v2/users/search", query, status=status, answer={"users": found})


def look_id(external_id, *users):
    found = [{"id": i, "email": e, "external_id": external_id} for i, e in users]
    query = {"external_id": external_id}
    return said("GET /api/v2/users/search.json", query, answer={"users": found})


def identities(user_id, kind):
    answer = {"identities": [{"id": 3, "user_id": user_id, "type": kind, "value": KOBE}]}
    return said(f"GET /api/v2/users/{user_id}/identities", answer=answer)


def user_sent(line, status, record_id, user):
    answer = {"user": {"id": record_id, "email": user.get("email")}}
    return said(f"{line}", body={"user": user}, status=status, answer=answer)


def create(status=201, record_id=7, **user):
    return user_sent("POST /api/v2/users", status, record_id, user)


def upsert(status=201, record_id=7, **user):
    return user_sent("POST /api/v2/users/create_or_update", status, record_id, user)


def update(record_id, status=200, **user):
    return user_sent(f"PUT /api/v2/users/{record_id}", status, record_id, user)


def cases(rule, table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


ann, twins = {"name": "Ann"}, ((1, KOBE), (2, KOBE))

half_gone = said(
    "GET /api/v2/users/search",
    {"query": KOBE},
    answer={"users": [{"id": 1, "email": KOBE}, {"id": 2, "email": KOBE, "active": False}]},
)

MATCH_EMAIL = cases(
    "identify.match-email",
    {
        "found and updated": ([look(KOBE, (1, KOBE)), update(1, email=KOBE)], "-k"),
        "whatever the case": ([look("KOBE@Lakers.com", (1, KOBE)), update(1, email=KOBE)], "-k"),
        "in search syntax": ([look(f'type:user email:"{KOBE}"'), create(email=KOBE)], "-k"),
        "not found and created": ([look(KOBE), upsert(email=KOBE)], "-k"),
        "awaited": ([look(KOBE), pending(upsert(email=KOBE))], "-k"),
        "never looked up": ([look(OTHER), upsert(email=KOBE)], "-b"),
        "the look-up failed": ([look(KOBE, status=500), upsert(email=KOBE)], "-b"),
        "created though found": ([look(KOBE, (1, KOBE)), create(422, email=KOBE)], "-b"),
        "somebody who mentions it": ([look(KOBE, (1, OTHER)), update(1, email=KOBE)], "-b"),
        "the same without an email": ([look(KOBE, (1, OTHER)), update(1, **ann)], "-b"),
        "by id after a match": ([look(KOBE, (1, KOBE)), update(1, **ann)], "-k"),
        "an id nobody told of": ([look(KOBE), update(9, email=KOBE)], "-k"),
        "a second email of the user": (
            [identities(1, "email"), look(KOBE, (1, OTHER)), update(1, email=KOBE)],
            "--k",
        ),
        "another identity of the user": (
            [identities(1, "twitter"), look(KOBE, (1, OTHER)), update(1, email=KOBE)],
            "--b",
        ),
        "by id alone": ([update(1, **ann)], "-"),
        "an id of another user": ([look(KOBE, (1, KOBE)), update(9, email=KOBE)], "-b"),
        "a userId of another user": (
            [look(KOBE), look_id("u1", (1, OTHER)), upsert(email=KOBE, external_id="u1")],
            "--b",
        ),
        "a userId of the same user": (
            [look(KOBE), look_id("u1", (1, KOBE)), upsert(200, email=KOBE, external_id="U1")],
            "--k",
        ),
        "two calls interleave": (
            [look(KOBE), look(OTHER, (2, OTHER)), upsert(email=KOBE), update(2, email=OTHER)],
            "--kk",
        ),
    },
)

MULTIPLE = cases(
    "identify.multiple-noop",
    {
        "nothing written": ([look(KOBE, *twins)], "k"),
        "created": ([look(KOBE, *twins), upsert(email=KOBE.upper())], "kb"),
        "one updated": ([look(KOBE, *twins), pending(update(2, **ann))], "kb"),
        "over two pages": ([look(KOBE, (1, KOBE)), look(KOBE, (2, KOBE), page="2")], "-k"),
        "one found later": (
            [look(KOBE, *twins), look(KOBE, (1, KOBE)), update(1, email=KOBE)],
            "k--",
        ),
        "one exact, one mention": ([look(KOBE, (1, KOBE), (2, OTHER)), update(1, **ann)], "--"),
        "one found later, its page by number": (
            [look(KOBE, *twins), look(KOBE, (1, KOBE), page="1"), update(1, email=KOBE)],
            "k--",
        ),
        "one of the two deleted": ([half_gone, upsert(200, email=KOBE)], "--"),
        "another call": ([look(KOBE, *twins), look(OTHER), upsert(email=OTHER)], "k--"),
    },
)

deleted = said("DELETE /api/v2/users/7")
undeleted = said("DELETE /api/v2/users/7", status=422)
twitter = [{"type": "twitter", "value": "@kobe"}]

IDENTIFY = [
    *cases(
        "identify.upsert",
        {
            "created once": ([create(email=KOBE), update(7, email=KOBE)], "kk"),
            "created twice": ([create(email=KOBE), upsert(record_id=8, email=KOBE)], "kb"),
            "refused": ([create(email=KOBE), create(422, email=KOBE)], "k-"),
            "deleted between": ([create(email=KOBE), deleted, upsert(email=KOBE)], "k-k"),
            "not deleted": ([create(email=KOBE), undeleted, upsert(email=KOBE)], "k-b"),
            "two people": ([create(email=KOBE), create(record_id=8, email=OTHER)], "kk"),
            "awaited": ([pending(create(email=KOBE))], "-"),
        },
    ),
    *cases(
        "identify.email-required",
        {
            "an email": ([create(email=KOBE)], "k"),
            "an identity": ([create(identities=[{"type": "email", "value": KOBE}])], "k"),
            "none": ([upsert(**ann)], "b"),
            "another identity": ([create(identities=twitter)], "b"),
            "blank": ([pending(create(email=" "))], "b"),
            "an update": ([update(1, **ann)], "-"),
        },
    ),
    *cases(
        "identify.name-required",
        {
            "a name": ([create(name="Ann")], "k"),
            "none": ([upsert(email=KOBE)], "b"),
            "blank": ([update(1, name=" ")], "b"),
            "an update of the rest": ([update(1, phone="1")], "-"),
            "no user at all": ([said("POST /api/v2/users", body="?", status=422)], "b"),
        },
    ),
]

SPELLING = [
    pytest.param(rule, [create(**{key: value})], expected, id=f"{rule}: {key}")
    for rule, key, value, expected in (
        ("identify.timezone", "time_zone", "Los Angeles", "k"),
        ("identify.timezone", "timezone", "Los Angeles", "b"),
        ("identify.locale", "locale", "en-US", "k"),
        ("identify.locale", "locale_id", "1", "k"),
        ("identify.locale", "localeId", "1", "b"),
        ("identify.organization", "organization_id", 6789, "k"),
        ("identify.organization", "organization_id", "6789", "b"),
        ("identify.organization", "organization_id", True, "b"),
        ("identify.organization", "organizationId", 6789, "b"),
        ("identify.userid-external", "external_id", "12345", "k"),
        ("identify.userid-external", "userId", "12345", "b"),
        ("identify.userid-external", "user_id", "12345", "b"),
        ("identify.example-traits", "phone", "+1", "k"),
        ("identify.example-traits", "firstName", "Kobe", "b"),
        ("identify.example-traits", "name", "Kobe", "-"),
        ("settings.verified", "verified", True, "k"),
        ("settings.verified", "verified", False, "-"),
        ("settings.verified", "verify", True, "b"),
    )
]

me = "GET /api/v2/users/1"

AUTH = [
    pytest.param(
        rule, [said(me, user=user, status=status)], expected, id=f"{rule}: {user} {status}"
    )
    for rule, user, status, expected in (
        ("auth.two-modes", "ann@x.io", 200, "k"),
        ("auth.two-modes", "ann@x.io/token", 200, "k"),
        ("auth.two-modes", "ann", 200, "b"),
        ("auth.email-token-suffix", "ann@x.io/token", 401, "k"),
        ("auth.email-token-suffix", "ann@x.io/token/token", 401, "b"),
        ("auth.email-token-suffix", "ann@x.io", 401, "-"),
        ("auth.email-token-suffix", "ann@x.io", 200, "-"),
        ("auth.literal-token-word", "ann@x.io/token", 200, "k"),
        ("auth.literal-token-word", "ann@x.io/s3cret", 401, "b"),
        ("auth.literal-token-word", "ann@x.io", 200, "-"),
        ("auth.literal-token-word", "ann/token", 401, "-"),
    )
]

ALL = [*MATCH_EMAIL, *MULTIPLE, *IDENTIFY, *SPELLING, *AUTH]


@pytest.mark.parametrize(("rule", "stream", "expected"), ALL)
def test_a_sender_of_users_keeps_or_breaks_a_rule(rulings, rule, stream, expected):
    assert rulings(rule, stream) == expected


@pytest.mark.parametrize("header", ["Bearer abc", "Basic ???"])
def test_other_credentials_than_basic_ones_break_two_modes(rulings, header):
    request = Request("GET", "/api/v2/users/1", headers={"authorization": header})
    exchange = Exchange(request=request, answer=None, vendor="zendesk")
    assert rulings("auth.two-modes", [exchange]) == "b"


@pytest.mark.parametrize("body", [None, "text", [], {"user": 1}, {"users": [1], "identities": 2}])
def test_no_judge_minds_odd_data(body):
    ids = dict.fromkeys(("id", "user_id", "organization_id", "field_id", "ticket_id"), 1)
    lines = [f"{o.method} {o.path_of(ids)}" for o in operations_of("zendesk").values()]
    stream = [said(line, {"query": ["a", "b"]}, body, 200, body) for line in lines]
    for judge in judges_of("zendesk").values():
        assert len(list(judge(stream))) == len(stream)
