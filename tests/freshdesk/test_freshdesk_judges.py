"""The sender rules of Freshdesk: a stream, and what its judge says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request
from contracts.judging import judges_of
from contracts.operation import operations_of
from ruling import rulings_of

PETER, OTHER = "pgibbons@initech.com", "milton@initech.com"
ROOT = "/api/v2"


def said(line, query=None, body=None, status=200, answer=None):
    method, path = line.split()
    request = Request(
        method, ROOT + path, query or {}, {"Authorization": basic("***", "***")}, body
    )
    exchange = Exchange(request=request, answer=Answer(status, answer), vendor="freshdesk")
    return operations_of("freshdesk").label(exchange)


def pending(exchange):
    return replace(exchange, answer=None)


def look(email, *people, status=200):
    rows = [{"id": i, "email": e} for i, e in people]
    return said("GET /contacts", {"email": email}, status=status, answer=rows)


def other_look(key, *people):
    rows = [{"id": i, "email": e} for i, e in people]
    return said("GET /contacts", {key: "x"}, answer=rows)


def create(status=201, record_id=7, answer=None, **contact):
    body = answer or {"id": record_id, "email": contact.get("email")}
    return said("POST /contacts", body=contact, status=status, answer=body)


def update(record_id, status=200, answer=None, **contact):
    body = answer or {"id": record_id}
    return said(f"PUT /contacts/{record_id}", body=contact, status=status, answer=body)


def refused(field="email", code="duplicate_value", message="no", **info):
    return {"errors": [{"field": field, "code": code, "message": message, **info}]}


def held(record_id):
    return refused(additional_info={"user_id": record_id})


def cases(rule, table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


ann = {"name": "Ann"}
deleted = said("DELETE /contacts/7", status=204)
erased = said("DELETE /contacts/7/hard_delete", {"force": "true"}, status=204)
restored = said("PUT /contacts/7/restore", status=204)
clash = create(409, answer=held(7), email=PETER)

IDENTIFY = [
    *cases(
        "identify.match-by-email",
        {
            "found and updated": ([look(PETER, (1, PETER)), update(1, **ann)], "-k"),
            "whatever the case": ([look(PETER.upper(), (1, PETER)), update(1, **ann)], "-k"),
            "not found and created": ([look(PETER), create(email=PETER)], "-k"),
            "awaited": ([look(PETER), pending(create(email=PETER))], "-k"),
            "never looked up": ([look(OTHER), create(email=PETER)], "-b"),
            "the look-up failed": ([look(PETER, status=500), create(email=PETER)], "-b"),
            "created though found": ([look(PETER, (1, PETER)), create(409, email=PETER)], "-b"),
            "by phone": ([other_look("phone", (1, PETER)), update(1, **ann)], "-b"),
            "by id of one's own": (
                [other_look("unique_external_id", (1, PETER)), update(1, **ann)],
                "-b",
            ),
            "a row of another email": ([look(PETER, (1, OTHER)), update(1, **ann)], "-b"),
            "by id alone": ([update(1, **ann)], "-"),
            "the holder": ([look(PETER), clash, update(7, **ann)], "-kk"),
            "somebody else than found": (
                [look(PETER, (1, PETER)), update(2, email=PETER)],
                "-b",
            ),
            "gone meanwhile": (
                [look(PETER, (1, PETER)), update(1, 404, **ann), create(email=PETER)],
                "-kk",
            ),
            "created before": ([look(PETER), create(email=PETER), update(7, **ann)], "-kk"),
            "two calls interleave": (
                [look(PETER), look(OTHER, (2, OTHER)), create(email=PETER), update(2, **ann)],
                "--kk",
            ),
        },
    ),
    *cases(
        "identify.upsert",
        {
            "created once": ([create(email=PETER), update(7, **ann)], "kk"),
            "created twice": ([create(email=PETER), create(record_id=8, email=PETER)], "kb"),
            "refused": ([create(email=PETER), clash], "k-"),
            "deleted softly": ([create(email=PETER), deleted, create(email=PETER)], "k-b"),
            "deleted for good": ([create(email=PETER), erased, create(email=PETER)], "k-k"),
            "moved to another email": (
                [create(email=PETER), update(7, email=OTHER), create(record_id=8, email=PETER)],
                "kkk",
            ),
            "awaited": ([pending(create(email=PETER))], "-"),
        },
    ),
    *cases(
        "identify.email-required",
        {
            "an email": ([create(email=PETER)], "k"),
            "a phone alone": ([create(name="Ann", phone="1")], "b"),
            "blank": ([pending(create(email=" "))], "b"),
            "an update": ([update(1, **ann)], "-"),
        },
    ),
    *cases(
        "identify.name-fallback",
        {
            "a name": ([create(name="Ann")], "k"),
            "none": ([create(400, email=PETER)], "b"),
            "made blank": ([update(1, name="")], "b"),
            "an update of the rest": ([update(1, phone="1")], "-"),
        },
    ),
    *cases(
        "identify.email-is-only-key",
        {
            "by email": ([look(PETER)], "k"),
            "by userId": ([other_look("unique_external_id")], "b"),
            "the whole list": ([said("GET /contacts", answer=[])], "-"),
            "by page": ([said("GET /contacts", {"page": "2"}, answer=[])], "-"),
        },
    ),
    *cases(
        "identify.holder-updated",
        {
            "updated": ([clash, update(7, **ann)], "-k"),
            "created again": ([clash, pending(create(email=PETER))], "-b"),
            "looked up again": ([clash, look(PETER), create(email=PETER)], "---"),
            "another's phone": (
                [create(409, answer=refused("phone"), email=PETER), create(email=PETER)],
                "--",
            ),
        },
    ),
    *cases(
        "identify.deleted-untouched",
        {
            "left alone": ([clash, update(7, 405, **ann)], "-k"),
            "restored": ([clash, update(7, 405, **ann), pending(restored)], "-kb"),
            "tried again": ([update(7, 405, **ann), update(7, **ann)], "kb"),
            "erased": ([update(7, 405, **ann), erased], "kb"),
            "the next call": ([update(7, 405, **ann), clash, update(7, 405, **ann)], "k-k"),
            "back by itself": (
                [update(7, 405, **ann), look(PETER, (7, PETER)), update(7, **ann)],
                "k--",
            ),
        },
    ),
    *cases(
        "identify.agent-untouched",
        {
            "left alone": ([clash, update(7, 404, **ann)], "-k"),
            "tried again": ([clash, update(7, 404, **ann), update(7, **ann)], "-kb"),
            "no holder": ([update(7, 404, **ann), update(7, **ann)], "--"),
        },
    ),
]


def suggest(name, *companies):
    rows = [{"id": i, "name": n} for i, n in companies]
    return said("GET /companies/autocomplete", {"name": name}, answer={"companies": rows})


def listed(*companies):
    return said("GET /companies", answer=[{"id": i, "name": n} for i, n in companies])


def org(status=201, record_id=50, **company):
    body = {"id": record_id, "name": company.get("name")}
    return said("POST /companies", body=company, status=status, answer=body)


def put_org(record_id, status=200, **company):
    answer = {"id": record_id, **company}
    return said(f"PUT /companies/{record_id}", body=company, status=status, answer=answer)


gone = said("DELETE /companies/50", status=204)
GROUP = [
    *cases(
        "group.match-by-name",
        {
            "suggested and updated": ([suggest("N", (5, "N")), put_org(5, name="N")], "-k"),
            "not suggested and created": ([suggest("N"), org(name="N")], "-k"),
            "awaited": ([suggest("N"), pending(org(name="N"))], "-k"),
            "never asked": ([org(name="N")], "b"),
            "created though suggested": ([suggest("N", (5, "n")), org(409, name="N")], "-b"),
            "a near match updated": ([suggest("N 4", (5, "N 1")), put_org(5, name="N 4")], "-b"),
            "the same without a name": ([suggest("N 4", (5, "N 1")), put_org(5, note="?")], "-b"),
            "near matches left alone": ([suggest("N 4", (5, "N 1")), org(name="N 4")], "-k"),
            "found in the list": (
                [suggest("N"), org(409, name="N"), listed((5, "N")), put_org(5, name="N")],
                "-k-k",
            ),
            "the list alone": ([listed((5, "M")), org(name="N")], "-k"),
            "created though listed": ([listed((5, "N")), org(name="N")], "-b"),
            "gone meanwhile": (
                [suggest("N", (5, "N")), put_org(5, 404, name="N"), org(name="N")],
                "-kk",
            ),
            "within the lag": (
                [suggest("N"), org(name="N"), suggest("N"), org(409, name="N")],
                "-k-k",
            ),
            "by id alone": ([put_org(5, name="N")], "-"),
        },
    ),
    *cases(
        "group.upsert",
        {
            "created, then updated": ([org(name="N"), put_org(50, name="N")], "kk"),
            "created twice": ([org(name="N"), org(record_id=51, name="n")], "kb"),
            "renamed": ([org(name="N"), put_org(50, name="M"), org(record_id=51, name="N")], "kkk"),
            "deleted": ([org(name="N"), gone, org(name="N")], "k-k"),
        },
    ),
    *cases(
        "group.name-required",
        {
            "a name": ([org(name="N")], "k"),
            "none": ([org(400, note="?")], "b"),
            "made blank": ([put_org(5, name=" ")], "b"),
            "an update of the rest": ([put_org(5, note="?")], "-"),
        },
    ),
    *cases(
        "group.no-membership",
        {
            "no company": ([create(email=PETER)], "k"),
            "unlinked": ([update(1, company_id=None)], "k"),
            "linked": ([update(1, company_id=5)], "b"),
            "linked twice": ([create(other_companies=[{"company_id": 5}])], "b"),
        },
    ),
]

TRAITS = [
    pytest.param(rule, [make(**body)], expected, id=f"{rule}: {body} {expected}")
    for rule, make, body, expected in (
        ("identify.custom-field-no-cf", create, {"custom_fields": {"a": 1}}, "k"),
        ("identify.custom-field-no-cf", create, {"custom_fields": {"cf_a": 1}}, "b"),
        ("identify.custom-field-no-cf", create, {"cf_a": 1}, "b"),
        ("identify.custom-field-no-cf", create, {"custom_fields": {}}, "-"),
        ("identify.custom-field-no-cf", org, {"custom_fields": {"cf_a": 1}}, "-"),
        ("group.custom-field-no-cf", org, {"custom_fields": {"a": 1}}, "k"),
        ("group.custom-field-no-cf", org, {"custom_fields": {"cf_a": 1}}, "b"),
        ("identify.custom-field-example", create, {"custom_fields": {"department": "M"}}, "k"),
        ("identify.custom-field-example", create, {"custom_fields": {"cf_department": "M"}}, "b"),
        ("identify.custom-field-example", create, {"department": "M"}, "b"),
        ("identify.example-payload", create, {"custom_fields": {"plan": "M"}}, "k"),
        ("identify.example-payload", create, {"created_at": "2013-01-07"}, "b"),
        ("group.custom-field-example", org, {"custom_fields": {"plan": "M"}}, "k"),
        ("group.custom-field-example", org, {"plan": "M"}, "b"),
        ("group.example-payload", org, {"custom_fields": {"employees": 329}}, "k"),
        ("group.example-payload", org, {"total billed": 830}, "b"),
        ("group.example-payload", org, {"createdAt": "2014-12-01"}, "b"),
        ("identify.standard-traits", create, {"job_title": "M", "phone": None}, "k"),
        ("identify.standard-traits", create, {"title": "M"}, "b"),
        ("identify.standard-traits", create, {"address": {"city": "Austin"}}, "b"),
        ("identify.standard-traits", create, {"name": "M"}, "-"),
    )
]

REFUSALS = [
    pytest.param(
        rule,
        [create(status, answer=refused("x", code, words), custom_fields={"x": 1})],
        expected,
        id=f"{rule}: {status} {code}",
    )
    for rule, status, code, words, expected in (
        ("traits.unknown-dropped", 201, "", "", "k"),
        ("traits.unknown-dropped", 400, "invalid_field", "no", "b"),
        ("traits.unknown-dropped", 400, "missing_field", "no", "-"),
        ("traits.by-type", 201, "", "", "k"),
        ("traits.by-type", 400, "datatype_mismatch", "no", "b"),
        ("traits.choices", 201, "", "", "k"),
        ("traits.choices", 400, "invalid_value", "It should be one of these values: 'A'", "b"),
        ("traits.choices", 400, "invalid_value", "no", "-"),
    )
]

ENTITIES = cases(
    "entities",
    {
        "a contact": ([create(email=PETER)], "k"),
        "a company": ([org(name="N")], "k"),
        "a ticket": ([said("POST /tickets", body={"email": PETER}, status=201)], "b"),
        "an agent": ([said("PUT /contacts/7/make_agent", status=200)], "b"),
        "a look-up": ([look(PETER)], "-"),
    },
)


@pytest.mark.parametrize(
    ("rule", "stream", "expected"), [*IDENTIFY, *GROUP, *TRAITS, *REFUSALS, *ENTITIES]
)
def test_a_sender_keeps_or_breaks_a_rule(rule, stream, expected):
    assert rulings_of("freshdesk", rule, stream) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [({}, "-"), ({"authorization": basic("key", "X")}, "k"), ({"authorization": "key"}, "b")],
)
def test_the_key_is_the_user_name(header, expected):
    exchange = Exchange(
        request=Request("GET", f"{ROOT}/contacts", {}, header), answer=None, vendor="freshdesk"
    )
    assert rulings_of("freshdesk", "auth.key-as-user", [exchange]) == expected


@pytest.mark.parametrize("body", [None, "text", [], [1], {"errors": [1]}, {"custom_fields": 1}])
@pytest.mark.parametrize("status", [200, 400, 409])
def test_no_judge_minds_odd_data(body, status):
    lines = [
        f"{o.method} {o.path_of({'id': 1}).removeprefix(ROOT)}"
        for o in operations_of("freshdesk").values()
    ]
    stream = [said(line, {"email": ["a", "b"]}, body, status, body) for line in lines]
    for judge in judges_of("freshdesk").values():
        assert len(list(judge(stream))) == len(stream)
