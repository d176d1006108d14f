"""Users of Zendesk's API in lists, completed, merged, and after they were deleted."""

import pytest

AGENT = "agent@acme.example:zd-agent-password"
PEOPLE = [
    {"id": 3, "name": "Gilgamesh", "external_id": "c", "phone": "+15550003"},
    {"id": 1, "name": "Gil", "external_id": "a", "role": "agent"},
    {"id": 2, "name": "Enkidu", "external_id": "b", "email": "e@x.io"},
]


@pytest.fixture
def desk(desk_of):
    return desk_of({"users": PEOPLE, "organizations": [{"id": 7, "name": "O"}]})


def ids(answer):
    assert answer.status == 200, answer.body
    return [user["id"] for user in answer.body["users"] if user["id"] < 100]


def test_user_45_what_is_related_is_four_counts(desk):
    answer = desk.get("/users/2/related")
    keys = ["assigned_tickets", "requested_tickets", "ccd_tickets", "organization_subscriptions"]
    assert (answer.status, answer.body) == (200, {"user_related": dict.fromkeys(keys, 0)})


@pytest.mark.parametrize("query", [{"ids": "3,1,2"}, {"external_ids": "C,a,b"}])
def test_user_46_users_are_shown_in_the_order_of_their_ids(desk, query):
    answer = desk.get("/users/show_many", **query)
    assert (ids(answer), answer.body["count"]) == ([1, 2, 3], 3)
    assert (answer.body["next_page"], answer.body["previous_page"]) == (None, None)


def test_user_47_users_are_shown_by_a_hundred_ids_at_most(desk):
    answer = desk.get("/users/show_many", ids=",".join(map(str, range(1, 102))))
    assert (answer.status, answer.body["error"]) == (400, "TooManyValues")
    assert answer.body["max_count"] == 100
    assert ids(desk.get("/users/show_many", ids=",".join(map(str, range(1, 101))))) == [1, 2, 3]


def test_deleted_users_are_shown_among_many_where_asked_for(desk):
    desk.delete("/users/3")
    assert ids(desk.get("/users/show_many", ids="1,3")) == [1]
    assert ids(desk.get("/users/show_many", ids="1,3", include_deleted="true")) == [1, 3]


@pytest.mark.parametrize("query", [{}, {"ids": ""}, {"ids": "a"}])
def test_what_names_nobody_is_refused(desk, query):
    assert desk.get("/users/show_many", **query).status == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [({"name": "gil"}, [1, 3]), ({"name": "g"}, [1, 3]), ({"name": "gila"}, []),
     ({"phone": "+15550003"}, [3])],
)  # fmt: skip
def test_search_09_a_name_completes_by_how_it_starts(desk, query, found):
    body = desk.get("/users/autocomplete", **query).body
    assert ([u["id"] for u in body["users"] if u["id"] < 100], body["count"] >= len(found)) == (
        found,
        True,
    )
    assert ids(desk.ask("POST", "/users/autocomplete", query)) == found


def test_who_has_a_foreign_identity_does_not_complete(desk):
    desk.post("/users/3/identities", {"identity": {"type": "foreign", "value": "x"}})
    answer = desk.get("/users/autocomplete", name="gil")
    assert ids(answer) == [1]
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.users.autocomplete-skips-foreign"


def test_users_are_counted(desk):
    count = desk.get("/users/count").body["count"]
    assert (count["value"], count["refreshed_at"]) == (5, "2023-11-14T22:13:20Z")
    assert desk.get("/users/count", role="admin").body["count"]["value"] == 1


def test_the_members_of_an_organization_are_listed_counted_and_sorted(desk):
    for user_id in (1, 2, 3):
        body = {"organization_membership": {"user_id": user_id, "organization_id": 7}}
        desk.post("/organization_memberships", body)
    asked = {"sort_by": "name", "sort_order": "desc"}
    assert ids(desk.get("/organizations/7/users", **asked)) == [3, 1, 2]
    assert desk.get("/organizations/7/users/count").body["count"]["value"] == 3


