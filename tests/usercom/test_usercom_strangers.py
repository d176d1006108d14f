"""A running User.com as a stranger meets it, who knows the vendor's documents and nothing of ours.

No client of this vendor is on PyPI or npm, so two plain ones of HTTP ask, each in its own ways.
"""

import httpx
import pytest
import requests

import fauxdesk

KEY, REVOKED = "k" * 64, "r" * 64
VERSION_2 = "*/*; version=2"
ACCOUNT = {
    "settings": {
        "api_keys": [KEY],
        "revoked_keys": [REVOKED],
        "trusted_domains": ["acme.example"],
        "page_size": 2,
    },
    "attributes": [{"name": "age", "content_type": "clientuser", "value_type": "integer"}],
    "lists": [{"id": 3, "name": "Readers", "description": "Of the letter"}],
}


CLIENTS = {requests.Session: "data", httpx.Client: "content"}
"""A client, and under which word it takes a body as it is."""


@pytest.fixture(params=CLIENTS, ids=["requests", "httpx"])
def app(request):
    """A function that asks a running app; it takes the method, the path and what the client takes.

    It signs with the app's key and speaks version 2, unless ``headers`` say otherwise.
    """
    with (
        fauxdesk.start("usercom", accounts={"usercom": ACCOUNT}) as stack,
        request.param() as client,
    ):

        def ask(method, path, *, headers=(), body=None, **told):
            told |= {CLIENTS[request.param]: body} if body is not None else {}
            url = path if path.startswith("http") else f"{stack.url('usercom')}/api/public{path}"
            signed = {"Authorization": f"Token {KEY}", "Accept": VERSION_2, **dict(headers)}
            return client.request(method, url, headers=signed, **told)

        yield ask


