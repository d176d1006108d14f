"""Merging users and changing many at once at User.com; each case names the fact it holds."""

import pytest

PARENT = {
    "id": 1,
    "custom_id": "u1",
    "city": "Rome",
    "page_views": 1,
    "attributes": {"plan": "gold"},
}
SECOND = {
    "id": 2,
    "custom_id": "u2",
    "city": "Bari",
    "phone_number": "12345",
    "page_views": 2,
    "unsubscribed": True,
    "tags": ["vip"],
    "attributes": {"plan": "free", "floor": "2"},
}
THIRD = {"id": 3, "email": "c@b.co", "phone_number": "67890", "first_name": "Ann"}
FILE = {
    "users": [PARENT, SECOND, THIRD],
    "companies": [{"id": 21, "name": "Acme", "custom_id": "g1"}],
    "company_members": [{"company_id": 21, "user_id": 1}, {"company_id": 21, "user_id": 2}],
}
STANDARD = "/users/mass_update_standard_attributes/"
CUSTOM = "/users/mass_update_custom_attributes/"


@pytest.fixture
def crm(site_of):
    return site_of(FILE)


@pytest.mark.parametrize("named", ["users_list", "user_list"])
def test_uc_40_a_parents_values_win_and_then_those_of_the_lowest_id(crm, named):
    merged = crm.post("/users/merge/", {"parent": 1, named: [3, 2]})
    assert (merged.status, merged.body) == (200, {"success": True})
    user = crm.user()
    assert (user["city"], user["plan"], user["unsubscribed"]) == ("Rome", "gold", False)
    assert (user["phone_number"], user["floor"]) == ("12345", "2")
    assert (user["email"], user["name"]) == ("c@b.co", "Ann")
    assert [tag["name"] for tag in user["tags"]] == ["vip"]


def test_merged_users_are_gone_and_what_they_did_is_the_parents(crm):
    crm.post("/events/", {"user_id": 2, "name": "Bought"})
    crm.post("/site-views/", {"client_user": crm.user("u2")["user_key"]})
    crm.post("/users/merge/", {"parent": 1, "users_list": [2, 2, 1]})
    assert crm.get("/users/2/").status == crm.get("/users-by-id/u2/").status == 404
    rows = [crm.get(f"/users/1/{what}/").body["count"] for what in ("events", "ping_hits")]
    assert (rows, crm.user()["page_views"]) == ([1, 1], 4)
    assert crm.get("/companies/21/").body["employees"] == [1]


def test_uc_40_the_lowest_id_wins_in_whatever_order_they_are_named(site_of):
    users = [{"id": 1}, {"id": 33, "city": "Rome"}, {"id": 1000, "city": "Bari"}]
    site = site_of({"users": users})
    site.post("/users/merge/", {"parent": 1, "users_list": [1000, 33]})
    assert site.get("/users/1/").body["city"] == "Rome"


def test_a_parent_without_a_custom_id_takes_that_of_the_other(crm):
    crm.post("/users/merge/", {"parent": 3, "users_list": [2]})
    assert crm.user("u2")["id"] == 3


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"parent": 9, "users_list": [2]}, "parent"),
        ({"parent": 1, "users_list": [2, 9]}, "users_list"),
        ({"parent": 1, "user_list": ["x"]}, "user_list"),
        ({"parent": 1, "users_list": 2}, "users_list"),
        ({"parent": 1}, "users_list"),
        ({"users_list": [2]}, "parent"),
    ],
)
def test_who_cannot_be_merged_stays(crm, body, field):
    before = crm.records()
    answer = crm.post("/users/merge/", body)
    assert (answer.status, list(answer.body["errors"])) == (400, [field])
    assert crm.records() == before


@pytest.mark.parametrize(
    ("attribute", "value", "read"),
    [
        ("country", "PL", "PL"),
        ("gender", 3, "female"),
        ("score", "7", 7),
        ("unsubscribed", 1, True),
    ],
)
def test_uc_41_a_standard_field_is_set_for_many(crm, attribute, value, read):
    answer = crm.put(STANDARD, {"ids": [1, 2, 99], "attribute": attribute, "value": value})
    assert (answer.status, answer.body) == (200, {"status": "ok"})
    held = [crm.get(f"/users/{n}/").body[attribute] for n in (1, 2, 3)]
    assert held[:2] == [read, read] != held[1:]


def test_a_company_is_joined_by_many(crm):
    crm.put(STANDARD, {"ids": [2, 3], "attribute": "company_id", "value": "g1"})
    assert crm.get("/companies/21/").body["employees"] == [1, 2, 3]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"attribute": "page_views", "value": 1}, "attribute", id="uc_42"),
        ({"attribute": "plan", "value": 1}, "attribute"),
        ({"attribute": "gender", "value": "male"}, "value"),
        ({"attribute": "email", "value": "nobody"}, "value"),
        ({"attribute": "custom_id", "value": "new"}, "custom_id"),
        ({"attribute": "city"}, "value"),
        ({"ids": None, "attribute": "city", "value": "Rome"}, "ids"),
        ({"ids": ["x"], "attribute": "city", "value": "Rome"}, "ids"),
    ],
)
def test_uc_42_what_cannot_be_set_for_many_is_set_for_none(crm, body, field):
    before = crm.records()
    answer = crm.put(STANDARD, {"ids": [1, 2], **body})
    assert (answer.status, list(answer.body["errors"])) == (400, [field])
    assert crm.records() == before


def test_uc_42_a_company_is_called_company_id_alone(crm):
    """The document's list has that name in either version."""
    body = {"ids": [3], "attribute": "company_custom_id", "value": "g1"}
    assert crm.put(STANDARD, body).status == crm.put(STANDARD, body, version=1).status == 400


def test_a_custom_attribute_is_set_for_many(crm):
    answer = crm.put(CUSTOM, {"ids": [1, 3], "attribute": "city", "value": 7})
    assert answer.status == 200
    shown = [crm.get(f"/users/{n}/", version=1).body for n in (1, 3)]
    assert [user["attributes"][-1]["value"] for user in shown] == ["7", "7"]
    assert [user["city"] for user in shown] == ["Rome", None]
    assert crm.put(CUSTOM, {"ids": [1], "attribute": "x" * 256, "value": 1}).status == 400
