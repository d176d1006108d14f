"""What nobody confirms of User.com, and the account's word for it."""

import pytest

FILE = {
    "users": [{"id": 1, "custom_id": "u1", "user_key": "k1"}],
    "companies": [{"id": 21, "custom_id": "g1", "name": "Acme"}],
}
CREATING = [
    ("/companies/", {"name": "New"}),
    ("/events/", {"user_id": 1, "name": "Bought"}),
    ("/users-by-id/u1/events/", {"name": "Bought"}),
    ("/site-views/", {"client_user": "k1"}),
    ("/attributes/", {"content_type": "company", "name": "plan", "value_type": "string"}),
    ("/tags/", {"name": "vip"}),
    ("/lists/", {"name": "General"}),
    ("/deals/", {"name": "New"}),
    ("/deals/update_or_create/", {"name": "New", "custom_id": "d1"}),
    ("/deals-by-id/", {"name": "New", "custom_id": "d1"}),
]
SEEN = {
    "first_seen": "2020-01-01T00:00:00.000000Z",
    "last_seen": "2021-01-01T00:00:00.000000Z",
    "last_ip": "192.0.2.1",
}


def site_with(site_of, **settings):
    return site_of({**FILE, "settings": settings})


@pytest.mark.parametrize(("path", "body"), CREATING)
@pytest.mark.parametrize("status", [201, 200])
def test_an_account_says_how_creating_is_answered(site_of, path, body, status):
    answer = site_with(site_of, created_status=status).post(path, body)
    assert answer.status == status
    named = "usercom.answers.created" in (answer.header("X-Fauxdesk-Rule") or "")
    assert named is (status == 200)


def test_uc_19_a_new_user_is_201_whatever_an_account_says(site_of):
    assert site_with(site_of, created_status=200).post("/users/", {}).status == 201


@pytest.mark.parametrize(("path", "version"), [("/users/", 1), ("/users/update_or_create/", 2)])
def test_a_new_user_may_bring_the_key_that_a_cookie_holds(site_of, path, version):
    """User.com's plugin for Magento sends it."""
    site, key = site_of(FILE), {1: "key", 2: "user_key"}[version]
    site.post(path, {key: "k2", "custom_id": "u2", "email": "a@b.co"}, version=version)
    assert site.get("/users/search/", key="k2").body["email"] == "a@b.co"
    taken = site.post("/users/", {key: "k2"}, version=version)
    assert taken.body == {"errors": {key: ["This field must be unique."]}}


def test_no_update_changes_a_key(site_of):
    site = site_of(FILE)
    assert site.put("/users/1/", {"user_key": "k2"}).body["user_key"] == "k1"
    site.identify("u1", user_key="k2")
    assert site.user()["user_key"] == "k1"


def test_a_key_that_is_null_is_none(site):
    site.identify(user_key=None)
    assert len(site.user()["user_key"]) == 12


@pytest.mark.parametrize("unsure", ["take", "ignore"])
def test_an_account_says_whether_unsure_fields_are_kept(site_of, unsure):
    site = site_with(site_of, unsure_fields=unsure)
    site.identify("u2", user_key="k2", **SEEN)
    site.put("/users/1/", SEEN)
    kept = dict.fromkeys(SEEN) if unsure == "ignore" else SEEN
    for custom_id in ("u1", "u2"):
        assert {name: site.user(custom_id)[name] for name in SEEN} == kept
    assert (site.user("u2")["user_key"] == "k2") is (unsure == "take")


def test_uc_57_attributes_of_deals_and_events_come_also_where_those_of_users_do_not(site_of):
    """So the documents have it."""
    site = site_with(site_of, undefined_attributes="ignore")
    site.identify("u1", plan="gold")
    site.put("/companies/21/", {"plan": "gold"})
    site.post("/deals/", {"name": "New", "plan": "gold"})
    site.post("/events/", {"user_id": 1, "name": "Bought", "data": {"sku": 5}})
    kinds = {(each["content_type"], each["name"]) for each in site.records()["attributes"]}
    assert kinds == {("deal", "plan"), ("activity", "sku")}
