"""Lists of and searches for users at User.com; each case names the fact it holds."""

import pytest

TWINS = [
    {"id": 1, "custom_id": "u1", "user_key": "k1", "email": "a@b.co", "city": "Warsaw"},
    {"id": 2, "custom_id": "u2", "user_key": "k2", "email": "a@b.co", "score": 9},
    {"id": 3, "custom_id": "u3", "user_key": "k3", "phone_number": "9225467887"},
]
CROWD = [{"id": n, "custom_id": f"u{n}"} for n in range(1, 102)]


@pytest.fixture
def crm(site_of):
    return site_of({"users": TWINS})


def ids(answer):
    assert answer.status == 200, answer.body
    return [user["id"] for user in answer.body["results"]]


def test_uc_32_an_email_answers_one_user(crm):
    assert crm.get("/users/search/", email="a@b.co").body["id"] == 1


def test_uc_33_many_answers_a_list(crm):
    found = crm.get("/users/search/", email="a@b.co", many="true").body
    assert [user["id"] for user in found] == [1, 2]
    assert crm.get("/users/search/", email="no@b.co", many="true").body == []


@pytest.mark.parametrize("email", ["no@b.co", "A@b.co"])
def test_uc_34_an_email_that_nobody_has(crm, email):
    answer = crm.get("/users/search/", email=email)
    assert (answer.status, answer.body) == (404, {"detail": "Not found."})


def test_uc_35_a_key_answers_its_user(crm):
    assert crm.get("/users/search/", key="k2").body["id"] == 2
    assert crm.get("/users/search/", key="k9").status == 404


def test_uc_36_a_phone_number_answers_a_page_in_version_two(crm):
    assert ids(crm.get("/users/search/", phone_number="1")) == []
    assert ids(crm.get("/users/search/", phone_number="9225467887")) == [3]


def test_q11_a_phone_number_answers_one_user_in_version_one(crm):
    assert crm.get("/users/search/", version=1, phone_number="9225467887").body["id"] == 3
    assert crm.get("/users/search/", version=1, phone_number="1").status == 404


def test_uc_37_a_part_of_an_email_counts_with_its_case(crm):
    assert ids(crm.get("/users/search/", email__contains="a@")) == [1, 2]
    assert ids(crm.get("/users/search/", email__contains="A@")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [({"city__contains": "Wars"}, [1]), ({"score__gte": "9"}, [2]), ({"score__lt": "1"}, [1, 3])],
)
def test_a_list_is_narrowed_by_standard_fields(crm, query, found):
    assert ids(crm.get("/users/", **query)) == found


@pytest.mark.parametrize(
    ("test", "sought", "found"),
    [
        ("startswith", "Gold", [1]),
        ("startswith", "gold", []),
        ("istartswith", "gOLD", [1]),
        ("endswith", "Plan", [1]),
        ("endswith", "plan", []),
        ("iendswith", "pLAN", [1]),
        ("contains", "d P", [1]),
        ("icontains", "D p", [1]),
        ("gt", "Gold", [1]),
        ("like", "Silver", [1, 2, 3]),
    ],
)
def test_a_search_is_narrowed_by_attributes(crm, test, sought, found):
    crm.identify("u1", plan="Gold Plan")
    assert ids(crm.get("/users/search/", **{f"plan__{test}": sought})) == found


def test_a_number_is_not_compared_with_a_word(crm):
    assert ids(crm.get("/users/", score__gte="much")) == []


@pytest.mark.parametrize("path", ["/users/search/", "/users/"])
def test_users_seen_between_two_times(crm, path):
    crm.put("/users/2/", {"last_seen": "2023-11-14T00:00:00Z"})
    window = {"search": "last_seen", "min": "1699900000", "max": "1700000000"}
    assert ids(crm.get(path, **window)) == [2]
    exactly = {"min": "1699920000", "max": "1699920000"}
    assert ids(crm.get(path, **{**window, **exactly})) == [2]
    assert ids(crm.get(path, **{**window, "min": "1699920001"})) == []
    assert ids(crm.get(path, **{**window, "max": "1699919999"})) == []


@pytest.mark.parametrize("what", ["first_seen", "last_seen", "last_contacted"])
def test_a_file_says_when_somebody_was_seen_or_contacted(site_of, what):
    user = {"id": 1, what: "2023-11-14T01:00:00+01:00"}
    site = site_of({"users": [user, {"id": 2}]})
    assert ids(site.get("/users/search/", search=what, min="1699920000")) == [1]
    assert ids(site.get("/users/search/", search=what, min="1699920001")) == []


def test_filters_add_up(crm):
    crm.identify("u2", plan="gold")
    assert ids(crm.get("/users/search/", email__contains="a@", plan__contains="o")) == [2]
    assert ids(crm.get("/users/", city__contains="Wars", score__gte="1")) == []


def test_of_a_parameter_that_is_there_twice_the_last_counts(crm):
    """As Django reads a query."""
    assert crm.get("/users/search/", email=["no@b.co", "a@b.co"]).body["id"] == 1
    assert ids(crm.get("/users/", version=1, page=["7", "1"])) == [1, 2, 3]
    assert ids(crm.get("/users/", score__gte=["1", "9"])) == [2]


def test_uc_38_pages_of_version_one_have_numbers(site_of):
    site = site_of({"users": CROWD})
    first = site.get("/users/", version=1).body
    assert list(first) == ["count", "next", "previous", "results"]
    assert (first["count"], first["previous"]) == (101, None)
    assert first["next"] == "http://127.0.0.1/api/public/users/?page=2"
    assert ids(site.get("/users/", version=1, page="2")) == [101]


@pytest.mark.parametrize("page", ["3", "0", "x", "9" * 99])
def test_a_page_that_is_not_there(site_of, page):
    answer = site_of({"users": CROWD}).get("/users/", version=1, page=page)
    assert (answer.status, answer.body) == (404, {"detail": "Invalid page."})


def test_uc_39_pages_of_version_two_have_a_hundred_users_at_most(site_of):
    page = site_of({"users": CROWD}).get("/users/").body
    assert len(page["results"]) == 100
    assert page["next"] is not None


def cursor_in(link):
    return link.partition("cursor=")[2].replace("%3D", "=")


def test_cursors_lead_there_and_back(site_of):
    site = site_of({"settings": {"page_size": 2}, "users": CROWD[:5]})
    second = site.get("/users/", cursor=cursor_in(site.get("/users/").body["next"]))
    third = site.get("/users/", cursor=cursor_in(second.body["next"]))
    back = site.get("/users/", cursor=cursor_in(third.body["previous"]))
    assert [ids(second), ids(third), ids(back)] == [[3, 4], [5], [3, 4]]
    assert third.body["next"] is None


def test_the_next_page_has_the_same_filter(site_of):
    site = site_of({"settings": {"page_size": 2}, "users": CROWD[:5]})
    page = site.get("/users/", version=1, score__gte="0", page="1").body
    assert page["next"] == "http://127.0.0.1/api/public/users/?score__gte=0&page=2"


def test_a_cursor_stays_in_place_when_users_before_it_go(site_of):
    site = site_of({"settings": {"page_size": 2}, "users": CROWD[:5]})
    link = site.get("/users/").body["next"]
    site.delete("/users/1/")
    assert ids(site.get("/users/", cursor=cursor_in(link))) == [3, 4]


@pytest.mark.parametrize("cursor", ["x", "", "cD14", "żółw"])
def test_a_cursor_that_is_none(site, cursor):
    answer = site.get("/users/", cursor=cursor)
    assert (answer.status, answer.body) == (404, {"detail": "Invalid cursor"})
