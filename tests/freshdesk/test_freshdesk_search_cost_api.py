"""A look-up or a page touches as many records among a hundred thousand as among a hundred."""

import pytest

from touching import touched_by_asking

SEATS = [{"name": "seats", "type": "custom_number"}, {"name": "tier", "type": "custom_text"}]
OLD, NEW = "2020-01-01T00:00:00Z", "2023-01-01T00:00:00Z"
LOOK_UPS = [
    ("/contacts", {"email": "p7@x.org"}),
    ("/contacts", {"email": "nobody@x.org"}),
    ("/contacts", {"mobile": "7", "state": "unverified"}),
    ("/contacts", {"unique_external_id": "u7"}),
    ("/contacts/7", {}),
    ("/contacts/autocomplete", {"term": "person7_"}),
    ("/search/contacts", {"query": "\"email:'p7@x.org'\""}),
    ("/search/contacts", {"query": "\"seats:7 AND tier:'gold'\""}),
    ("/companies/autocomplete", {"name": "firm7_"}),
    ("/search/companies", {"query": "\"domain:'c7.org'\""}),
    ("/search/contacts", {"query": "\"updated_at:>'2022-12-31'\""}),
    ("/search/contacts", {"query": "\"created_at:<'2020-01-01' AND updated_at:'2023-01-01'\""}),
    ("/search/companies", {"query": "\"updated_at:>'2022-12-31' AND created_at:<'2021-01-01'\""}),
]
PAGES = [
    ("/contacts", {}),
    ("/contacts", {"page": "3"}),
    ("/contacts", {"updated_since": NEW}),
    ("/contacts", {"state": "deleted"}),
    ("/companies", {}),
    ("/companies", {"updated_since": NEW}),
]


def crowd(number):
    """Contacts and companies of whom ten of each are new, and one contact is deleted."""
    people, firms = [], []
    for n in range(1, number + 1):
        known = {"email": f"p{n}@x.org", "mobile": str(n), "unique_external_id": f"u{n}"}
        times = {"created_at": OLD, "updated_at": NEW if n <= 10 else OLD}
        fields = {"custom_fields": {"seats": n, "tier": "gold"}, "deleted": n == 9}
        people.append({"id": n, "name": f"Person{n}_", **known, **times, **fields})
        firms.append({"name": f"Firm{n}_", "domains": [f"c{n}.org"], **times})
    return {"contact_fields": SEATS, "contacts": people, "companies": firms}


touched = pytest.fixture(touched_by_asking)


@pytest.mark.parametrize("number", [1_000, pytest.param(100_000, marks=pytest.mark.deep)])
def test_many_contacts_cost_no_more_than_few(desk_of, touched, number):
    few, many = desk_of(crowd(200)), desk_of(crowd(number))
    for path, query in [*LOOK_UPS, *PAGES]:
        cost = touched(few, path, query)
        assert 0 < cost < 60, (path, query)
        assert touched(many, path, query) == cost, (path, query)
