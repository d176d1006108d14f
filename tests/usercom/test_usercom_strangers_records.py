"""What a stranger keeps at User.com beside users: each kind of record, made, changed and gone."""

import pytest

ACCOUNT = {
    "settings": {"api_keys": ["k" * 64]},
    "users": [{"id": 52, "custom_id": "u1"}, {"id": 53, "custom_id": "u2"}],
}
GONE = {"detail": "Not found."}


@pytest.mark.parametrize("path", ["/companies/{id}/", "/companies-by-id/g1/"])
def test_a_company_is_made_changed_and_gone(app, path):
    """Cases UC-59, UC-60."""
    path = path.format(id=app.made("/companies/", custom_id="g1", name="Acme", size=50))
    shown = app("GET", path).json()
    assert (shown["name"], shown["size"], shown["employees"]) == ("Acme", 50, [])
    changed = app("PUT", path, json={"description": "d", "phone_numbers": ["+48"]}).json()
    assert changed["updated_at"] >= shown["updated_at"]
    ours = {"description": "d", "phone_numbers": ["+48"], "updated_at": changed["updated_at"]}
    assert changed == {**shown, **ours}
    gone = app("DELETE", path)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (app("GET", path).status_code, app("GET", path).json()) == (404, GONE)


def test_a_company_has_people_who_come_and_go(app):
    """Cases UC-61, UC-62, UC-63."""
    path = f"/companies/{app.made('/companies/', custom_id='g1', name='Acme')}/"
    for member in ({"user_id": 52}, {"user_custom_id": "u1"}, {"user_custom_id": "u2"}):
        assert app("POST", f"{path}add_member/", json=member).status_code == 200
    assert app("GET", path).json()["employees"] == [52, 53]
    [of_user] = app("GET", "/users/52/").json()["companies"]
    assert of_user.keys() == {"id", "name", "member_since"}
    assert app("POST", f"{path}remove_member/", json={"user_id": 52}).status_code == 200
    assert app("GET", path).json()["employees"] == [53]
    assert app("POST", f"{path}add_member/", json={"user_id": 9}).status_code == 404


def test_a_company_is_shown_in_the_words_of_its_version(app):
    path = f"/companies/{app.made('/companies/', custom_id='g1', name='Acme', size=50, floors=7)}/"
    new, old = app("GET", path).json(), app("GET", path, version=1).json()
    assert (new["custom_id"], new["size"], new["floors"]) == ("g1", 50, "7")
    assert (old["company_id"], old["approx_employees"]) == ("g1", 50)
    assert [(each["name_std"], each["value"]) for each in old["attributes"]] == [("floors", "7")]
    assert not new.keys() & {"company_id", "approx_employees", "attributes"}


@pytest.mark.parametrize("verb", ["POST", "DELETE"])
@pytest.mark.parametrize("holder", ["/users/52/", "/users-by-id/u1/"])
def test_a_tag_is_put_on_and_taken_off(app, holder, verb):
    """Case UC-46."""
    tagged = [app("POST", f"{holder}add_tag/", json={"name": "vip"}).json() for _ in range(2)]
    assert [each["created"] for each in tagged] == [True, False]
    tag = tagged[0]["tag"]
    assert app("GET", holder).json()["tags"] == [tag]
    assert app.walked(f"/tags/{tag['id']}/users/") == [[52]]
    assert app(verb, f"{holder}remove_tag/", json={"name": "vip"}).status_code == 200
    assert (app("GET", holder).json()["tags"], app("GET", "/tags/").json()["count"]) == ([], 1)


def test_tags_are_put_on_together_and_renamed_everywhere(app):
    sent = {"tag_names": ["a", "b"]}
    assert app("POST", "/users-by-id/u1/add_many_tags/", json=sent).status_code == 200
    tags = app("GET", "/users/52/").json()["tags"]
    assert [tag["name"] for tag in tags] == ["a", "b"]
    path = f"/tags/{tags[0]['id']}/"
    assert app("PUT", path, json={"name": "c"}).json() == {"id": tags[0]["id"], "name": "c"}
    assert [tag["name"] for tag in app("GET", "/users/52/").json()["tags"]] == ["c", "b"]
    assert app("DELETE", path).status_code == 204
    assert [tag["name"] for tag in app("GET", "/users/52/").json()["tags"]] == ["b"]


def test_a_company_is_tagged_as_a_user_is(app):
    path = f"/companies/{app.made('/companies/', custom_id='g1', name='Acme')}/"
    tag = app("POST", f"{path}add_tag/", json={"name": "vip"}).json()["tag"]
    assert app("GET", path).json()["tags"] == [tag]
    assert app("GET", f"/tags/{tag['id']}/companies/").json()["count"] == 1


@pytest.mark.parametrize("verb", ["POST", "DELETE"])
def test_a_list_is_made_filled_and_gone(app, verb):
    list_id = app.made("/lists/", name="Readers", description="Of the letter")
    readers = {"id": list_id, "name": "Readers", "description": "Of the letter"}
    for holder in ("/users/52/", "/users-by-id/u2/"):
        assert app("POST", f"{holder}add_to_list/", json={"list": list_id}).json()["id"] == list_id
        assert app("GET", holder).json()["lists"] == [readers]
    assert app(verb, "/users/52/remove_from_list/", json={"list": list_id}).status_code == 200
    assert app("GET", "/users/52/").json()["lists"] == []
    assert app("PUT", f"/lists/{list_id}/", json={"name": "Fans"}).json()["name"] == "Fans"
    assert app("DELETE", f"/lists/{list_id}/").status_code == 204
    assert app("GET", "/users/53/").json()["lists"] == []


