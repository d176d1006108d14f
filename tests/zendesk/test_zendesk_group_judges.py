"""The sender rules of group: a stream, and what its judge says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.credentials import basic
from ruling import exchange_of


def said(line, query=None, body=None, status=200, answer=None):
    headers = {"Authorization": basic("ann@x.io/token", "y")}
    return exchange_of("zendesk", line, body, status, answer, headers=headers, query=query)


def pending(exchange):
    return replace(exchange, answer=None)


def orgs(*found, **query):
    records = [{"id": i, "name": n, "external_id": x} for i, n, x in found]
    answer = {"organizations": records}
    return said("GET /api/v2/organizations/search", query, answer=answer)


def me(role, **known):
    user = {"id": 1, "email": "ann@x.io", "role": role, "custom_role_id": None, **known}
    return said("GET /api/v2/users/me.json", answer={"user": user})


def org(line="POST /api/v2/organizations/create_or_update", status=201, record_id=50, **written):
    answer = {"organization": {"id": record_id}}
    return said(line, body={"organization": written}, status=status, answer=answer)


def put_org(record_id, status=200, **written):
    return org(f"PUT /api/v2/organizations/{record_id}", status, record_id, **written)


def silent(status):
    return said("PUT /api/v2/organizations/8", body={"organization": {}}, status=status)


def link(user_id, organization_id, status=201, membership_id=90):
    pair = {"user_id": user_id, "organization_id": organization_id}
    answer = {"organization_membership": pair | {"id": membership_id}}
    body = {"organization_membership": pair}
    return said("POST /api/v2/organization_memberships", body=body, status=status, answer=answer)


def cases(rule, table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


refused = said("GET /api/v2/organizations/search", {"external_id": "X"}, status=403)
undeleted = said("DELETE /api/v2/organizations/50", status=403)
by_x, by_n, new = orgs(external_id="X"), orgs(name="N"), {"external_id": "x", "name": "n"}
crowd = [orgs((5, "N", None), (6, "n ", None), name="N")]
twins = [orgs((5, "N", "X"), (6, "M", "x"), external_id="X")]
mine = [orgs((5, "N", "X"), external_id="X")]

GROUP = [
    *cases(
        "group.admin",
        {
            "refused once": ([org(status=403, **new)], "k"),
            "tried again": ([org(status=403, **new), pending(org(**new))], "kb"),
            "another call": ([org(status=403, **new), by_x, org(status=403, **new)], "k-k"),
            "granted": ([org(**new), put_org(50, **new), org(**new)], "---"),
            "another group": ([org(status=403, **new), org(status=403, name="M")], "kk"),
            "not signed in": ([org(status=401, **new), org(**new)], "--"),
            "a look-up refused": ([refused, pending(org(**new))], "kb"),
            "an agent": ([me("agent"), pending(org(**new))], "-b"),
            "an end user": ([me("end-user"), org(status=403, **new)], "-b"),
            "an agent of a custom role": ([me("agent", custom_role_id=4), org(**new)], "-k"),
            "an administrator": ([me("admin"), pending(org(**new))], "-k"),
            "made one": ([me("agent"), me("admin"), org(**new)], "--k"),
            "somebody else": ([me("agent", email="b@x.io"), org(**new)], "--"),
            "an agent's notes": ([me("agent"), put_org(50, notes="n")], "--"),
        },
    ),
    *cases(
        "group.upsert",
        {
            "created, then updated": ([org(**new), put_org(50, **new)], "kk"),
            "created twice": ([org(**new), org(record_id=51, external_id="X")], "kb"),
            "a name twice": ([org(name="N"), org(record_id=51, name="n")], "kb"),
            "renamed": ([org(name="N"), put_org(50, name="M"), org(record_id=51, name="N")], "kkk"),
            "not deleted": ([org(**new), undeleted, org(**new)], "k-b"),
            "deleted": ([org(**new), said("DELETE /api/v2/organizations/50"), org(**new)], "k-k"),
        },
    ),
    *cases(
        "group.match-groupid",
        {
            "groupId, then name": ([by_x, by_n, org(**new)], "--k"),
            "groupId alone": ([*mine, put_org(5, **new)], "-k"),
            "never asked": ([by_n, org(**new)], "-b"),
            "upserted": ([org(**new), org(status=200, **new)], "kk"),
            "created unasked": ([org("POST /api/v2/organizations", **new)], "b"),
            "name first": ([by_n, by_x, org(**new)], "--b"),
            "name first, then found": (
                [by_n, *mine, put_org(5, **new)],
                "--b",
            ),
            "name of another call": (
                [orgs(external_id="Y"), by_n, *mine, org(**new)],
                "---k",
            ),
            "no groupId": ([org(name="N")], "-"),
        },
    ),
    *cases(
        "group.multiple-noop",
        {
            "nothing written": ([by_x, *crowd], "-k"),
            "created": ([by_x, *crowd, org(**new)], "-kb"),
            "one updated": ([*crowd, put_org(6, external_id="x")], "kb"),
            "one linked": ([*crowd, pending(link(1, 5))], "kb"),
            "found by groupId": ([*crowd, *mine, put_org(5, **new), *crowd, link(1, 5)], "k--k-"),
            "one of the name": ([orgs((5, "N", None), name="N"), put_org(5, **new)], "--"),
            "one, then several": ([orgs((5, "N", None), name="N"), *crowd, link(1, 5)], "-kb"),
            "two of the groupId": ([*twins, org(**new)], "kb"),
            "one of the groupId's two linked": ([*twins, link(1, 5)], "kb"),
            "one left": ([*crowd, by_n, org(**new)], "k--"),
        },
    ),
    *cases(
        "group.name-required",
        {
            "a name": ([org(name="N")], "k"),
            "none": ([org(external_id="X")], "b"),
            "none, but found": ([*mine, org(external_id="x")], "--"),
            "an update of the rest": ([put_org(5, notes="?")], "-"),
            "blank": ([put_org(5, name="")], "b"),
        },
    ),
    *cases(
        "group.other-external-id",
        {
            "free": ([orgs((5, "N", None), name="N"), put_org(5, **new)], "-k"),
            "its own": ([*mine, put_org(5, **new)], "-k"),
            "not named": ([orgs((5, "N", "Y"), name="N"), put_org(5, name="N")], "--"),
            "taken over": ([orgs((5, "N", "Y"), name="N"), pending(put_org(5, **new))], "-b"),
        },
    ),
    *cases(
        "group.example-traits",
        {
            "a name": ([org(name="N")], "k"),
            "url": ([org(name="N", url="https://lakers.com")], "b"),
            "deleted": ([put_org(5, deleted=False)], "b"),
        },
    ),
]

found = {"users": [{"id": 1}]}
known = [said("GET /api/v2/users/search", {"external_id": "u1"}, answer=found), put_org(5, **new)]
unlinked = said("DELETE /api/v2/organization_memberships/90", status=204)
moving = {"user": {"organization_id": 6}}
moved = said("PUT /api/v2/users/1", body=moving, answer={"user": {"id": 1}})
ours = said("POST /api/v2/users/1/organization_memberships", body={}, status=422)

LINK = [
    *cases(
        "group.link-user",
        {
            "both known": ([*known, link(1, 5)], "--k"),
            "awaited": ([*known, pending(link(1, 5))], "--k"),
            "user unknown": ([*known, link(2, 5)], "--b"),
            "both from a database of its own": ([*known, link(2, 6)], "---"),
            "no look-up at all": ([link(1, 5)], "-"),
            "organization unknown": ([*known, link(1, 6)], "--b"),
            "written, no answer kept": ([*known[:1], silent(200), link(1, 8)], "--k"),
            "not written": ([*known[:1], silent(404), link(1, 8)], "--b"),
            "below the user": ([*known, ours], "--b"),
        },
    ),
    *cases(
        "group.link-idempotent",
        {
            "once": ([*known, link(1, 5)], "--k"),
            "already": ([*known, link(1, 5, 422)], "--k"),
            "at once again": ([*known, link(1, 5), pending(link(1, 5))], "--kb"),
            "again after 422": ([*known, link(1, 5, 422), link(2, 5), link(1, 5, 422)], "--kkb"),
            "the next call": ([*known, link(1, 5), *known, link(1, 5, 422)], "--k--k"),
            "unlinked between": ([link(1, 5), unlinked, link(1, 5)], "k-k"),
            "moved between": ([link(1, 5), moved, link(1, 5)], "k-k"),
            "after a failure": ([link(1, 5, 500), link(1, 5)], "-k"),
        },
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), [*GROUP, *LINK])
def test_a_sender_of_organizations_keeps_or_breaks_a_rule(rulings, rule, stream, expected):
    assert rulings(rule, stream) == expected


AGENT = "agent@acme.example:zd-agent-password"
ME, SEARCH, CREATE = "/users/me", "/organizations/search", "/organizations/create_or_update"


@pytest.mark.parametrize("asked", [(ME, {}), (SEARCH, {"external_id": "X"})])
def test_a_strict_account_refuses_an_agent_ahead_of_a_write(desk_of, asked):
    """Rule zendesk.group.admin."""
    desk = desk_of({"settings": {"strict": True}})
    path, query = asked
    desk.ask("GET", path, caller=AGENT, **query)
    if path == ME:
        desk.ask("GET", SEARCH, external_id="X")
    answer = desk.ask("POST", CREATE, {"organization": new}, caller=AGENT)
    assert (answer.status, answer.body["rule"]) == (409, "zendesk.group.admin")
