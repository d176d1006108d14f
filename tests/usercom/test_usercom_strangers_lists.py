"""What a stranger reads from User.com's lists: page after page, filtered, in order."""

from itertools import chain

import pytest

MANY = range(1, 251)
ACCOUNT = {
    "settings": {"api_keys": ["k" * 64]},
    "users": [
        {
            "id": number,
            "custom_id": f"u{number}",
            "email": f"ann{number}@acme.example",
            "city": "Oslo" if number % 5 else "Rome",
            "score": number,
            "attributes": {"plan": "Gold" if number > 245 else "silver"},
            "tags": ["vip"],
        }
        for number in MANY
    ],
    "attributes": [{"name": "plan", "content_type": "clientuser", "value_type": "string"}],
    "tags": [{"id": 900, "name": "vip"}],
    "companies": [{"id": number, "name": f"Acme {number}"} for number in MANY],
    "segments": [{"id": 901, "name": "Golden", "where": {"plan__contains": "Gold"}}],
}


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("path", ["/users/", "/companies/", "/tags/900/users/"])
def test_next_leads_through_250_records_once_each_and_in_order(app, path, version):
    """Cases UC-38, UC-39."""
    pages = app.walked(path, version)
    assert list(chain(*pages)) == list(MANY)
    assert max(map(len, pages)) <= 100


@pytest.mark.parametrize("version", [1, 2])
def test_previous_leads_back_to_the_first_page(app, version):
    page = app("GET", "/users/", version=version).json()
    assert (page["count"], page["previous"]) == (250, None)
    while page["next"]:
        last = page["next"]
        page = app("GET", last, version=version).json()
        assert page["count"] == 250
    back = app.walked(last, version, leads="previous")
    assert [ids[0] for ids in back] == [201, 101, 1]


def test_version_1_counts_its_pages(app):
    """Case UC-38."""
    page = app("GET", "/users/", version=1).json()
    assert page["next"].endswith("/users/?page=2")
    last = app("GET", "/users/", params={"page": 3}, version=1).json()
    assert (last["next"], len(last["results"])) == (None, 50)


def test_a_page_that_is_none_is_not_found(app):
    for page in ("4", "0", "-1", "two", ""):
        answer = app("GET", "/users/", params={"page": page}, version=1)
        assert (answer.status_code, answer.json()) == (404, {"detail": "Invalid page."}), page


def test_a_cursor_that_is_none_is_not_found(app):
    answer = app("GET", "/users/", params={"cursor": "somewhere"})
    assert (answer.status_code, answer.json()) == (404, {"detail": "Invalid cursor"})


def test_events_are_listed_page_by_page_whoever_caused_them(app):
    ids = [app.made("/events/", user_id=1 + n % 2, name="Seen", data={"n": n}) for n in range(101)]
    assert app.walked("/events/") == [ids[:100], ids[100:]]
    assert app.walked("/users/2/events/") == [ids[1::2]]


BY_FIELDS = {
    "city__contains=Rom": 50,
    "city__contains=rom": 0,
    "score__gt=240": 10,
    "score__gte=240": 11,
    "score__lt=10": 9,
    "score__lte=10": 10,
    "score__gt=240&city__contains=Rome": 2,
}
BY_ATTRIBUTES = {
    "plan__contains=old": 5,
    "plan__contains=OLD": 0,
    "plan__icontains=OLD": 5,
    "plan__startswith=G": 5,
    "plan__startswith=g": 0,
    "plan__istartswith=g": 5,
    "plan__endswith=ver": 245,
    "plan__endswith=VER": 0,
    "plan__iendswith=VER": 245,
}
"""Filters, and how many users pass them."""


@pytest.mark.parametrize(("path", "counts"), [("", BY_FIELDS), ("search/", BY_ATTRIBUTES)])
def test_users_are_filtered_by_their_fields_and_searched_by_their_attributes(app, path, counts):
    pages = {query: app("GET", f"/users/{path}?{query}").json() for query in counts}
    assert {query: page["count"] for query, page in pages.items()} == counts
    assert all(len(page["results"]) == min(page["count"], 100) for page in pages.values())


def test_a_filter_holds_on_every_page(app):
    pages = app.walked("/users/?city__contains=Oslo")
    assert list(chain(*pages)) == [number for number in MANY if number % 5]
    assert len(pages) == 2


def test_a_search_by_email_is_one_user_a_list_or_a_page(app):
    """Cases UC-32, UC-33, UC-34, UC-37."""
    twin = app.made(custom_id="twin", email="ann7@acme.example")

    def search(**query):
        return app("GET", "/users/search/", params=query)

    assert search(email="ann7@acme.example").json()["id"] == 7
    every = search(email="ann7@acme.example", many="true").json()
    assert [user["id"] for user in every] == [7, twin]
    assert search(email="nobody@acme.example").status_code == 404
    assert search(email__contains="ANN7@").json()["results"] == []
    assert search(email__contains="ann7@").json()["count"] == 2


def test_a_search_by_key_or_phone_number_finds_its_user(app):
    """Cases UC-35, UC-36."""
    user_id = app.made(custom_id="new", phone_number="+48600700800")
    shown = app("GET", f"/users/{user_id}/").json()
    assert app("GET", "/users/search/", params={"key": shown["user_key"]}).json() == shown
    phone = {"phone_number": "+48600700800"}
    assert app("GET", "/users/search/", params=phone).json()["results"] == [shown]
    old = app("GET", "/users/search/", params=phone, version=1).json()
    assert (old["id"], old["key"]) == (user_id, shown["user_key"])
    assert app("GET", "/users/search/", params={"phone_number": "+1"}).json()["results"] == []


def test_a_segment_holds_whom_its_condition_meets(app):
    assert app.walked("/segments/901/users/") == [[246, 247, 248, 249, 250]]
    [segment] = app("GET", "/users/250/segments/").json()["results"]
    assert segment == {"id": 901, "name": "Golden"}
    assert app("GET", "/users-by-id/u1/segments/").json()["results"] == []
