"""Searching at Freshdesk's API by its filter language; each case names the fact it holds."""

import pytest

from emulator.freshdesk import search

WARM = {"search_lag_seconds": 0}
FIELDS = [{"name": "seats", "type": "custom_number"}, {"name": "vip", "type": "custom_checkbox"}]
PEOPLE = [
    {"name": "Ada", "email": "ada@x.org", "tags": ["a", "b"], "custom_fields": {"seats": 3}},
    {"name": "Bea", "phone": "1", "active": True, "custom_fields": {"seats": 5, "vip": True}},
    {"name": "Cid", "mobile": "O 1", "language": "de", "custom_fields": {"plan": "gold"}},
    {"name": "Dan", "twitter_id": "9", "deleted": True, "custom_fields": {"seats": 3}},
]


@pytest.fixture
def crowd(desk_of):
    """A desk of three living contacts and a deleted one, which the index knows."""
    return desk_of({"contact_fields": FIELDS, "contacts": PEOPLE})


def found(desk, query, kind="contacts", **more):
    answer = desk.get(f"/search/{kind}", query=f'"{query}"', **more)
    assert answer.status == 200, answer.body
    assert answer.body["total"] >= len(answer.body["results"])
    return [record["name"] for record in answer.body["results"]]


def refused(desk, query, kind="contacts", **more):
    answer = desk.get(f"/search/{kind}", query=query, **more)
    assert answer.status == 400, answer.body
    return [(fault["field"], fault["code"]) for fault in answer.body["errors"]]


def test_fd_068_a_search_does_not_find_a_new_contact_yet(desk):
    desk.made("/contacts", name="A", email="a@x.org")
    answer = desk.get("/search/contacts", query="\"email:'a@x.org'\"")
    assert (answer.status, answer.body) == (200, {"total": 0, "results": []})
    desk.account.clock.advance(120)
    assert found(desk, "email:'a@x.org'") == ["A"]


def test_fd_069_a_search_without_a_lag_tells_how_many_and_shows_rows(desk_of):
    desk = desk_of({"settings": WARM})
    desk.made("/contacts", name="A", email="a@x.org")
    answer = desk.get("/search/contacts", query="\"email:'A@x.org'\"")
    assert (answer.body["total"], answer.body["results"]) == (1, desk.get("/contacts").body)


def test_what_changed_is_found_later_and_what_it_was_until_then(desk):
    contact = desk.made("/contacts", name="A", email="a@x.org")
    desk.account.clock.advance(120)
    desk.put(f"/contacts/{contact['id']}", {"email": "b@x.org"})
    assert (found(desk, "email:'a@x.org'"), found(desk, "email:'b@x.org'")) == (["A"], [])
    desk.account.clock.advance(60)
    desk.put(f"/contacts/{contact['id']}", {"name": "B"})
    desk.account.clock.advance(60)
    assert (found(desk, "email:'a@x.org'"), found(desk, "email:'b@x.org'")) == ([], ["A"])
    desk.delete(f"/contacts/{contact['id']}")
    assert found(desk, "email:'b@x.org'") == ["A"]
    desk.account.clock.advance(120)
    assert found(desk, "email:'b@x.org'") == []


def test_a_new_contact_that_changes_within_the_second_is_still_new(desk):
    contact = desk.made("/contacts", name="A", email="a@x.org")
    for name in ("B", "C"):
        desk.put(f"/contacts/{contact['id']}", {"name": name})
    assert found(desk, "email:'a@x.org'") == []


def test_an_update_that_changes_nothing_leaves_the_index_alone(desk):
    contact = desk.made("/contacts", name="A", email="a@x.org")
    desk.account.clock.advance(60)
    before = desk.records()
    desk.put(f"/contacts/{contact['id']}", {"name": "A"})
    assert desk.records() == before


@pytest.mark.parametrize("query", ["email:'a@x.org'", "", "\"email:'a@x.org'", '"', '""'])
def test_fd_070_a_query_stands_between_double_quotes(desk, query):
    assert refused(desk, query)[0][0] == "query"


@pytest.mark.parametrize("page", ["11", "0", "x"])
def test_fd_071_a_search_has_ten_pages(crowd, page):
    assert refused(crowd, '"active:true"', page=page) == [("page", "invalid_value")]


def test_fd_072_a_query_has_512_characters_at_most(crowd):
    long = "email:'{}'".format("x" * 504)
    assert found(crowd, long) == []
    assert refused(crowd, f'"{long} "') == [("query", "invalid_value")]


