"""A running User.com as a stranger meets it, who knows the vendor's documents and nothing of ours.

No client of this vendor is on PyPI or npm, so two plain ones of HTTP ask, each in its own ways.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

REVOKED = "r" * 64
ACCOUNT = {
    "settings": {
        "api_keys": ["k" * 64],
        "revoked_keys": [REVOKED],
        "trusted_domains": ["acme.example"],
    },
    "attributes": [{"name": "age", "content_type": "clientuser", "value_type": "integer"}],
}


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
    user_id = app.made(custom_id="u1", first_name="Ann", last_name="Lee", gender=3)
    new = app("GET", f"/users/{user_id}/").json()
    old = app("GET", f"/users/{user_id}/", version=1).json()
    assert (new["custom_id"], new["name"], new["gender"]) == ("u1", "Ann Lee", "female")
    assert (old["user_id"], old["key"], old["attributes"]) == ("u1", new["user_key"], [])
    assert not new.keys() & {"user_id", "key", "attributes", "first_name"}


def test_a_user_is_made_changed_and_gone(app):
    user_id = app.made(email="ann@acme.example", city="Gdynia")
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


def test_sixteen_who_bring_the_same_id_at_once_bring_one_user(app):
    def bring(number):
        sent = {"custom_id": "new", "score": number}
        return app("POST", "/users/update_or_create/", json=sent).json()

    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(bring, range(16)))
    assert sorted(each["created"] for each in told) == [False] * 15 + [True]
    assert {each["id"] for each in told} == {app("GET", "/users-by-id/new/").json()["id"]}
    assert app("GET", "/users/").json()["count"] == 1


def test_an_attribute_is_of_its_defined_type_or_becomes_a_string(app):
    user_id = app.made(custom_id="u1", age="123", shoe=42)
    assert app("PUT", f"/users/{user_id}/", json={"age": "old", "city": "Oslo"}).status_code == 200
    shown = app("GET", f"/users/{user_id}/").json()
    assert (shown["age"], shown["shoe"], shown["city"]) == (123, "42", "Oslo")
    told = app("GET", "/attribute-type/shoe/users/").json()
    assert told == {"value_type": "string"}


def test_attributes_are_set_alone_without_a_word_and_taken_away(app):
    user_id = app.made(custom_id="u1", first_name="Ann")
    path = f"/users/{user_id}/"
    answer = app("POST", f"{path}set_multiple_attributes/", json={"name": "X", "plan": "gold"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert app("GET", path).json()["name"] == "Ann"
    removed = app("DELETE", f"{path}remove_attribute/", json={"attribute": "plan"})
    assert (removed.status_code, "plan" in app("GET", path).json()) == (200, False)


def test_an_event_is_created_once_and_occurs_each_time(app):
    event = {"user_id": app.made(custom_id="u1"), "name": "Bought", "data": {"amount": 5}}
    first, second = (app("POST", "/events/", json={**event, "timestamp": 1}) for _ in range(2))
    assert [each.json()["created"] for each in (first, second)] == [True, False]
    assert first.json()["id"] != second.json()["id"]
    listed = app("GET", "/users-by-id/u1/events/").json()
    assert [each["items"] for each in listed["results"]] == [[{"key": "amount", "value": "5"}]] * 2


def test_a_page_view_counts_and_never_sets_the_user_back(app):
    user_id = app.made(custom_id="u1")
    view = {"client_user": app("GET", f"/users/{user_id}/").json()["user_key"]}
    for day in ("08", "07"):
        place = {"page_domain": "acme.example", "page_path": f"/{day}"}
        answer = app(
            "POST", "/site-views/", json={**view, **place, "timestamp": f"2013-01-{day}T10:00:00Z"}
        )
        assert answer.status_code == 201
    shown = app("GET", f"/users/{user_id}/").json()
    assert (shown["page_views"], shown["last_seen"][:10]) == (2, "2013-01-08")


def test_two_users_become_one_and_the_parent_wins(app):
    parent, other = app.made(city="Oslo"), app.made(city="Rome", country="Italy")
    merged = app("POST", "/users/merge/", json={"parent": parent, "users_list": [other]})
    assert merged.json() == {"success": True}
    shown = app("GET", f"/users/{parent}/").json()
    assert (shown["city"], shown["country"]) == ("Oslo", "Italy")
    assert app("GET", f"/users/{other}/").status_code == 404


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
