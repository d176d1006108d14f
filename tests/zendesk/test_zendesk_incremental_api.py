"""Incremental exports of users: by time and by cursor."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from touching import counting_touched

AGENT = "agent@acme.example:zd-agent-password"
BY_TIME, BY_CURSOR = PATHS = ("/incremental/users", "/incremental/users/cursor")
EACH = pytest.mark.parametrize("path", PATHS)
START = 1_600_000_000
"""2020-09-13T12:26:40Z."""


def person(user_id, second=0):
    return {"id": user_id, "name": "A", "updated_at": f"2020-09-13T12:26:{40 + second}Z"}


PEOPLE = [person(1, 3), person(2, 1), person(3, 2), person(4, 1), person(5)]
"""In the order of an export: 5, 2, 4, 3, 1."""


@pytest.fixture
def desk(desk_of):
    return desk_of({"users": PEOPLE})


def ids(answer):
    assert answer.status == 200, answer.body
    return [user["id"] for user in answer.body["users"] if user["id"] < 9_999]


def at(desk, url):
    """What an address in an answer is answered with."""
    split = urlsplit(url)
    path = split.path.removeprefix("/api/v2")
    return desk.get(path.removesuffix(".json"), **dict(parse_qsl(split.query)))


def paged(desk, answer, key):
    """The ids of each page from this one to the end."""
    pages = [ids(answer)]
    while not answer.body["end_of_stream"]:
        answer = at(desk, answer.body[key])
        pages.append(ids(answer))
        assert len(pages) < 20
    return pages


@EACH
def test_users_are_exported_in_the_order_of_their_changes(desk, path):
    assert ids(desk.get(path, start_time="0")) == [5, 2, 4, 3, 1]
    assert ids(desk.get(f"{path}.json", start_time="0")) == [5, 2, 4, 3, 1]
    desk.put("/users/5", {"user": {"name": "B"}})
    assert ids(desk.get(path, start_time="0"))[-1] == 5


@EACH
@pytest.mark.parametrize(("start", "found"), [(START + 1, [2, 4, 3, 1]), (START + 2, [3, 1])])
def test_a_start_time_is_inclusive(desk, path, start, found):
    assert ids(desk.get(path, start_time=str(start))) == found


@EACH
def test_deleted_users_are_exported_inactive(desk, path):
    desk.delete("/users/2")
    answer = desk.get(path, start_time="0")
    assert ids(answer) == [5, 4, 3, 1, 2]
    assert [user["id"] for user in answer.body["users"] if not user["active"]] == [2]
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.exports.deleted-users"


def test_a_page_by_time_tells_where_the_next_one_begins(desk):
    answer = desk.get(BY_TIME, start_time="0", per_page="1")
    body = answer.body
    assert (body["count"], body["end_time"], body["end_of_stream"]) == (1, START, False)
    assert body["next_page"].endswith(f"/incremental/users.json?per_page=1&start_time={START}")


def test_pages_by_time_end_with_whole_seconds_and_get_on(desk):
    answer = desk.get(BY_TIME, start_time=str(START), per_page="1")
    assert paged(desk, answer, "next_page")[:3] == [[5, 2, 4], [2, 4, 3], [3, 1]]
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.exports.whole-seconds"


def test_pages_by_cursor_hold_each_user_once(desk):
    answer = desk.get(BY_CURSOR, start_time="0", per_page="2")
    assert [page for page in paged(desk, answer, "after_url") if page] == [[5, 2], [4, 3], [1]]


def test_a_cursor_leads_back(desk):
    first = desk.get(BY_CURSOR, start_time="0", per_page="2")
    assert (first.body["before_cursor"], first.body["before_url"]) == (None, None)
    third = at(desk, at(desk, first.body["after_url"]).body["after_url"])
    second = at(desk, third.body["before_url"])
    assert ids(second) == [4, 3]
    assert not second.body["end_of_stream"]
    assert ids(at(desk, second.body["before_url"])) == [5, 2]


def test_a_cursor_leads_back_past_deleted_users(desk):
    people = [desk.account.tables["users"].get(user_id) for user_id in (2, 3)]
    for person in people:
        desk.account.tables["users"].remove(person["id"])
        desk.account.tables["deleted_users"].put({**person, "active": False, "freed": []})
    page = desk.get(BY_CURSOR, start_time=str(START + 3), per_page="3")
    assert ids(at(desk, page.body["before_url"])) == [2, 4, 3]


def test_a_cursor_that_led_back_to_nobody_leads_on_from_there(desk):
    page = desk.get(BY_CURSOR, start_time=str(START + 1), per_page="3")
    desk.delete("/users/5")
    empty = at(desk, page.body["before_url"])
    assert (ids(empty), empty.body["before_url"]) == ([], None)
    assert ids(at(desk, empty.body["after_url"])) == [2, 4, 3]


def test_the_end_of_an_export_leads_on_to_later_changes(desk):
    last = desk.get(BY_CURSOR, start_time="0")
    empty = desk.get(BY_CURSOR, cursor=last.body["after_cursor"])
    assert (last.body["end_of_stream"], ids(empty)) == (True, [])
    desk.account.clock.advance(1)
    desk.put("/users/3", {"user": {"name": "B"}})
    assert ids(at(desk, empty.body["after_url"])) == [3]


def test_an_export_of_nothing_has_no_next_page(desk):
    desk.account.clock.advance(10)
    body = desk.get(BY_TIME, start_time="1700000010").body
    nothing = {"users": [], "next_page": None, "count": 0, "end_of_stream": True, "end_time": None}
    assert body == nothing


@pytest.mark.parametrize(("asked", "size"), [({}, 1000), ({"per_page": "5000"}, 1000)])
def test_a_page_by_cursor_has_a_thousand_users(desk_of, asked, size):
    desk = desk_of({"users": [person(n) for n in range(1, 1_102)]})
    answer = desk.get(BY_CURSOR, start_time="0", **asked)
    assert len(answer.body["users"]) == size
    assert not answer.body["end_of_stream"]


@EACH
@pytest.mark.parametrize(
    ("query", "parameter", "rule"),
    [
        ({}, "start_time", "start-time"),
        *(({"start_time": text}, "start_time", "start-time") for text in ("", "soon", "-1", "1.5")),
        ({"start_time": "9" * 5_000}, "start_time", "start-time"),
        ({"start_time": "9" * 18}, "start_time", "start-time-past"),
        ({"start_time": "1700000001"}, "start_time", "start-time-past"),
    ],
)
def test_a_start_time_is_whole_seconds_of_the_past(desk, path, query, parameter, rule):
    answer = desk.get(path, **query)
    assert (answer.status, answer.body["error"]["title"]) == (400, "Invalid attribute")
    assert f"Invalid parameter: {parameter} must be" in answer.body["error"]["message"]
    assert f"zendesk.exports.{rule}" in answer.header("X-Fauxdesk-Rule").split(", ")


@pytest.mark.parametrize("cursor", ["x", "é", "====", "AAAA", "YWZ0ZXJ8MjAyMHwx"])
def test_a_cursor_is_one_that_an_export_has_given(desk, cursor):
    answer = desk.get(BY_CURSOR, cursor=cursor)
    assert (answer.status, answer.header("X-Fauxdesk-Rule")) == (
        400,
        "zendesk.exports.cursor-known",
    )


@EACH
def test_users_are_exported_by_administrators_alone(desk, path):
    answer = desk.get(path, caller=AGENT, start_time="0")
    assert (answer.status, answer.body["error"]["title"]) == (403, "Forbidden")


@pytest.mark.parametrize(("plan", "number"), [("suite-enterprise-plus", 10), ("high-volume", 30)])
def test_an_account_exports_some_times_a_minute(desk_of, plan, number):
    desk = desk_of({"settings": {"rate_limits": True, "plan": plan}})
    answers = [desk.get(PATHS[n % 2], start_time="0") for n in range(number + 1)]
    assert [answer.status for answer in answers] == [200] * number + [429]
    assert answers[-1].header("X-Fauxdesk-Rule") == "zendesk.limits.exports"
    desk.account.clock.advance(int(answers[-1].header("Retry-After")))
    assert desk.get(BY_TIME, start_time="0").status == 200


@EACH
def test_an_export_lags_where_the_account_says_so(desk_of, path):
    desk = desk_of({"settings": {"export_lag_seconds": 60}, "users": PEOPLE})
    desk.put("/users/5", {"user": {"name": "B"}})
    answer = desk.get(path, start_time="0")
    assert (ids(answer), answer.body["end_of_stream"]) == ([2, 4, 3, 1], True)
    assert desk.get(path, start_time="1699999941").status == 400
    desk.account.clock.advance(60)
    assert ids(desk.get(path, start_time="1700000000")) == [5]


@EACH
def test_a_page_of_an_export_costs_what_it_holds(desk_of, monkeypatch, path):
    desk = desk_of({"users": [person(n, n // 50) for n in range(1, 900)]})
    count = counting_touched(monkeypatch)
    for start in (START, START + 9):
        asked = {"start_time": str(start), "per_page": "5"}
        assert 0 < count(lambda asked=asked: desk.get(path, **asked)) < 120


@pytest.mark.parametrize(("scope", "status"), [("users:read", 200), ("tickets:read", 403)])
def test_a_token_for_users_exports_them(desk_of, scope, status):
    grant = {"token": "t", "email": "admin@acme.example", "scopes": [scope]}
    desk = desk_of({"settings": {"oauth_tokens": [grant]}})
    signed = {"Authorization": "Bearer t"}
    query = {"start_time": "0"}
    assert desk.send("GET", f"/api/v2{BY_TIME}", None, signed, query).status == status