def made(app, **fields):
    """The id of a new user."""
    answer = app("POST", "/users/", json=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


@pytest.mark.parametrize(
    ("headers", "status", "detail"),
    [
        ({"Authorization": "Token nobody"}, 401, "Invalid token."),
        ({"Authorization": "Bearer k"}, 401, "Authentication credentials were not provided."),
        ({"Authorization": f"Token {REVOKED}"}, 403, None),
        ({"Origin": "https://evil.example"}, 403, None),
        ({"Accept": "*/*; version=9"}, 406, 'Invalid version in "Accept" header.'),
    ],
)
def test_whoever_may_not_ask_is_told_why(app, headers, status, detail):
    answer = app("GET", "/users/", headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert answer.json()["detail"] == detail or detail is None
    assert answer.headers.get("WWW-Authenticate") == ("Token" if status == 401 else None)
    assert app("GET", "/users/").json()["count"] == 0


def test_a_trusted_domain_may_ask(app):
    assert app("GET", "/users/", headers={"Origin": "https://www.acme.example"}).status_code == 200


def test_a_path_without_its_slash_is_a_page_for_people_and_leads_nowhere(app):
    answer = app("GET", "/users")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")


def test_the_accept_header_decides_in_which_words_a_user_is_shown(app):
    user_id = made(app, custom_id="u1", first_name="Ann", last_name="Lee", gender=3)
    new = app("GET", f"/users/{user_id}/").json()
    old = app("GET", f"/users/{user_id}/", headers={"Accept": "application/json"}).json()
    assert (new["custom_id"], new["name"], new["gender"]) == ("u1", "Ann Lee", "female")
    assert (old["user_id"], old["key"], old["attributes"]) == ("u1", new["user_key"], [])
    assert not new.keys() & {"user_id", "key", "attributes", "first_name"}


def test_a_user_is_made_changed_and_gone(app):
    user_id = made(app, email="ann@acme.example", city="Gdynia")
    path = f"/users/{user_id}/"
    changed = app("PUT", path, json={"email": "lee@acme.example"}).json()
    assert (changed["email"], changed["city"]) == ("lee@acme.example", "Gdynia")
    gone = app("DELETE", path)
    assert (gone.status_code, gone.content) == (204, b"")
    again = app("DELETE", path)
    assert (again.status_code, again.json()) == (404, {"detail": "Not found."})


def test_update_or_create_goes_by_the_clients_own_id_however_it_is_written(app):
    sent = {"custom_id": "ann@acme.example ü", "email": "a@b.co"}
    first = app("POST", "/users/update_or_create/", json=sent).json()
    second = app("POST", "/users/update_or_create/", json={**sent, "city": "Oslo"}).json()
    assert first == {"created": True, "id": second["id"]}
    assert second["created"] is False
    shown = app("GET", "/users-by-id/ann%40acme.example%20%C3%BC/").json()
    assert (shown["id"], shown["city"]) == (first["id"], "Oslo")


def test_users_are_found_by_email_key_and_phone_number(app):
    user_id = made(app, email="ann@acme.example", phone_number="+48600700800")
    found = app("GET", "/users/search/", params={"email": "ann@acme.example"}).json()
    key, phone = {"key": found["user_key"]}, {"phone_number": "+48600700800"}
    assert found["id"] == app("GET", "/users/search/", params=key).json()["id"] == user_id
    [by_phone] = app("GET", "/users/search/", params=phone).json()["results"]
    assert by_phone["id"] == user_id
    every = app("GET", "/users/search/", params={"email": found["email"], "many": "true"}).json()
    assert [user["id"] for user in every] == [user_id]
    assert app("GET", "/users/search/", params={"email": "no@b.co"}).status_code == 404


@pytest.mark.parametrize("accept", ["application/json", VERSION_2])
def test_next_leads_from_page_to_page_until_there_is_none(app, accept):
    ids = [made(app, custom_id=f"u{number}") for number in range(5)]
    seen, url = [], "/users/"
    while url:
        page = app("GET", url, headers={"Accept": accept}).json()
        assert page["count"] == len(ids)
        seen.append([user["id"] for user in page["results"]])
        url = page["next"]
    assert seen == [ids[:2], ids[2:4], ids[4:]]


def test_an_attribute_is_of_its_defined_type_or_becomes_a_string(app):
    user_id = made(app, custom_id="u1", age="123", shoe=42)
    assert app("PUT", f"/users/{user_id}/", json={"age": "old", "city": "Oslo"}).status_code == 200
    shown = app("GET", f"/users/{user_id}/").json()
    assert (shown["age"], shown["shoe"], shown["city"]) == (123, "42", "Oslo")
    told = app("GET", "/attribute-type/shoe/users/").json()
    assert told == {"value_type": "string"}


def test_attributes_are_set_alone_without_a_word_and_taken_away(app):
    user_id = made(app, custom_id="u1", first_name="Ann")
    path = f"/users/{user_id}/"
    answer = app("POST", f"{path}set_multiple_attributes/", json={"name": "X", "plan": "gold"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert app("GET", path).json()["name"] == "Ann"
    removed = app("DELETE", f"{path}remove_attribute/", json={"attribute": "plan"})
    assert (removed.status_code, "plan" in app("GET", path).json()) == (200, False)


def test_a_definition_is_made_before_its_values(app):
    sent = {"name": "Joined On", "content_type": "clientuser", "value_type": "date"}
    made_definition = app("POST", "/attributes/", json=sent)
    assert made_definition.status_code == 201
    assert made_definition.json()["name_std"] == "joined_on"
    user_id = made(app, joined_on="2023-01-07T10:00:00Z")
    assert app("GET", f"/users/{user_id}/").json()["joined_on"] == "2023-01-07"


def test_a_company_has_people(app):
    user_id = made(app, custom_id="u1")
    company = app("POST", "/companies/", json={"name": "Acme", "custom_id": "g1", "size": 50})
    member = {"user_id": user_id, "user_custom_id": "u1"}
    path = f"/companies/{company.json()['id']}/add_member/"
    assert [app("POST", path, json=member).status_code for _ in range(2)] == [200, 200]
    shown = app("GET", "/companies-by-id/g1/").json()
    assert (shown["size"], shown["employees"]) == (50, [user_id])
    [of_user] = app("GET", f"/users/{user_id}/").json()["companies"]
    assert of_user.keys() == {"id", "name", "member_since"}


def test_an_event_is_created_once_and_occurs_each_time(app):
    event = {"user_id": made(app, custom_id="u1"), "name": "Bought", "data": {"amount": 5}}
    first, second = (app("POST", "/events/", json={**event, "timestamp": 1}) for _ in range(2))
    assert [each.json()["created"] for each in (first, second)] == [True, False]
    assert first.json()["id"] != second.json()["id"]
    listed = app("GET", "/users-by-id/u1/events/").json()
    assert [each["items"] for each in listed["results"]] == [[{"key": "amount", "value": "5"}]] * 2


def test_a_page_view_counts_and_never_sets_the_user_back(app):
    user_id = made(app, custom_id="u1")
    view = {"client_user": app("GET", f"/users/{user_id}/").json()["user_key"]}
    for day in ("08", "07"):
        place = {"page_domain": "acme.example", "page_path": f"/{day}"}
        answer = app(
            "POST", "/site-views/", json={**view, **place, "timestamp": f"2013-01-{day}T10:00:00Z"}
        )
        assert answer.status_code == 201
    shown = app("GET", f"/users/{user_id}/").json()
    assert (shown["page_views"], shown["last_seen"][:10]) == (2, "2013-01-08")


def test_a_tag_is_put_on_and_taken_off(app):
    path = f"/users/{made(app, custom_id='u1')}/"
    tagged = [app("POST", f"{path}add_tag/", json={"name": "vip"}).json() for _ in range(2)]
    assert [each["created"] for each in tagged] == [True, False]
    assert app("GET", path).json()["tags"] == [tagged[0]["tag"]]
    who = app("GET", f"/tags/{tagged[0]['tag']['id']}/users/").json()
    assert who["count"] == 1
    assert app("DELETE", f"{path}remove_tag/", json={"name": "vip"}).status_code == 200
    assert app("GET", path).json()["tags"] == []


def test_a_user_is_put_on_a_list(app):
    user_id = made(app, custom_id="u1")
    assert app("POST", f"/users/{user_id}/add_to_list/", json={"list": 3}).json()["id"] == 3
    expected = {"id": 3, "name": "Readers", "description": "Of the letter"}
    assert app("GET", f"/users/{user_id}/").json()["lists"] == [expected]


def test_two_users_become_one_and_the_parent_wins(app):
    parent, other = made(app, city="Oslo"), made(app, city="Rome", country="Italy")
    merged = app("POST", "/users/merge/", json={"parent": parent, "users_list": [other]})
    assert merged.json() == {"success": True}
    shown = app("GET", f"/users/{parent}/").json()
    assert (shown["city"], shown["country"]) == ("Oslo", "Italy")
    assert app("GET", f"/users/{other}/").status_code == 404


def test_one_field_of_many_users_is_set(app):
    ids = [made(app, custom_id="u1"), made(app, custom_id="u2")]
    sent = {"ids": ids, "attribute": "country", "value": "Poland"}
    answer = app("PUT", "/users/mass_update_standard_attributes/", json=sent)
    assert answer.json() == {"status": "ok"}
    assert {app("GET", f"/users/{user}/").json()["country"] for user in ids} == {"Poland"}


def test_a_deal_is_kept_under_the_clients_own_id(app):
    sent = {"custom_id": "d1", "name": "Anvils", "value": 12.5, "currency": "PLN"}
    first = app("POST", "/deals/update_or_create/", json=sent).json()
    won = app("PUT", "/deals-by-id/d1/", json={"status": 2}).json()
    assert (won["id"], won["name"], won["status"]) == (first["id"], "Anvils", 2)


@pytest.mark.parametrize(
    ("line", "told", "status", "body"),
    [
        (
            "POST /users/",
            {"json": {"gender": "invalid"}},
            400,
            {"errors": {"gender": ['"invalid" is not a valid choice.']}},
        ),
        ("POST /companies/", {"json": {}}, 400, {"errors": {"name": ["This field is required."]}}),
        ("GET /users/9/", {}, 404, {"detail": "Not found."}),
        ("DELETE /users/", {}, 405, {"detail": 'Method "DELETE" not allowed.'}),
        (
            "POST /users/",
            {"data": {"email": "ann@acme.example"}},
            415,
            {"detail": 'Unsupported media type "application/x-www-form-urlencoded" in request.'},
        ),
    ],
)
def test_an_error_is_told_in_the_vendors_words(app, line, told, status, body):
    answer = app(*line.split(), **told)
    assert (answer.status_code, answer.json()) == (status, body)
    assert app("GET", "/users/").json()["count"] == 0


def test_a_body_that_is_no_json_is_told_where(app):
    answer = app("POST", "/users/", body=b"{bad", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("JSON parse error - ")
