"""Every write at User.com: a refused one changes nothing, equal ones leave one record."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FILE = {
    "users": [
        {"id": 1, "custom_id": "u1", "user_key": "k1", "tags": ["vip"], "lists": [3]},
        {"id": 2, "custom_id": "u2"},
    ],
    "companies": [{"id": 21, "custom_id": "g1", "name": "Acme"}],
    "company_members": [{"company_id": 21, "user_id": 1}],
    "lists": [{"id": 3, "name": "General"}],
    "tags": [{"id": 4, "name": "vip"}],
    "deals": [{"id": 5, "custom_id": "d1", "name": "First"}],
    "attributes": [
        {"id": 46, "content_type": "clientuser", "name": "age", "value_type": "integer"},
        {"id": 47, "content_type": "company", "name": "on", "value_type": "boolean"},
    ],
}
USER = {
    "custom_id": "u3",
    "email": "a@b.co",
    "first_name": "Ann",
    "gender": 2,
    "score": 7,
    "phone_number": "12345",
    "tags": ["new"],
    "company_custom_id": "g1",
    "age": "7",
    "plan": 1,
}
COMPANY = {"custom_id": "g2", "name": "New", "size": 7, "phone_numbers": ["1"], "on": 1, "x": [1]}
EVENT = {"name": "Bought", "timestamp": 7, "data": {"sku": 5}}
DEAL = {"custom_id": "d2", "name": "New", "status": 1, "user_custom_id": "u1", "company_id": 21}
MANY = {"ids": [2, 1], "attribute": "custom_id", "value": "u3"}
DEFINITION = {"content_type": "company", "name": "age", "value_type": "fixed", "choices": ["a"]}
WRITES = [
    ("POST", "users/", USER),
    ("POST", "users/update_or_create/", USER),
    ("POST", "users/merge/", {"parent": 1, "users_list": [2]}),
    ("PUT", "users/mass_update_standard_attributes/", MANY),
    ("PUT", "users/mass_update_custom_attributes/", MANY),
    ("POST", "companies/", COMPANY),
    ("POST", "companies/21/add_member/", {"user_id": 2, "user_custom_id": "u2"}),
    ("POST", "companies/21/remove_member/", {"user_id": 1, "user_custom_id": "u1"}),
    ("POST", "events/", {**EVENT, "user_id": 1}),
    ("POST", "users-by-id/u1/events/", EVENT),
    ("POST", "site-views/", {"client_user": "k1", "page_path": "/", "timestamp": 7}),
    ("POST", "attributes/", {**DEFINITION, "allow_multiple_choices": True}),
    ("POST", "tags/", {"name": "new"}),
    ("PUT", "tags/4/", {"name": "new"}),
    ("POST", "lists/", {"name": "New", "description": "d"}),
    ("PUT", "lists/3/", {"name": "New", "description": "d"}),
    ("POST", "deals/", DEAL),
    ("POST", "deals/update_or_create/", DEAL),
    ("PUT", "deals-by-id/d1/", DEAL),
    *[("PUT", f"users{by}/", USER) for by in ("/1", "-by-id/u1", "/9")],
    *[("PATCH", f"companies{by}/", COMPANY) for by in ("/21", "-by-id/g1", "/9")],
    *[
        (method, f"{holder}/{act}/", body)
        for holder in ("users/1", "users-by-id/u1", "companies/21", "companies-by-id/no")
        for method, act, body in [
            ("POST", "set_attribute", {"attribute": "age", "value": 1}),
            ("POST", "set_multiple_attributes", {"age": 1, "name": "X"}),
            ("DELETE", "remove_attribute", {"attribute": "age"}),
            ("POST", "add_tag", {"name": "new"}),
            ("DELETE", "remove_tag", {"name": "vip"}),
        ]
    ],
    ("POST", "users/1/add_many_tags/", {"tag_names": ["vip", "new"]}),
    ("POST", "users/2/add_to_list/", {"list": 3}),
    ("DELETE", "users/1/remove_from_list/", {"list": 3}),
    *[
        ("DELETE", f"{path}/", {})
        for path in ("users/1", "companies/21", "attributes/46", "tags/9")
    ],
]
VALUES = st.one_of(
    st.sampled_from([None, True, 0, 9, 1.5, 10**30, "", " ", "x" * 300, [], [1, 9], [None], {}]),
    st.sampled_from(["u1", "u2", "g1", "d1", "vip", "fixed", "custom_id", "city"]),
    st.text(max_size=3),
)


@st.composite
def writes(draw):
    """A write with up to two of its keys left out and up to two values replaced."""
    method, path, body = draw(st.sampled_from(WRITES))
    keys = st.lists(st.sampled_from([*body, "junk"]), max_size=2)
    left = {key: value for key, value in body.items() if key not in draw(keys)}
    return method, path, {**left, **{key: draw(VALUES) for key in draw(keys)}}


@pytest.fixture(scope="module")
def any_site(site_of):
    return site_of(FILE)


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_every_write_that_is_tried_is_one(any_site, method, path, body):
    any_site.account.reset()
    assert any_site.ask(method, f"/{path}", body).status in (200, 201, 204, 400, 404)


@settings(max_examples=300, deadline=None)
@given(write=writes(), version=st.sampled_from([1, 2]))
def test_a_refused_write_changes_nothing(any_site, write, version):
    method, path, body = write
    any_site.account.reset()
    before = any_site.records()
    answer = any_site.ask(method, f"/{path}", body, version=version)
    assert answer.status < 500
    if answer.status >= 400:
        assert any_site.records() == before


@pytest.fixture
def restless():
    """Threads that take turns after every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(ask):
    """What sixteen threads are answered that ask at the same time."""
    start = Barrier(16)

    def wait_and_ask(number):
        start.wait()
        return ask(number)

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(wait_and_ask, range(16)))


@pytest.mark.usefixtures("restless")
def test_sixteen_upserts_of_one_custom_id_at_once_leave_one_user(site):
    answers = at_once(lambda number: site.identify("new", score=number))
    assert sorted(answer["created"] for answer in answers) == [False] * 15 + [True]
    [user] = site.records()["users"]
    assert {answer["id"] for answer in answers} == {user["id"]}


@pytest.mark.usefixtures("restless")
@pytest.mark.parametrize("path", ["users", "companies", "deals"])
def test_of_sixteen_equal_creates_at_once_one_succeeds(site, path):
    body = {"custom_id": "new", "name": "New"}
    statuses = [a.status for a in at_once(lambda _number: site.post(f"/{path}/", body))]
    assert sorted(statuses) == [201] + [400] * 15
    assert len(site.records()[path]) == 1


@pytest.mark.usefixtures("restless")
def test_sixteen_times_the_same_membership_at_once_is_one(site_of):
    site = site_of(FILE)
    at_once(lambda _number: site.post("/companies/21/add_member/", {"user_id": 2}))
    assert site.get("/companies/21/").body["employees"] == [1, 2]