@pytest.mark.parametrize(("sort", "found"), [("name", [2, 1, 3]), ("-name", [3, 1, 2])])
def test_a_list_by_cursor_is_sorted(desk, sort, found):
    first = desk.get("/users", **{"page[size]": "4", "sort": sort}).body
    after = {"page[size]": "4", "sort": sort, "page[after]": first["meta"]["after_cursor"]}
    rest = desk.get("/users", **after).body
    assert [u["id"] for u in first["users"] + rest["users"] if u["id"] < 100] == found


def test_a_sort_that_cursors_cannot_follow_is_refused(desk):
    answer = desk.get("/users", **{"page[size]": "4", "sort": "role"})
    assert (answer.status, answer.body["errors"][0]["code"]) == (400, "InvalidPaginationParameter")


def test_a_sort_of_numbered_pages_is_dropped_by_cursors(desk):
    answer = desk.get("/users", **{"page[size]": "9", "sort_by": "name"})
    assert ids(answer) == [1, 2, 3]
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.paging.mixed-drops-sort"


def test_page_03_a_page_has_a_hundred_users_at_most(desk_of):
    desk = desk_of({"users": [{"name": str(n)} for n in range(120)]})
    answer = desk.get("/users", page="1", per_page="500")
    assert (answer.status, len(answer.body["users"])) == (200, 100)
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.paging.at-most-hundred"


def test_del_04_a_deleted_user_is_shown_among_the_deleted(desk):
    desk.delete("/users/2")
    gone = desk.get("/deleted_users/2").body["deleted_user"]
    assert (gone["id"], gone["active"], gone["email"]) == (2, False, None)
    assert desk.get("/deleted_users").body["deleted_users"] == [gone]
    assert desk.get("/deleted_users/count").body["count"]["value"] == 1
    assert desk.get("/deleted_users/3").status == 404


def test_del_05_whom_nobody_knows_cannot_be_deleted(desk):
    answer = desk.delete("/users/9223372036854775807")
    assert (answer.status, answer.body) == (
        404,
        {"error": "RecordNotFound", "description": "Not found"},
    )


def test_an_erased_user_has_no_name_of_its_own(desk):
    desk.delete("/users/3")
    gone = desk.delete("/deleted_users/3").body["deleted_user"]
    assert (gone["name"], gone["phone"]) == ("Permanently Deleted User", None)


def test_700_users_are_erased_in_ten_minutes(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "high-volume"}, "users": PEOPLE})
    desk.delete("/users/3")
    statuses = [desk.delete("/deleted_users/3").status for _ in range(701)]
    assert statuses == [200] * 700 + [429]
    desk.account.clock.advance(599)
    assert desk.delete("/deleted_users/3").status == 429
    desk.account.clock.advance(1)
    assert desk.delete("/deleted_users/3").status == 200


def test_a_hundred_users_complete_and_all_are_counted(desk_of):
    desk = desk_of({"users": [{"name": f"Gil {n}"} for n in range(101)]})
    answer = desk.get("/users/autocomplete", name="gil").body
    assert (len(answer["users"]), answer["count"]) == (100, 101)


def test_a_merged_user_leaves_identities_and_keeps_the_external_id(desk):
    answer = desk.put("/users/2/merge", {"user": {"id": 3}})
    assert (answer.status, answer.body["user"]["email"]) == (200, "e@x.io")
    assert desk.get("/users/2").body["user"]["active"] is False
    held = desk.get("/users/3/identities").body["identities"]
    assert [(i["value"], i["primary"]) for i in held] == [("e@x.io", True)]
    upsert = {"user": {"name": "E", "email": "e@x.io", "external_id": "b"}}
    refused = desk.post("/users/create_or_update", upsert)
    used = "Email: e@x.io is already being used by another user"
    assert refused.body["details"]["email"][0]["description"] == used


@pytest.mark.parametrize(
    ("loser", "winner", "status"), [(2, 2, 422), (2, 1, 422), (1, 2, 422), (2, 99, 404)]
)
def test_only_two_different_end_users_are_merged(desk, loser, winner, status):
    before = desk.records()
    assert desk.put(f"/users/{loser}/merge", {"user": {"id": winner}}).status == status
    assert desk.records() == before
