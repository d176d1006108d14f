"""How often Zendesk's API may be asked, and what its answers carry."""

import re

import pytest

from contracts.exchange import Request
from emulator.calling import answer_to


def test_limit_02_every_answer_tells_what_is_left(desk):
    left = [desk.get("/users").header("X-Rate-Limit-Remaining") for _ in range(2)]
    assert left == ["699", "698"]
    assert desk.get("/users/abc").header("X-Rate-Limit") == "700"


def test_limit_01_an_account_spends_its_minute(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "essential"}})
    answer = [desk.get("/users") for _ in range(11)][-1]
    assert (answer.status, answer.header("X-Rate-Limit-Remaining")) == (429, "0")
    assert answer.body == "Number of allowed API requests per minute exceeded"
    assert answer.header("Content-Type") == "text/plain"
    desk.account.clock.advance(int(answer.header("Retry-After")))
    assert desk.get("/users").status == 200


def test_user_44_one_user_is_written_five_times_a_minute(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    path = f"/users/{desk.post('/users', {'user': {'name': 'A'}}).body['user']['id']}"
    answers = [desk.put(path, {"user": {"notes": str(n)}}) for n in range(6)]
    last = answers[-1]
    assert [a.status for a in answers] == [200] * 5 + [429]
    assert last.body.startswith("You have exceeded the rate limit for updating a single unique")
    assert last.header("Content-Type") == "text/plain; charset=UTF-8"
    assert int(last.header("X-Rate-Limit-Remaining")) > 0
    assert last.header("Retry-After")
    assert desk.get(path).body["user"]["notes"] == "4"


def test_answers_carry_the_headers_that_were_recorded(desk):
    answer = desk.get("/users")
    assert answer.header("Content-Type") == "application/json; charset=utf-8"
    assert answer.header("Cache-Control") == "max-age=0, private, must-revalidate"
    assert answer.header("Etag").startswith('W/"')
    assert answer.header("X-Zendesk-Api-Version") == "v2"
    assert answer.header("X-Zendesk-Application-Version") == "v18385"
    assert answer.header("X-Zendesk-Zorg") == "yes"
    assert answer.header("X-Frame-Options") == "SAMEORIGIN"
    assert answer.header("Strict-Transport-Security")
    assert re.fullmatch(r"[0-9]\.[0-9]{6}", answer.header("X-Runtime"))
    assert answer.header("X-Request-Id")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/users/999", 404), ("GET", "/nowhere", 404), ("DELETE", "/organizations/7", 204)],
)
def test_what_has_no_record_to_show_is_not_cached(desk_of, method, path, status):
    answer = desk_of({"organizations": [{"id": 7, "name": "O"}]}).ask(method, path)
    assert (answer.status, answer.header("Cache-Control")) == (status, "no-cache")
    assert answer.header("Etag") is None
    assert answer.header("X-Runtime")
    assert answer.header("X-Rate-Limit") == "700"


def test_addresses_are_those_of_the_host_that_was_asked(desk):
    desk.account.open = True
    signed = {"Authorization": "Bearer any"}
    request = Request("GET", "/api/v2/users/me", {}, signed, host="acme.zendesk.com")
    user = answer_to(desk.app, request, accounts=desk.accounts).body["user"]
    assert user["url"] == f"https://acme.zendesk.com/api/v2/users/{user['id']}.json"


def test_every_write_of_a_user_tells_what_that_user_has_left(desk_of):
    desk = desk_of({"users": [{"id": 8, "name": "A"}]})
    told = [
        desk.put("/users/8", {"user": {"notes": "x"}}).header(
            "Zendesk-RateLimit-create-update-user"
        )
        for _ in range(2)
    ]
    assert told == ["total=5; remaining=4; resets=60", "total=5; remaining=3; resets=60"]


def test_an_account_upserts_one_user_a_second(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    people = [{"user": {"name": "A", "email": f"{name}@x.io"}} for name in "ab"]
    first, second = (desk.post("/users/create_or_update", person) for person in people)
    assert (first.status, second.status, second.header("Retry-After")) == (201, 429, "1")
    assert second.header("X-Fauxdesk-Rule") == "zendesk.limits.upserts"
    desk.account.clock.advance(1)
    assert desk.post("/users/create_or_update", people[1]).status == 201


def test_a_job_upserts_as_many_as_it_holds(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    people = [{"name": "A", "email": f"{name}@x.io"} for name in "abc"]
    job = desk.post("/users/create_or_update_many", {"users": people}).body["job_status"]
    desk.account.clock.advance(1)
    results = desk.get(f"/job_statuses/{job['id']}").body["job_status"]["results"]
    assert [result["status"] for result in results] == ["Created"] * 3


def test_names_are_completed_as_often_as_the_account_says(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "autocompletes_per_minute": 2}})
    *_, last = [desk.get("/organizations/autocomplete", name="la") for _ in range(3)]
    title = "Too many requests to autocomplete"
    refusal = {"errors": [{"code": "TooManyRequests", "title": title}]}
    assert (last.status, last.body) == (429, refusal)
    assert last.header("X-Fauxdesk-Rule") == "zendesk.limits.autocompletes"
    desk.account.clock.advance(60)
    assert desk.get("/organizations/autocomplete", name="la").status == 200
