"""Tags, lists and segments at User.com; each case names the fact it holds."""

import pytest

FILE = {
    "users": [
        {"id": 7, "custom_id": "u1", "city": "Rome", "attributes": {"plan": "gold"}},
        {"id": 8, "custom_id": "u2", "city": "Rome"},
    ],
    "companies": [{"id": 21, "custom_id": "g1", "name": "Acme"}],
    "lists": [{"id": 3, "name": "General", "description": "First"}],
    "segments": [{"id": 4, "name": "Gold", "where": {"city__contains": "Rome", "plan__gte": "a"}}],
}
HOLDERS = ["users/7", "users-by-id/u1", "companies/21", "companies-by-id/g1"]


@pytest.fixture
def crm(site_of):
    return site_of(FILE)


def names(answer):
    assert answer.status == 200, answer.body
    return [each["name"] for each in answer.body["results"]]


@pytest.mark.parametrize("holder", HOLDERS)
def test_uc_46_a_tag_that_is_put_on_twice_is_there_once(crm, holder):
    first = crm.post(f"/{holder}/add_tag/", {"name": "vip"}).body
    [tag] = crm.get(f"/{holder}/").body["tags"]
    assert first == {"created": True, "tag": tag}
    assert crm.post(f"/{holder}/add_tag/", {"name": "vip"}).body == {"created": False, "tag": tag}
    assert crm.get(f"/{holder}/").body["tags"] == [tag]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("holder", HOLDERS)
def test_a_tag_is_taken_off(crm, holder, method):
    crm.post(f"/{holder}/add_tag/", {"name": "vip"})
    assert crm.ask(method, f"/{holder}/remove_tag/", {"name": "vip"}).status == 200
    assert crm.get(f"/{holder}/").body["tags"] == []


def test_several_tags_are_put_on_at_once(crm):
    crm.post("/users-by-id/u1/add_many_tags/", {"tag_names": ["a", "b", "a"]})
    assert [tag["name"] for tag in crm.user()["tags"]] == ["a", "b"]


def test_who_has_a_tag_is_listed(crm):
    for holder in HOLDERS:
        tag = crm.post(f"/{holder}/add_tag/", {"name": "vip"}).body["tag"]
    found = [crm.get(f"/tags/{tag['id']}/{what}/").body for what in ("users", "companies")]
    assert [[each["id"] for each in page["results"]] for page in found] == [[7], [21]]


def test_a_tag_is_renamed_and_deleted_where_it_was_put_on(crm):
    tag = crm.post("/users/7/add_tag/", {"name": "vip"}).body["tag"]
    path = f"/tags/{tag['id']}/"
    for _ in range(2):
        assert crm.put(path, {"name": "top"}).body == {**tag, "name": "top"}
    assert crm.user()["tags"] == [crm.get(path).body]
    assert crm.delete(path).status == 204
    assert (crm.user()["tags"], crm.get(path).status) == ([], 404)
    crm.post("/tags/", {"name": "top"})
    assert crm.user()["tags"] == []


def test_tags_are_made_and_listed(crm):
    made = crm.post("/tags/", {"name": "vip"})
    assert (made.status, list(made.body)) == (201, ["id", "name"])
    assert names(crm.get("/tags/")) == ["vip"]
    assert crm.post("/tags/", {"name": "vip"}).body["errors"].keys() == {"name"}


def test_lists_are_made_changed_and_deleted(crm):
    made = crm.post("/lists/", {"name": "New"}).body
    path = f"/lists/{made['id']}/"
    assert list(made) == ["id", "name", "description"]
    assert crm.put(path, {"description": "d"}).body == {**made, "description": "d"}
    assert names(crm.get("/lists/")) == ["General", "New"]
    assert (crm.delete(path).status, crm.get(path).status) == (204, 404)


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("user", ["users/7", "users-by-id/u1"])
def test_a_user_is_put_on_a_list_and_taken_off(crm, user, method):
    for _ in range(2):
        assert crm.post(f"/{user}/add_to_list/", {"list": 3}).body == {"id": 3}
    assert crm.user()["lists"] == FILE["lists"]
    assert crm.ask(method, f"/{user}/remove_from_list/", {"list": 3}).status == 200
    assert crm.user()["lists"] == []


def test_a_deleted_list_has_nobody_on_it(crm):
    crm.post("/users/7/add_to_list/", {"list": 3})
    crm.delete("/lists/3/")
    assert crm.account.tables["users"].get(7)["lists"] == []


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("users/7/add_to_list/", {"list": 9}, "list"),
        ("users/7/add_to_list/", {}, "list"),
        ("users/7/remove_from_list/", {"list": "x"}, "list"),
        ("users/7/add_tag/", {"name": ""}, "name"),
        ("users/7/add_many_tags/", {"tag_names": "vip"}, "tag_names"),
        ("users/7/add_many_tags/", {"tag_names": None}, "tag_names"),
        ("users/7/add_many_tags/", {"tag_names": ["vip", None]}, "tag_names"),
        ("users/", {"tags": [None]}, "tags"),
        ("tags/", {}, "name"),
        ("lists/", {"name": None}, "name"),
    ],
)
def test_what_cannot_be_like_this_changes_nothing(crm, path, body, field):
    before = crm.records()
    answer = crm.post(f"/{path}", body)
    assert (answer.status, list(answer.body["errors"])) == (400, [field])
    assert crm.records() == before


def test_a_segment_has_the_users_who_pass_its_filters(crm):
    assert [user["id"] for user in crm.get("/segments/4/users/").body["results"]] == [7]
    crm.identify("u2", plan="silver")
    assert [user["id"] for user in crm.get("/segments/4/users/").body["results"]] == [7, 8]
    assert names(crm.get("/users-by-id/u2/segments/")) == ["Gold"]
    crm.identify("u2", city="Bari")
    assert names(crm.get("/users/8/segments/")) == []


@pytest.mark.parametrize("path", ["tags/9/", "tags/9/users/", "lists/9/", "segments/9/users/"])
def test_what_is_not_there_is_not_found(crm, path):
    assert crm.get(f"/{path}").status == 404


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize("holder", HOLDERS)
def test_an_attribute_is_taken_away(crm, holder, method):
    crm.post(f"/{holder}/set_attribute/", {"attribute": "Floor", "value": "1"})
    assert crm.ask(method, f"/{holder}/remove_attribute/", {"attribute": "Floor"}).status == 200
    assert "floor" not in crm.get(f"/{holder}/").body
    assert crm.ask(method, f"/{holder}/remove_attribute/", {}).status == 400
