"""What becomes of each value in an attribute of each type, of users, companies and events."""

import json
from pathlib import Path

import pytest

MATRIX = json.loads((Path(__file__).parent / "coercion.json").read_text())
"""``type`` null is an undefined attribute; what is ``ignored`` leaves no value behind."""
USER = {"id": 52, "custom_id": "u1"}
COMPANY = {"id": 21, "name": "Acme"}


def kept_of_a_user(site, value):
    site.identify(plan=value)
    return site.account.tables["users"].get(52)["attributes"]


def kept_of_a_company(site, value):
    assert site.put("/companies/21/", {"plan": value}).status == 200
    return site.account.tables["companies"].get(21)["attributes"]


def kept_of_an_event(site, value):
    body = {"user_id": 52, "name": "Bought", "data": {"plan": value}}
    event_id = site.post("/events/", body).body["id"]
    return site.account.tables["event_occurrences"].get(event_id)["data"]


KINDS = {
    "clientuser": kept_of_a_user,
    "company": kept_of_a_company,
    "activity": kept_of_an_event,
}


def defined(kind, vector):
    """The attribute as a vector has it; none where it is undefined."""
    if vector["type"] is None:
        return []
    told = {"content_type": kind, "name": "plan", "value_type": vector["type"]}
    several = {"allow_multiple_choices": vector.get("several", False)}
    return [{**told, "choices": vector.get("choices", []), **several}]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("vector", MATRIX, ids=lambda v: f"{v['type']}-{json.dumps(v['in'])[:20]}")
def test_uc_50_51_52_53_54_55_83_a_value_becomes_what_its_type_makes_of_it(site_of, kind, vector):
    attributes = defined(kind, vector)
    site = site_of({"users": [USER], "companies": [COMPANY], "attributes": attributes})
    kept = KINDS[kind](site, vector["in"])
    expected = {} if vector.get("ignored") else {"plan": vector["stored"]}
    assert repr(kept) == repr(expected)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "activity"])
def test_what_is_ignored_leaves_the_old_value(site_of, kind):
    attributes = defined(kind, {"type": "integer"})
    site = site_of({"users": [USER], "companies": [COMPANY], "attributes": attributes})
    KINDS[kind](site, 5)
    assert KINDS[kind](site, "abc") == {"plan": 5}


def test_a_string_stays_one_whatever_comes_later(site_of):
    """Q9: the first value defined it."""
    site = site_of({"users": [USER]})
    kept_of_a_user(site, "x")
    assert kept_of_a_user(site, 999) == {"plan": "999"}