@pytest.mark.parametrize("query", ["name:'X'", "Domain:'x'", "industry:'X'", "cf_plan:'x'"])
def test_fd_073_companies_are_not_searched_by_name(desk, query):
    assert refused(desk, f'"{query}"', "companies") == [("query", "invalid_value")]


def test_fd_074_companies_are_searched_by_the_bare_names_of_custom_fields(desk_of):
    values = {"plan": "enterprise", "employees": 329}
    companies = [{"name": "C", "domains": ["C.org"], "custom_fields": values}, {"name": "D"}]
    desk = desk_of({"companies": companies})
    assert found(desk, "plan:'enterprise' AND employees:329", "companies") == ["C"]
    assert found(desk, "domain:'c.org'", "companies") == ["C"]
    assert found(desk, "domain:null", "companies") == ["D"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("seats:3", ["Ada"]),
        ("seats:>3", ["Ada", "Bea"]),
        ("seats:<4", ["Ada"]),
        ("seats:<3", ["Ada"]),
        ("seats:3 OR tag:'none' OR vip:true", ["Ada", "Bea"]),
        ("seats:3 AND tag:'a' AND vip:true", []),
        ("vip:true", ["Bea"]),
        ("active:false", ["Ada", "Cid"]),
        ("tag:'b'", ["Ada"]),
        ("tag:null", ["Bea", "Cid"]),
        ("seats:null", ["Cid"]),
        ("mobile:'O 1'", ["Cid"]),
        ("created_at:'2023-11-14'", ["Ada", "Bea", "Cid"]),
        ("created_at:>'2023-11-15' OR updated_at:<'2023-11-13'", []),
        ("plan:'gold' OR tag:'a' AND seats:5", ["Cid"]),
        ("(plan:'gold' OR tag:'a') AND seats:3", ["Ada"]),
        ("(email:'ada@x.org' OR (phone:'1')) AND language:'en'", ["Ada", "Bea"]),
        ("email : 'ada@x.org'", ["Ada"]),
    ],
)
def test_a_filter_lets_through_what_it_says(crowd, query, names):
    assert found(crowd, query) == names


@pytest.mark.parametrize(
    "query",
    [
        "email",
        "email:",
        "email:'a",
        "email:a@x.org",
        "seats:'3'",
        "seats:true",
        "vip:1",
        "active:'true'",
        "email:>'a'",
        "seats:>null",
        "created_at:'14-11-2023'",
        "created_at:2023",
        "seats:3 seats:4",
        "seats:3 AND",
        "seats:3 and vip:true",
        "(seats:3",
        "seats:3)",
        "()",
        "'a':3",
        "seats=3",
        "(" * 60 + "seats:3" + ")" * 60,
    ],
)
def test_what_is_no_filter_is_refused(crowd, query):
    assert refused(crowd, f'"{query}"') == [("query", "invalid_value")]


def test_a_page_holds_30(desk_of):
    people = [{"name": f"P{n:02}", "phone": "1"} for n in range(31)]
    desk = desk_of({"contacts": people})
    assert desk.get("/search/contacts", query="\"phone:'1'\"").body["total"] == 31
    assert found(desk, "phone:'1'", page="2") == ["P30"]


def test_cases_of_an_email_are_told_apart_where_the_account_does(desk_of):
    desk = desk_of(
        {"settings": {"email_case": "exact"}, "contacts": [{"name": "A", "email": "A@x.org"}]}
    )
    assert (found(desk, "email:'a@x.org'"), found(desk, "email:'A@x.org'")) == ([], ["A"])


def test_what_changed_is_found_by_its_former_day_until_the_index_knows(desk):
    contact = desk.made("/contacts", name="A", email="a@x.org")
    desk.account.clock.advance(86_400)
    desk.put(f"/contacts/{contact['id']}", {"name": "B"})
    days = ["updated_at:'2023-11-14'", "updated_at:<'2023-11-14'", "updated_at:>'2023-11-15'"]
    assert [found(desk, day) for day in days] == [["A"], ["A"], []]
    desk.account.clock.advance(120)
    assert [found(desk, day) for day in days] == [[], [], ["B"]]


@pytest.mark.parametrize(
    ("query", "looked_at"),
    [
        ("email:'ada@x.org'", 1),
        ("seats:3 AND active:false", 2),
        ("active:false AND (tag:'a' OR plan:'gold')", 2),
        ("active:false", 4),
    ],
)
def test_a_search_looks_at_what_the_index_tells_alone(crowd, monkeypatch, query, looked_at):
    seen = []
    monkeypatch.setattr(search, "as_indexed", lambda _account, r: seen.append(r) or r)
    assert "Ada" in found(crowd, query)
    assert len(seen) == looked_at
