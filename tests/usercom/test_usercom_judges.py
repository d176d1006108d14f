"""The sender rules of User.com: a stream, and what its judge says of each exchange."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.judging import judges_of
from contracts.operation import operations_of
from ruling import exchange_of, rulings_of

SIGNED = {"Authorization": "Token ***", "Accept": "*/*; version=2"}


def said(line, *told, headers=SIGNED, **more):
    line = line.replace(" ", " /api/public/")
    return exchange_of("usercom", line, *told, headers=headers, **more)


def pending(exchange):
    return replace(exchange, answer=None)


def select(custom_id="u1", user_id=7, status=200, **fields):
    body = {"custom_id": custom_id, **fields}
    answer = {"created": False, "id": user_id} if status == 200 else {"detail": "no"}
    return said("POST users/update_or_create/", body, status, answer)


def found(user_id, custom_id="u1", line="GET users/search/"):
    return said(line, answer={"id": user_id, "custom_id": custom_id, "user_key": f"k{user_id}"})


def absent(custom_id="u1"):
    return said(f"GET users-by-id/{custom_id}/", status=404, answer={"detail": "Not found."})


def event(user_id=7, status=201):
    return said("POST events/", {"user_id": user_id, "name": "A"}, status, {"id": 1})


def view(key="k7", status=201):
    return said("POST site-views/", {"client_user": key, "page_domain": "x.io"}, status, {"id": 1})


def look(group_id="g1", company_id=None):
    known = company_id is not None
    answer = {"id": company_id, "custom_id": group_id} if known else {"detail": "Not found."}
    return said(f"GET companies-by-id/{group_id}/", status=200 if known else 404, answer=answer)


def create(company_id=9, status=201, **company):
    return said("POST companies/", company, status, {"id": company_id, **company})


def update(company_id=9, **company):
    return said(f"PUT companies/{company_id}/", company, 200, {"id": company_id, **company})


def member(company_id=9, **user):
    return said(f"POST companies/{company_id}/add_member/", user or {"user_id": 7})


def cases(rule, table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


shown = found(7, line="GET users/7/")
listed = said("GET companies/", answer={"results": [{"id": 9, "name": "Acme"}]})

SELECTING = [
    *cases(
        "match.userid-first",
        {
            "by identifier": ([select()], "k"),
            "created without one": ([said("POST users/", {"email": "a@x.io"})], "b"),
            "created with a blank one": ([select(" ")], "b"),
            "created with one that is none": ([select(True)], "b"),
            "found by email and written": ([found(7), event()], "-b"),
            "found by email, then selected": ([found(7), select(), event()], "-kk"),
            "by id in the path": ([found(7, line="GET users-by-id/u1/"), event()], "-k"),
            "of nobody known": ([event()], "-"),
            "written by identifier": (
                [found(7), said("PUT users-by-id/u1/", {}), said("PATCH users-by-id/u1/", {})],
                "-kk",
            ),
            "found by email, attributes set": (
                [found(7), said("POST users/7/set_multiple_attributes/", {"plan": "gold"})],
                "-b",
            ),
            "selected, attributes set": (
                [select(), said("POST users/7/set_attribute/", {"attribute": "a", "value": 1})],
                "kk",
            ),
        },
    ),
    *cases(
        "match.auto-create-user",
        {
            "selected before": ([select(), event()], "-k"),
            "awaited": ([select(), pending(event())], "-k"),
            "never told of": ([event()], "b"),
            "somebody else": ([select(user_id=8), event()], "-b"),
            "refused": ([select(status=403), event()], "-b"),
            "a key that was shown": ([select(), shown, view()], "--k"),
            "a key nobody told of": ([select(), view()], "-b"),
            "a key that version 1 showed": (
                [said("GET users/7/", answer={"id": 7, "user_id": "u1", "key": "k7"}), view()],
                "-k",
            ),
            "in the words of version 1": (
                [select(), said("POST events/", {"client": 7, "name": "A"}, 201, {"id": 1})],
                "-k",
            ),
            "by custom_id": ([select(), said("POST users-by-id/u1/events/", {"name": "A"})], "-k"),
            "by another": ([select(), said("POST users-by-id/u2/events/", {"name": "A"})], "-b"),
        },
    ),
    *cases(
        "match.no-404",
        {
            "there": ([select(), event()], "-k"),
            "unknown and given up": ([event(status=404)], "b"),
            "unknown and created": ([select(), event(status=404), select(user_id=8)], "-k-"),
            "another one created": ([select(), event(status=404), select("u2", 8)], "-b-"),
            "awaited": ([pending(event())], "-"),
            "looked up and created": ([absent(), select()], "k-"),
            "of nobody known and created": ([event(status=404), select("u2", 8)], "k-"),
            "looked up alone": ([absent(), select("u2", 8)], "--"),
        },
    ),
]

GROUPING = [
    *cases(
        "group.upsert",
        {
            "created and linked": ([look(), create(custom_id="g1"), member()], "--k"),
            "linked alone": ([member()], "b"),
            "linked to another": ([look(company_id=8), member(9)], "-b"),
            "listed and linked": ([listed, member()], "-k"),
        },
    ),
    *cases(
        "group.key-groupid",
        {
            "created with it": ([create(custom_id="g1")], "k"),
            "created without it": ([create(name="Acme")], "b"),
            "found by it": ([look(company_id=9), update(name="A")], "-k"),
            "found by its name": ([listed, update(name="A")], "-b"),
            "named in the path": ([said("PUT companies-by-id/g1/", {})], "k"),
            "changed in part, found by its name": (
                [listed, said("PATCH companies/9/", {"name": "A"})],
                "-b",
            ),
        },
    ),
    *cases(
        "group.auto-create",
        {
            "looked up and absent": ([look(), create(custom_id="g1")], "-k"),
            "not looked up": ([create(custom_id="g1")], "b"),
            "look-up that failed": (
                [said("GET companies-by-id/g1/", status=503), create(custom_id="g1")],
                "-b",
            ),
            "there already": ([look(company_id=9), pending(create(custom_id="g1"))], "-b"),
            "created twice": ([look(), *[create(custom_id="g1")] * 2], "-kb"),
            "another looked up": ([look("g2"), create(custom_id="g1")], "-b"),
            "updated": ([look(company_id=9), update(custom_id="g1")], "-k"),
            "updated by it": ([said("PATCH companies-by-id/g1/", {"name": "A"})], "k"),
        },
    ),
    *cases(
        "group.associate-user",
        {
            "of one user": ([select(), member(user_id=7, user_custom_id="u1")], "-k"),
            "by custom_id": ([select(), member(user_custom_id="u1")], "-k"),
            "of two users": (
                [select(), select("u2", 8), member(user_id=7, user_custom_id="u2")],
                "--b",
            ),
            "of nobody known": ([member(user_id=7)], "b"),
        },
    ),
    *cases(
        "group.semantic-traits",
        {
            "User.com's names": ([create(name="A", size=5, phone_numbers=["+48"])], "k"),
            "Segment's phone": ([create(name="A", phone="+48")], "b"),
            "Segment's employees": ([update(employees=5)], "b"),
            "an address in parts": ([update(address={"city": "X"})], "b"),
            "a size of another kind": ([update(size=True)], "b"),
            "an email set apart": (
                [said("POST companies/9/set_multiple_attributes/", {"email": "a@x.io"})],
                "b",
            ),
            "another attribute set": (
                [said("POST companies/9/set_attribute/", {"attribute": "size", "value": 5})],
                "-",
            ),
            "none of them": ([update(plan="gold")], "-"),
        },
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), [*SELECTING, *GROUPING])
def test_a_sender_keeps_or_breaks_a_rule(rule, stream, expected):
    assert rulings_of("usercom", rule, stream) == expected


@pytest.mark.parametrize("body", [None, "text", [], {"id": []}, {"user_id": {}, "results": [1]}])
def test_no_judge_minds_odd_data(body):
    named = {"id": 1, "custom_id": "u1", "name": "plan"}
    lines = [
        f"{o.method} {o.path_of(named).removeprefix('/api/public/')}"
        for o in operations_of("usercom").values()
    ]
    stream = [said(line, body, 200, body) for line in lines]
    for judge in judges_of("usercom").values():
        assert len(list(judge(stream))) == len(stream)
