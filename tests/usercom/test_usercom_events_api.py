"""Events and page views at User.com; each case names the fact it holds."""

import pytest

USER = {"id": 52, "custom_id": "u1", "user_key": "AbCdEf012345"}
BOUGHT = {"user_id": 52, "name": "Bought", "timestamp": 1_700_000_000, "data": {"sku": 5}}
VIEW = {"client_user": "AbCdEf012345", "page_domain": "x.io", "page_path": "/a"}
LATE, EARLY = "2023-11-14T22:00:00Z", "2023-11-14T21:00:00Z"
AMOUNT = {"content_type": "activity", "name": "amount", "value_type": "integer"}


@pytest.fixture
def crm(site_of):
    return site_of({"users": [USER]})


BROWSER = {
    "user_agent": "Mozilla/5.0",
    "browser_version": "17",
    "city": "Rome",
    "country": "Italy",
    "timezone": "Europe/Rome",
    "resolution": "1920x1080",
}


def viewed(crm, at, **more):
    answer = crm.post("/site-views/", {**VIEW, "timestamp": at, **more})
    assert answer.ok, answer.body
    return answer.body


def test_uc_64_an_event_of_a_new_name_is_created(crm):
    answer = crm.post("/events/", BOUGHT).body
    assert answer == {"id": answer["id"], "created": True}
    assert [event["name"] for event in crm.records()["events"]] == ["Bought"]


def test_uc_65_the_same_name_is_another_occurrence(crm):
    crm.post("/events/", BOUGHT)
    assert crm.post("/events/", BOUGHT).body["created"] is False
    assert crm.get("/events/").body["count"] == 2
    assert len(crm.records()["events"]) == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param({"user_id": 52}, {"name"}, id="uc_66"),
        ({"name": "Bought"}, {"user_id"}),
        ({}, {"user_id", "name"}),
        ({"user_id": 52, "name": "Bought", "timestamp": "soon"}, {"timestamp"}),
        ({"user_id": 52, "name": "Bought", "data": []}, {"data"}),
        ({"user_id": 52, "name": ""}, {"name"}),
    ],
)
def test_uc_66_an_event_that_cannot_be_like_this(crm, body, fields):
    answer = crm.post("/events/", body)
    assert (answer.status, set(answer.body["errors"])) == (400, fields)
    assert crm.records()["events"] == []


def test_uc_67_nobody_causes_no_event(crm):
    """That it is 404 is our choice."""
    before = crm.records()
    assert crm.post("/events/", {**BOUGHT, "user_id": 99}).status == 404
    assert crm.records() == before


def test_uc_68_an_event_by_custom_id(crm):
    assert crm.post("/users-by-id/u1/events/", {"name": "Bought"}).body["created"] is True
    assert crm.post("/users-by-id/no/events/", {"name": "Bought"}).status == 404


def test_an_event_that_never_occurred_is_created_by_its_first_occurrence(site_of):
    site = site_of({"users": [USER], "events": [{"name": "Bought"}]})
    assert site.post("/events/", BOUGHT).body["created"] is True
    assert site.post("/events/", BOUGHT).body["created"] is False


def test_version_one_calls_the_user_client(crm):
    assert crm.post("/events/", {"client": 52, "name": "Bought"}, version=1).ok
    assert crm.post("/events/", {"user_id": 52, "name": "Bought"}, version=1).status == 400


@pytest.mark.parametrize("place", ["users/52", "users-by-id/u1"])
def test_the_occurrences_of_a_user_are_listed(crm, place):
    event_id = crm.post("/events/", {**BOUGHT, "timestamp": 1540843232}).body["id"]
    [row] = crm.get(f"/{place}/events/").body["results"]
    [event] = crm.records()["events"]
    assert row == {
        "id": event_id,
        "client": 52,
        "timestamp": "2018-10-29T20:00:32.000000Z",
        "items": [{"key": "sku", "value": "5"}],
        "event": "Bought",
        "event_id": event["id"],
    }
    assert crm.get(f"/events/{event_id}/").body["data"] == {"sku": "5"}


def test_an_event_without_a_time_is_of_now(crm):
    crm.post("/events/", {"user_id": 52, "name": "Bought"})
    assert crm.get("/events/").body["results"][0]["timestamp"] == "2023-11-14T22:13:20.000000Z"


def test_uc_81_properties_become_attributes_of_events(crm):
    crm.post("/events/", BOUGHT)
    [definition] = crm.get("/attributes/").body["results"]
    assert (definition["content_type"], definition["name_std"]) == ("activity", "sku")
    assert definition["value_type"] == "string"


def test_uc_83_a_property_that_cannot_be_converted_is_left_out(site_of):
    site = site_of({"users": [USER], "attributes": [AMOUNT]})
    site.post("/events/", {**BOUGHT, "data": {"amount": "x", "sku": "s"}})
    site.post("/events/", {**BOUGHT, "data": {"amount": "12"}})
    held = [occurrence["data"] for occurrence in site.records()["event_occurrences"]]
    assert held == [{"sku": "s"}, {"amount": 12}]


def test_uc_69_a_view_counts_and_is_recorded(crm):
    crm.identify(**BROWSER, ip_address="192.0.2.1", os="iOS", browser_family="Safari")
    viewed(crm, LATE)
    assert crm.user()["page_views"] == 1
    [hit] = crm.get("/users-by-id/u1/ping_hits/").body["results"]
    assert hit.pop("id") == crm.records()["site_views"][0]["id"]
    assert hit == {
        "client": 52,
        "url": "x.io/a",
        "timestamp": "2023-11-14T22:00:00.000000Z",
        "ip_address": "192.0.2.1",
        "os_type": "iOS",
        "browser_family": "Safari",
        **BROWSER,
        "referer": None,
        "extra_data": None,
    }


def test_a_view_of_no_page_is_of_the_first(crm):
    crm.post("/site-views/", {"client_user": VIEW["client_user"], "page_domain": "x.io"})
    assert crm.get("/users/52/ping_hits/").body["results"][0]["url"] == "x.io/"


def test_uc_70_an_older_view_moves_nothing_back(crm):
    viewed(crm, LATE)
    viewed(crm, EARLY)
    user = crm.user()
    assert (user["page_views"], user["last_seen"]) == (2, "2023-11-14T22:00:00.000000Z")
    assert crm.get("/users/52/ping_hits/").body["count"] == 2


def test_uc_71_the_first_view_is_when_a_user_was_last_seen(crm):
    viewed(crm, EARLY)
    assert crm.user()["last_seen"] == "2023-11-14T21:00:00.000000Z"


def test_times_are_compared_across_zones(site_of):
    site = site_of({"users": [{**USER, "last_seen": "2023-11-14T23:00:00+01:00"}]})
    viewed(site, "2023-11-14T21:59:59-01:00")
    assert site.user()["last_seen"] == "2023-11-14T22:59:59.000000Z"


def test_a_view_by_nobody_is_not_recorded(crm):
    assert crm.post("/site-views/", {**VIEW, "client_user": "nobody"}).status == 404
    assert crm.post("/site-views/", {}).status == 400
    assert crm.records()["site_views"] == []
