"""The sender rules of Freshdesk about companies: a stream, and what its judge says."""

import pytest

from freshdesk_streams import (
    PETER,
    cases,
    create,
    listed,
    org,
    pending,
    put_org,
    said,
    suggest,
    update,
)
from ruling import rulings_of

searched = said("GET /search/companies", answer={"results": [{"id": 5, "name": "N"}]})
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
            "found by a search": ([searched, put_org(5, note="?")], "-b"),
            "found in the list": (
                [suggest("N"), org(409, name="N"), listed((5, "N")), put_org(5, name="N")],
                "-k-k",
            ),
            "the list alone": ([listed((5, "M")), org(name="N")], "-k"),
            "listed and updated": ([listed((5, "N")), put_org(5, note="?")], "-k"),
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


@pytest.mark.parametrize(("rule", "stream", "expected"), GROUP)
def test_a_sender_of_companies_keeps_or_breaks_a_rule(rule, stream, expected):
    assert rulings_of("freshdesk", rule, stream) == expected
