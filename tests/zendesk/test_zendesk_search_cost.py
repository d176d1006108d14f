"""Looking a user up touches as many records among a hundred thousand users as among a hundred."""

import math

import pytest

from emulator.zendesk.terms import tokens
from touching import touched_by_asking

LOOKUPS = [
    ("/users/search", {"query": "first1.last2@x.io"}),
    ("/users/search", {"query": 'email:"first1.last2@x.io"'}),
    ("/users/search", {"query": "first1.nobody@x.io"}),
    ("/users/search", {"external_id": "FIRST1.LAST2"}),
    ("/search", {"query": "type:user first1.last2@x.io"}),
    ("/users", {"external_id": "first1.last2"}),
    ("/users", {"role[]": ["admin", "agent"]}),
]


def people(number):
    """Users of whom no two share an email, and many each word of it."""
    side = math.isqrt(number)
    return [
        {"name": "Ann Lee", "email": f"first{a}.last{b}@x.io", "external_id": f"first{a}.last{b}"}
        for a in range(side)
        for b in range(side)
    ]


touched = pytest.fixture(touched_by_asking)


@pytest.mark.parametrize("number", [2_500, pytest.param(100_000, marks=pytest.mark.deep)])
def test_a_lookup_touches_no_more_records_among_many_users(desk_of, touched, number):
    few, many = desk_of({"users": people(100)}), desk_of({"users": people(number)})
    for path, query in LOOKUPS:
        cost = touched(few, path, query)
        assert 0 < cost < 20, (path, query)
        assert touched(many, path, query) == cost, (path, query)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a." * 500_000 + "@x.io", "a@" * 500_000])
def test_a_long_text_is_filed_at_once(text):
    assert tokens([text])
