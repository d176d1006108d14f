"""Finding and listing users as Zendesk's API does; each case names the fact it holds."""

import pytest

NOBODY = {"users": [], "next_page": None, "previous_page": None, "count": 0}


def people(*users):
    return {"users": [{"name": "A", **user} for user in users]}


def found(desk, **query):
    page = desk.get("/users/search", **query)
    assert page.status == 200, page.body
    assert page.body["count"] == len(page.body["users"])
    return [user["email"] for user in page.body["users"]]


def test_search_01_an_unknown_external_id_finds_nobody(desk):
    answer = desk.get("/users/search", external_id="none")
    assert (answer.status, answer.body) == (200, NOBODY)
    assert answer.header("Cache-Control") == "max-age=10, private"


def test_search_02_a_primary_email_finds_its_user(desk_of):
    desk = desk_of(people({"email": "a@x.io"}, {"email": "b@x.io"}))
    assert found(desk, query="a@x.io") == ["a@x.io"]


def test_search_03_a_secondary_email_finds_the_user_with_the_primary_one(desk_of):
    second = {"type": "email", "value": "second@x.io"}
    desk = desk_of(people({"email": "a@x.io", "identities": [second]}))
    assert found(desk, query="second@x.io") == ["a@x.io"]


def test_search_04_a_mention_in_the_notes_is_found_too(desk_of):
    users = people({"email": "a@x.io"}, {"email": "b@x.io", "notes": "not a@x.io, she left"})
    assert found(desk_of(users), query="a@x.io") == ["a@x.io", "b@x.io"]
    exact = desk_of({**users, "settings": {"search_partial_matches": False}})
    assert found(exact, query="A@x.io") == ["a@x.io"]


def test_search_05_a_text_search_lags_and_an_external_id_does_not(desk_of):
    desk = desk_of({"settings": {"search_lag_seconds": 60}})
    desk.post("/users", {"user": {"name": "A", "email": "a@x.io", "external_id": "u1"}})
    assert found(desk, query="a@x.io") == []
    assert found(desk, external_id="U1") == ["a@x.io"]
    desk.account.clock.advance(61)
    assert found(desk, query="a@x.io") == ["a@x.io"]


def test_del_03_a_deleted_user_is_found_no_more(desk_of):
    desk = desk_of(people({"id": 8, "email": "a@x.io", "external_id": "u1"}))
    desk.delete("/users/8")
    assert found(desk, external_id="u1") == found(desk, query="a@x.io") == []


@pytest.mark.parametrize(
    "query", ["kobe bryant", '"kobe bryant"', "email:kobe@lakers.com", "name:kobe", "KOBE"]
)
def test_words_phrases_and_properties_find(desk_of, query):
    users = people({"name": "Kobe Bryant", "email": "kobe@lakers.com"}, {"email": "b@x.io"})
    assert found(desk_of(users), query=query) == ["kobe@lakers.com"]


@pytest.mark.parametrize("query", ["kobe shaq", "name:lakers", "", "@", '"bryant kobe"'])
def test_a_term_that_nobody_has_finds_nobody(desk_of, query):
    users = people({"name": "Kobe Bryant", "email": "kobe@lakers.com"})
    assert found(desk_of(users), query=query) == []


def test_search_08_a_search_has_numbered_pages_alone(desk):
    message = "page must be an integer from api/v2/users/search"
    for query in ({"page[size]": "2"}, {"page": "x"}):
        answer = desk.get("/users/search", query="a", **query)
        assert answer.status == 400
        assert answer.body["error"]["message"].endswith(message)


def test_numbered_pages_lead_to_each_other(desk_of):
    desk = desk_of(people({"name": "B one"}, {"name": "B two"}, {"name": "B three"}))
    page = desk.get("/users/search", query="b", per_page="2", page="1").body
    assert (page["count"], len(page["users"]), page["previous_page"]) == (3, 2, None)
    assert (
        page["next_page"] == "http://127.0.0.1/api/v2/users/search.json?query=b&per_page=2&page=2"
    )
    last = desk.get("/users/search", query="b", per_page="2", page="2").body
    assert (len(last["users"]), last["next_page"]) == (1, None)
    assert last["previous_page"].endswith("page=1")


def test_page_01_cursors_walk_through_all_users(desk_of):
    desk = desk_of(people(*({"id": n} for n in range(1, 6))))
    seen, after, page = [], {}, {"meta": {"has_more": True}}
    while page["meta"]["has_more"]:
        page = desk.get("/users", **{"page[size]": "3"}, **after).body
        assert list(page) == ["users", "meta", "links"]
        seen += [user["id"] for user in page["users"]]
        after = {"page[after]": page["meta"]["after_cursor"]}
    assert seen[:5] == [1, 2, 3, 4, 5]
    assert len(seen) == len(set(seen)) == 7
    assert page["links"]["next"] is None


def test_a_cursor_leads_back(desk_of):
    desk = desk_of(people(*({"id": n} for n in range(1, 6))))

    def turned(page, side):
        cursor = {f"page[{side}]": page["meta"][f"{side}_cursor"]} if page else {}
        return desk.get("/users", **{"page[size]": "2"}, **cursor).body

    third = turned(turned(turned(None, "after"), "after"), "after")
    second = turned(third, "before")
    assert [user["id"] for user in second["users"]] == [3, 4]
    assert second["meta"]["has_more"] is True


def test_page_02_numbered_pages_end_with_the_ten_thousandth_record(desk):
    answer = desk.get("/users", page="101", per_page="100")
    assert answer.status == 400
    assert answer.body["errors"][0]["code"] == "InvalidPaginationDepth"


def test_users_are_listed_by_role_or_external_id(desk_of):
    desk = desk_of(people({"id": 8, "external_id": "u1"}))
    agents = desk.get("/users", **{"role[]": ["agent", "admin"]}).body
    assert [user["role"] for user in agents["users"]] == ["admin", "agent"]
    assert [user["id"] for user in desk.get("/users", external_id="U1").body["users"]] == [8]


@pytest.mark.parametrize("query", ["a@x.io", "new@x.io"])
def test_a_text_search_shows_the_former_email_for_a_while(desk_of, query):
    """Quirk of section 2.9: after make_primary, ``query=`` is stale and ``external_id=`` is not."""
    second = {"id": 5, "type": "email", "value": "new@x.io"}
    ann = {"id": 8, "email": "a@x.io", "external_id": "u1", "identities": [second]}
    desk = desk_of({**people(ann), "settings": {"search_lag_seconds": 60}})
    desk.account.clock.advance(100)
    desk.put("/users/8/identities/5/make_primary", {})
    stale = desk.get("/users/search", query=query)
    assert [user["email"] for user in stale.body["users"]] == ["a@x.io"]
    assert "zendesk.search.stale-email" in stale.header("X-Fauxdesk-Rule")
    assert found(desk, external_id="u1") == ["new@x.io"]
    desk.account.clock.advance(60)
    assert found(desk, query=query) == ["new@x.io"]


def test_users_are_listed_by_their_custom_role(desk_of):
    desk = desk_of(people({"id": 8, "role": "agent", "custom_role_id": 77}))
    assert [u["id"] for u in desk.get("/users", permission_set="77").body["users"]] == [8]


def test_the_last_page_leads_nowhere(desk):
    page = desk.get("/users", **{"page[size]": "100"}).body
    assert (page["meta"]["has_more"], page["meta"]["after_cursor"]) == (False, None)
    assert page["links"]["next"] is None
    assert page["meta"]["before_cursor"]
    assert page["links"]["prev"]
