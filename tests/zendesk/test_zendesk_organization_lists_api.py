"""Organizations of Zendesk's API in lists, related to others, and merged."""

import pytest

LAKERS = {"id": 7, "name": "Lakers", "external_id": "l", "domain_names": ["lakers.com"]}
BULLS = {"id": 9, "name": "Bulls", "external_id": "b"}


@pytest.fixture
def desk(desk_of):
    users = [{"id": 8, "name": "Kobe", "organization_id": 7}]
    return desk_of({"organizations": [BULLS, LAKERS], "users": users})


@pytest.mark.parametrize("query", [{"ids": "9,7,1"}, {"external_ids": "B,l"}])
def test_organizations_are_shown_in_the_order_of_their_ids(desk, query):
    body = desk.get("/organizations/show_many", **query).body
    assert ([o["id"] for o in body["organizations"]], body["count"]) == ([7, 9], 2)


def test_organizations_are_counted_and_sorted(desk):
    assert desk.get("/organizations/count").body["count"]["value"] == 2
    names = [
        [o["name"] for o in desk.get("/organizations", **query).body["organizations"]]
        for query in ({"sort_by": "name"}, {"page[size]": "9", "sort": "-name"})
    ]
    assert names == [["Bulls", "Lakers"], ["Lakers", "Bulls"]]


def test_what_is_related_is_counted(desk):
    ticket = {"comment": {"body": "x"}, "requester_id": 8}
    desk.post("/tickets", {"ticket": ticket})
    counted = {"tickets_count": 1, "users_count": 1}
    assert desk.get("/organizations/7/related").body == {"organization_related": counted}


def test_a_merge_moves_users_tickets_and_domains_in_the_background(desk):
    desk.post("/tickets", {"ticket": {"comment": {"body": "x"}, "requester_id": 8}})
    sent = {"organization_merge": {"winner_id": 9}}
    merge = desk.post("/organizations/7/merge", sent).body["organization_merge"]
    assert (merge["loser_id"], merge["winner_id"], merge["status"]) == (7, 9, "new")
    assert desk.get("/organizations/7").status == 200
    desk.account.clock.advance(1)
    assert desk.get("/organizations/7").status == 404
    assert desk.get("/users/8").body["user"]["organization_id"] == 9
    assert desk.get("/organizations/9").body["organization"]["domain_names"] == ["lakers.com"]
    related = desk.get("/organizations/9/related").body["organization_related"]
    assert related == {"tickets_count": 1, "users_count": 1}


def test_a_merge_with_an_organization_that_went_meanwhile_changes_nothing(desk):
    desk.post("/organizations/7/merge", {"organization_merge": {"winner_id": 9}})
    desk.delete("/organizations/9")
    desk.account.clock.advance(1)
    assert desk.get("/organizations/7").status == 200
    assert [m["outcome"] for m in desk.records()["organization_merges"]] == ["error"]


@pytest.mark.parametrize(
    "path", ["/organization_merges/01HPZM6206BF4G63783E5349AD", "/organizations/7/merges"]
)
def test_how_far_a_merge_is_nobody_tells(desk, path):
    answer = desk.get(path)
    assert (answer.status, answer.body["what"]) == (501, "how far merges are")


@pytest.mark.parametrize("winner", [7, 1, None, "x"])
def test_only_two_organizations_are_merged(desk, winner):
    answer = desk.post("/organizations/7/merge", {"organization_merge": {"winner_id": winner}})
    assert answer.status == 422


@pytest.mark.parametrize(("span", "status"), [(60, 201), (0, 422)])
def test_twins_are_made_in_a_race_by_the_switch(desk_of, span, status):
    desk = desk_of({"settings": {"organization_race_seconds": span}})
    body = {"organization": {"name": "Twin"}}
    desk.post("/organizations", body)
    twin = desk.post("/organizations", body)
    assert twin.status == status
    assert "race-makes-twins" in (twin.header("X-Fauxdesk-Rule") or "") or span == 0
    desk.account.clock.advance(61)
    assert desk.post("/organizations", body).status == 422


def test_org_05_an_external_id_is_taken_in_any_case(desk):
    answer = desk.post("/organizations", {"organization": {"name": "O", "external_id": "L"}})
    (why,) = answer.body["details"]["external_id"]
    assert (answer.status, why["description"]) == (422, "External has already been taken")


def test_org_09_what_cannot_be_written_has_no_effect_and_is_named(desk):
    sent = {"id": 1, "url": "https://lakers.com", "deleted": False, "name": "P"}
    answer = desk.put("/organizations/7", {"organization": sent})
    shown = answer.body["organization"]
    assert (answer.status, shown["id"], shown["name"]) == (200, 7, "P")
    assert shown["url"].endswith("/api/v2/organizations/7.json")
    named = '["organization.id", "organization.url", "organization.deleted"]'
    assert named in answer.header("X-Zendesk-Api-Warn")


def test_the_organizations_of_a_user_are_counted(desk):
    assert desk.get("/users/8/organizations/count").body["count"]["value"] == 1
    assert desk.get("/users/404/organizations/count").status == 404