@pytest.mark.parametrize(
    ("more", "status"),
    [({}, 201), ({"name": "x" * 33}, 400), ({"value_type": "fixed"}, 400)],
)
def test_a_definition_is_checked(app, more, status):
    """Cases UC-47, UC-48, UC-49."""
    sent = {"name": "API string attribute", "content_type": "clientuser", "value_type": "string"}
    answer = app("POST", "/attributes/", json={**sent, **more})
    assert answer.status_code == status
    if status == 201:
        attribute_id = answer.json()["id"]
        assert answer.json() == {**sent, "id": attribute_id, "name_std": "api_string_attribute"}
        assert app("GET", f"/attributes/{attribute_id}/").json() == answer.json()
        assert app("DELETE", f"/attributes/{attribute_id}/").status_code == 204
    assert app("GET", "/attributes/").json()["count"] == 0


def test_an_attribute_of_a_user_and_one_of_a_company_may_share_a_name(app):
    """Case UC-56."""
    sent = {"name": "size_of", "content_type": "clientuser", "value_type": "integer"}
    app.made("/attributes/", **sent)
    company = app.made("/companies/", name="Acme", size_of="7")
    assert app("PUT", "/users/52/", json={"size_of": "7"}).json()["size_of"] == 7
    assert app("GET", f"/companies/{company}/").json()["size_of"] == "7"
    kinds = [app("GET", f"/attribute-type/size_of/{of}/").json() for of in ("users", "companies")]
    assert kinds == [{"value_type": "integer"}, {"value_type": "string"}]


@pytest.mark.parametrize("holder", ["/users/52/", "/users-by-id/u1/"])
def test_attributes_are_set_alone_and_taken_away(app, holder):
    """Cases UC-43, UC-44, UC-45."""
    many = app("POST", f"{holder}set_multiple_attributes/", json={"name": "X", "role": "boss"})
    assert (many.status_code, many.content) == (200, b"")
    one = {"attribute": "a", "value": 1}
    assert app("POST", f"{holder}set_attribute/", json=one).status_code == 200
    old = app("GET", holder, version=1).json()
    held = {each["name"]: each["value"] for each in old["attributes"]}
    assert held == {"name": "X", "role": "boss", "a": "1"}
    assert old["name"] is None
    assert app("POST", f"{holder}remove_attribute/", json={"attribute": "a"}).status_code == 200
    assert "a" not in app("GET", holder).json()


@pytest.mark.parametrize(
    ("path", "author", "version"),
    [
        ("/events/", {"client": 52}, 1),
        ("/events/", {"user_id": 52}, 2),
        ("/users-by-id/u1/events/", {}, 2),
    ],
)
def test_an_event_is_recorded_and_shown(app, path, author, version):
    """Cases UC-64, UC-65, UC-68."""
    sent = {**author, "name": "Bought", "timestamp": 1357552800, "data": {"amount": 5}}
    first, second = (app("POST", path, json=sent, version=version).json() for _ in range(2))
    assert (first["created"], second["created"]) == (True, False)
    row = app("GET", f"/events/{first['id']}/").json()
    assert (row["name"], row["data"], row["timestamp"][:19]) == (
        *("Bought", {"amount": "5"}, "2013-01-07T10:00:00"),
    )
    of_user = app("GET", "/users/52/events/").json()["results"][0]
    assert (of_user["client"], of_user["event"]) == (52, "Bought")
    assert of_user["items"] == [{"key": "amount", "value": "5"}]


@pytest.mark.parametrize("event", [{"user_id": 52}, {"user_id": 9, "name": "Bought"}, {}])
def test_an_event_of_nobody_or_nothing_is_not_recorded(app, event):
    """Cases UC-66, UC-67."""
    answer = app("POST", "/events/", json=event)
    assert answer.status_code == (404 if event.get("user_id") == 9 else 400)
    assert app("GET", "/events/").json()["count"] == 0


def test_a_page_view_is_a_row_of_its_user(app):
    """Cases UC-69, UC-71."""
    app("PUT", "/users/52/", json={"browser_family": "Firefox", "timezone": "Europe/Warsaw"})
    view = {
        "client_user": app("GET", "/users/52/").json()["user_key"],
        "page_domain": "acme.example",
        "page_path": "/pricing",
        "timestamp": "2013-01-07T10:00:00Z",
    }
    assert app("POST", "/site-views/", json=view).status_code == 201
    [hit] = app("GET", "/users-by-id/u1/ping_hits/").json()["results"]
    assert hit["client"] == 52
    assert hit["url"].endswith("acme.example/pricing")
    assert hit["timestamp"][:19] == "2013-01-07T10:00:00"
    unknown = app("POST", "/site-views/", json={**view, "client_user": "nobody"})
    assert (unknown.status_code, unknown.json()) == (404, GONE)


def test_a_deal_waits_for_its_user_and_is_kept_under_the_clients_own_id(app):
    sent = {"custom_id": "d1", "name": "Anvils", "user_custom_id": "u9", "value": 12.5, "floors": 7}
    assert app("POST", "/deals/", json=sent).status_code == 404
    user_id = app.made(custom_id="u9")
    deal = app("POST", "/deals/", json=sent).json()
    assert (deal["user_id"], deal["value"], deal["floors"]) == (user_id, 12.5, "7")
    again = app("POST", "/deals/update_or_create/", json={"custom_id": "d1", "currency": "PLN"})
    won = app("PUT", "/deals-by-id/d1/", json={"status": 2}).json()
    assert again.json()["id"] == won["id"] == deal["id"]
    assert (won["name"], won["currency"], won["status"]) == ("Anvils", "PLN", 2)
