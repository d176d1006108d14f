"""Companies and their members at User.com; each case names the fact it holds."""

import pytest

COMPANY = {"id": 21, "name": "Acme", "custom_id": "g1", "city": "Rome", "size": 3}
USERS = [{"id": 52, "custom_id": "u1"}, {"id": 53, "custom_id": "u2"}]


@pytest.fixture
def crm(site_of):
    return site_of({"users": USERS, "companies": [COMPANY]})


def test_uc_58_a_company_has_a_name(site):
    answer = site.post("/companies/", {"custom_id": "g1"})
    assert (answer.status, answer.body) == (400, {"errors": {"name": ["This field is required."]}})
    assert site.records()["companies"] == []


def test_uc_59_a_company_is_found_by_custom_id(site):
    made = site.post("/companies/", {"custom_id": "g1", "name": "G"}).body
    assert made["employees"] == []
    assert site.get("/companies-by-id/g1/").body == made
    assert site.get(f"/companies/{made['id']}/").body == made
    assert site.get("/companies/").body["results"] == [made]


def test_a_company_that_is_not_there(site):
    assert site.get("/companies-by-id/g1/").status == 404
    assert site.put("/companies/1/", {"name": "G"}).status == 404


def test_uc_60_an_update_changes_what_it_names(crm):
    answer = crm.put("/companies/21/", {"description": "d"})
    shown = answer.body
    assert (answer.status, shown["description"], shown["city"]) == (200, "d", "Rome")
    assert crm.put("/companies-by-id/g1/", {"size": "7"}).body["size"] == 7


def test_version_one_calls_some_things_otherwise(crm):
    shown = crm.get("/companies/21/", version=1).body
    assert (shown["company_id"], shown["approx_employees"], shown["attributes"]) == ("g1", 3, [])


def test_q12_employees_are_members_and_cannot_be_written(crm):
    shown = crm.put("/companies/21/", {"employees": 50, "size": 50}).body
    assert (shown["employees"], shown["size"]) == ([], 50)


def test_phone_numbers_are_a_list(crm):
    assert crm.put("/companies/21/", {"phone_numbers": ["763-555-2342"]}).status == 200
    answer = crm.put("/companies/21/", {"phone_numbers": "763-555-2342"})
    assert (answer.status, set(answer.body["errors"])) == (400, {"phone_numbers"})


def test_tags_of_a_company_are_read_with_ids(crm):
    assert [tag["name"] for tag in crm.put("/companies/21/", {"tags": ["vip"]}).body["tags"]] == [
        "vip"
    ]
    assert crm.put("/companies/21/", {"tags": None}).body["tags"] == []


def test_a_custom_id_belongs_to_one_company(crm):
    answer = crm.post("/companies/", {"name": "Other", "custom_id": "g1"})
    assert (answer.status, set(answer.body["errors"])) == (400, {"custom_id"})


@pytest.mark.parametrize("user", [{"user_id": 52}, {"user_custom_id": "u1"}])
def test_uc_61_a_member_is_shown_on_both_sides(crm, user):
    assert crm.post("/companies/21/add_member/", user).ok
    assert crm.get("/companies/21/").body["employees"] == [52]
    since = "2023-11-14T22:13:20.000000Z"
    assert crm.user()["companies"] == [{"id": 21, "name": "Acme", "member_since": since}]


def test_uc_62_a_member_is_one_once(crm):
    for _ in range(2):
        assert crm.post("/companies/21/add_member/", {"user_id": 52}).ok
    assert crm.get("/companies/21/").body["employees"] == [52]


@pytest.mark.parametrize("user", [{"user_id": 99}, {"user_custom_id": "nobody"}])
def test_uc_63_nobody_is_no_member(crm, user):
    assert crm.post("/companies/21/add_member/", user).status == 404
    assert crm.records()["company_members"] == []


def test_a_member_is_named(crm):
    answer = crm.post("/companies/21/add_member/", {})
    assert (answer.status, set(answer.body["errors"])) == (400, {"user_id"})


def test_a_member_leaves(crm):
    crm.post("/companies/21/add_member/", {"user_id": 52})
    crm.post("/companies/21/add_member/", {"user_id": 53})
    assert crm.post("/companies/21/remove_member/", {"user_id": 52}).ok
    assert crm.get("/companies/21/").body["employees"] == [53]


@pytest.mark.parametrize("place", ["companies/21", "companies-by-id/g1"])
def test_a_deleted_company_leaves_no_members(crm, place):
    crm.post("/companies/21/add_member/", {"user_id": 52})
    assert crm.delete(f"/{place}/").status == 204
    assert crm.user()["companies"] == []
    assert crm.get("/companies/21/").status == 404
    assert crm.records()["company_members"] == []
