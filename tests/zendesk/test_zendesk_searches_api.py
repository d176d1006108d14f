"""Searching all records of Zendesk's API at once."""

import pytest

ORGANIZATION = {"id": 7, "name": "LA Lakers", "domain_names": ["lakers.com"], "tags": ["nba"]}
KOBE = {"id": 8, "name": "Kobe Bryant", "email": "kobe@lakers.com", "organization_id": 7,
        "created_at": "2020-01-02T03:04:05Z", "tags": ["vip"], "notes": "ex lakers"}  # fmt: skip
SHAQ = {"id": 9, "name": "Shaquille", "email": "shaq@x.io", "created_at": "2021-05-06T00:00:00Z"}


@pytest.fixture
def desk(desk_of):
    desk = desk_of({"users": [SHAQ, KOBE], "organizations": [ORGANIZATION]})
    ticket = {"subject": "Ball", "comment": {"body": "Lakers ball"}, "requester_id": 8}
    desk.post("/tickets", {"ticket": {**ticket, "priority": "high"}})
    return desk


def page(desk, query, **more):
    answer = desk.get("/search", query=query, **more)
    assert answer.status == 200, answer.body
    return answer.body


def named(desk, query, **more):
    results = page(desk, query, **more)["results"]
    return [result.get("name") or result["subject"] for result in results]


def test_search_06_all_records_are_searched_and_say_what_they_are(desk):
    body = page(desk, "type:user email:kobe@lakers.com")
    assert list(body) == ["results", "facets", "next_page", "previous_page", "count"]
    assert (body["facets"], body["count"]) == (None, 1)
    (kobe,) = body["results"]
    assert kobe == {**desk.get("/users/8").body["user"], "result_type": "user"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lakers", ["Kobe Bryant", "LA Lakers", "Ball"]),
        ("type:organization lakers", ["LA Lakers"]),
        ("type:ticket", ["Ball"]),
        ("type:ticket priority:high requester:kobe@lakers.com", ["Ball"]),
        ("type:ticket status:solved", []),
        ("type:user organization:\"la lakers\"", ["Kobe Bryant"]),
        ("type:user role:end-user", ["Kobe Bryant", "Shaquille"]),
        ("type:user role:end-user -tags:vip", ["Shaquille"]),
        ("type:user created>2021-01-01 created<2022-01-01", ["Shaquille"]),
        ("type:user created:2020-01-02", ["Kobe Bryant"]),
        ("type:user name:shaq*", ["Shaquille"]),
        ('type:user "bryant kobe"', []),
        ("tags:nba", ["LA Lakers"]),
        ("nothing:kobe", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_language_of_searches(desk, query, found):
    assert named(desk, query) == found
    assert desk.get("/search/count", query=query).body == {"count": len(found)}


@pytest.mark.parametrize(("order", "first"), [("asc", "Kobe Bryant"), (None, "Shaquille")])
def test_results_are_sorted_the_latest_first(desk, order, first):
    sort = {"sort_by": "created_at", **({"sort_order": order} if order else {})}
    assert named(desk, "type:user role:end-user", **sort)[0] == first


def test_search_07_a_search_ends_with_its_thousandth_result(desk):
    answer = desk.get("/search", query="a", page="11", per_page="100")
    says = "Invalid search: Requested response size was greater than Search Response Limits"
    assert (answer.status, answer.body) == (422, {"error": "invalid", "description": says})
    assert desk.get("/search", query="a", page="10", per_page="100").status == 200


def test_a_search_counts_more_than_it_shows(desk_of):
    desk = desk_of({"users": [{"name": f"Twin {n}"} for n in range(1001)]})
    answer = desk.get("/search", query="type:user twin")
    assert (answer.body["count"], len(answer.body["results"])) == (1001, 100)
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.search.count-beyond-pages"


@pytest.mark.parametrize("query", [{"page[size]": "2"}, {"page": "x"}])
def test_search_08_a_search_of_all_has_numbered_pages_alone(desk, query):
    answer = desk.get("/search", query="a", **query)
    message = "page must be an integer from api/v2/search/index"
    assert (answer.status, answer.body["error"]["message"][-len(message) :]) == (400, message)


def test_an_export_goes_on_by_cursor(desk):
    asked = {"query": "role:end-user", "filter[type]": "user", "page[size]": "1"}
    first = desk.get("/search/export", **asked).body
    assert list(first) == ["results", "facets", "meta", "links"]
    assert (first["results"][0]["result_type"], first["meta"]["has_more"]) == ("user", True)
    after = {**asked, "page[after]": first["meta"]["after_cursor"]}
    last = desk.get("/search/export", **after).body
    assert [r["id"] for r in first["results"] + last["results"]] == [8, 9]
    assert (last["meta"]["has_more"], last["links"]["next"]) == (False, None)


def test_an_export_has_a_thousand_records_a_page(desk_of):
    desk = desk_of({"users": [{"name": f"Twin {n}"} for n in range(1001)]})
    asked = {"query": "twin", "filter[type]": "user", "page[size]": "2000"}
    assert len(desk.get("/search/export", **asked).body["results"]) == 1000


def test_the_type_of_an_export_stands_beside_the_query(desk):
    inside = desk.get("/search/export", query="type:user a", **{"filter[type]": "user"})
    assert (inside.status, inside.body["error"]) == (422, "invalid")
    assert desk.get("/search/export", query="a").status == 400


def test_a_search_lags_for_every_kind_of_record(desk_of):
    desk = desk_of({"settings": {"search_lag_seconds": 60}})
    desk.post("/organizations", {"organization": {"name": "Late"}})
    assert named(desk, "late") == []
    desk.account.clock.advance(61)
    assert named(desk, "late") == ["Late"]


def test_searches_have_a_limit_of_their_own(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    told = desk.get("/search", query="a").header("Zendesk-RateLimit-search-index")
    assert told == "total=2500; remaining=2499; resets=60"
    asked = {"query": "a", "filter[type]": "user"}
    assert [desk.get("/search/export", **asked).status for _ in range(101)][-2:] == [200, 429]


def test_a_cursor_of_an_export_leads_on_for_an_hour(desk):
    asked = {"query": "*", "filter[type]": "user", "page[size]": "1"}
    after = desk.get("/search/export", **asked).body["meta"]["after_cursor"]
    desk.account.clock.advance(3_599)
    assert desk.get("/search/export", **asked, **{"page[after]": after}).status == 200
    desk.account.clock.advance(1)
    answer = desk.get("/search/export", **asked, **{"page[after]": after})
    assert (answer.status, answer.header("X-Fauxdesk-Rule")) == (
        400,
        "zendesk.search.export-cursor-expires",
    )
    assert desk.get("/search/export", **asked).status == 200


def test_a_cursor_of_a_list_leads_on_for_ever(desk):
    after = desk.get("/users", **{"page[size]": "1"}).body["meta"]["after_cursor"]
    desk.account.clock.advance(86_400)
    assert desk.get("/users", **{"page[size]": "1", "page[after]": after}).status == 200
