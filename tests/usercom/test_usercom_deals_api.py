"""Deals at User.com; each case names the fact it holds."""

import pytest

FILE = {
    "users": [{"id": 7, "custom_id": "u1"}],
    "companies": [{"id": 21, "custom_id": "g1", "name": "Acme"}],
    "deals": [{"id": 5, "custom_id": "d1", "name": "First", "value": 9, "user_id": 7}],
}
UPSERT = "/deals/update_or_create/"


@pytest.fixture
def crm(site_of):
    return site_of(FILE)


def deal_of(crm, name):
    return next(deal for deal in crm.records()["deals"] if deal["name"] == name)


@pytest.mark.parametrize(
    "owners",
    [
        {"user_id": 7, "company_id": 21},
        {"user_custom_id": "u1", "company_custom_id": "g1"},
    ],
)
def test_a_deal_is_of_a_user_and_a_company(crm, owners):
    made = crm.post("/deals/", {"name": "New", "value": "12.50", "currency": "PLN", **owners})
    assert made.status == 201
    assert (made.body["user_id"], made.body["company_id"]) == (7, 21)
    assert (made.body["value"], made.body["currency"]) == (12.5, "PLN")
    assert not made.body.keys() & {"user_custom_id", "company_custom_id"}


@pytest.mark.parametrize(
    "owner",
    [{"user_custom_id": "u9"}, {"user_id": 9}, {"company_id": 9}, {"company_custom_id": "g9"}],
)
@pytest.mark.parametrize("path", ["/deals/", UPSERT])
def test_q23_a_deal_of_nobody_is_not_found(crm, path, owner):
    before = crm.records()
    assert crm.post(path, {"name": "New", "custom_id": "d2", **owner}).status == 404
    assert crm.records() == before


def test_a_deal_is_made_by_the_clients_own_id(crm):
    made = crm.post("/deals-by-id/", {"custom_id": "d2", "name": "New", "plan": 9})
    assert (made.status, made.body["custom_id"], made.body["plan"]) == (201, "d2", "9")
    assert crm.post("/deals-by-id/", {"deal_id": "d3", "name": "V1"}, version=1).status == 201
    for body, field in (({"name": "New"}, "custom_id"), ({"custom_id": "d4"}, "name")):
        assert crm.post("/deals-by-id/", body).body["errors"].keys() == {field}


def test_an_update_changes_what_it_names(crm):
    answer = crm.put("/deals-by-id/d1/", {"status": 2, "won_at": "2023-01-01T00:00:00Z"})
    assert answer.status == 200
    assert [answer.body[key] for key in ("id", "name", "value", "status")] == [5, "First", 9, 2]
    assert crm.put("/deals-by-id/d9/", {"status": 2}).status == 404


def test_update_or_create_finds_a_deal_by_the_clients_own_id(crm):
    assert crm.post(UPSERT, {"custom_id": "d1", "stage": 3}).body["id"] == 5
    assert crm.post(UPSERT, {"custom_id": "d2", "name": "Second"}).body["id"] != 5
    assert crm.post(UPSERT, {"deal_id": "d1", "stage": 4}, version=1).body["deal_id"] == "d1"
    assert deal_of(crm, "First")["stage"] == 4
    assert len(crm.records()["deals"]) == 2


@pytest.mark.parametrize("value", [12.5, 0, None])
def test_a_deals_value_is_a_number_or_none(crm, value):
    assert crm.put("/deals-by-id/d1/", {"value": value}).body["value"] == value


def test_attributes_of_deals_are_created_and_converted(crm):
    number = {"content_type": "deal", "name": "floors", "value_type": "integer"}
    crm.post("/attributes/", number)
    shown = crm.put("/deals-by-id/d1/", {"floors": "7", "plan": 9}).body
    assert (shown["floors"], shown["plan"]) == (7, "9")
    kinds = {each["name"]: each["content_type"] for each in crm.records()["attributes"]}
    assert kinds == {"floors": "deal", "plan": "deal"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"custom_id": "d2"}, "name"),
        ({"name": "New", "custom_id": "d1"}, "custom_id"),
        ({"name": "New", "status": 5}, "status"),
        ({"name": "New", "status": True}, "status"),
        ({"name": "New", "scope": "open"}, "scope"),
        ({"name": "New", "value": "much"}, "value"),
        ({"name": "New", "currency": "zł"}, "currency"),
        ({"name": "New", "expected_close_date": "2023-02-30"}, "expected_close_date"),
        ({"name": "New", "participants": ["x"]}, "participants"),
        ({"name": "New", "order_products": [1]}, "order_products"),
    ],
)
def test_a_deal_that_cannot_be_like_this(crm, body, field):
    before = crm.records()
    answer = crm.post("/deals/", body)
    assert (answer.status, list(answer.body["errors"])) == (400, [field])
    assert crm.records() == before


def test_a_file_brings_a_deal_with_what_it_has(site_of):
    told = {"stage": 2, "scope": 1, "participants": [7], "order_products": [{"product_id": 3}]}
    timed = {"won_at": "2023-01-01T01:00:00+01:00", "expected_close_date": "2023-02-01"}
    site = site_of({"deals": [{"custom_id": "d1", "name": "First", **told, **timed}]})
    shown = site.put("/deals-by-id/d1/", {}).body
    assert {name: shown[name] for name in told} == told
    assert shown["won_at"] == "2023-01-01T00:00:00.000000Z"


def test_update_or_create_demands_the_clients_own_id(crm):
    assert crm.post(UPSERT, {"name": "New"}).body["errors"].keys() == {"custom_id"}


def test_a_deal_outlives_its_user_and_company_and_goes_along_when_users_are_merged(crm):
    other = crm.identify("u2")["id"]
    crm.post("/users/merge/", {"parent": other, "users_list": [7]})
    assert deal_of(crm, "First")["user_id"] == other
    crm.delete(f"/users/{other}/")
    assert deal_of(crm, "First")["user_id"] is None
    crm.put("/deals-by-id/d1/", {"company_custom_id": "g1"})
    crm.delete("/companies-by-id/g1/")
    assert deal_of(crm, "First")["company_id"] is None
