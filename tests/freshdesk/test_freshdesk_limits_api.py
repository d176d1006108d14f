"""How often Freshdesk's API may be asked; each case names the fact it holds."""

import pytest

LIMITED = {"settings": {"rate_limits": True}}


def left(answer):
    return int(answer.header("X-Ratelimit-Remaining"))


def test_fd_085_reading_contacts_is_counted_apart(desk):
    assert desk.get("/contacts").header("X-Ratelimit-Total") == "200"
    assert desk.get("/contacts/1").header("X-Ratelimit-Total") == "200"
    assert desk.post("/contacts", {}).header("X-Ratelimit-Total") == "700"
    assert desk.get("/companies").header("X-Ratelimit-Total") == "700"


def test_a_read_of_contacts_is_taken_from_both_windows(desk):
    assert left(desk.get("/contacts")) == 199
    assert left(desk.get("/companies")) == 698


def test_fd_086_readings_of_contacts_are_spent_first(desk_of):
    desk = desk_of(LIMITED)
    answers = [desk.get("/contacts") for _ in range(201)]
    last = answers[-1]
    assert {a.status for a in answers[:-1]} == {200}
    assert (last.status, last.body, left(last)) == (429, None, 0)
    assert desk.get("/companies").status == 200
    desk.account.clock.advance(int(last.header("Retry-After")))
    assert desk.get("/contacts").status == 200


@pytest.mark.parametrize(("plan", "limit"), [("trial", 50), ("growth", 200)])
def test_an_account_has_requests_by_its_plan(desk_of, plan, limit):
    desk = desk_of({"settings": {"rate_limits": True, "plan": plan}})
    statuses = [desk.get("/agents/me").status for _ in range(limit + 1)]
    assert statuses == [200] * limit + [429]


def test_fd_087_refused_requests_are_counted_too(desk_of):
    desk = desk_of(LIMITED)
    assert [left(desk.post("/contacts", {})) for _ in range(2)] == [699, 698]
    assert left(desk.get("/agents/me", pair="WRONG:X")) == 697


def test_fd_088_what_is_included_with_tickets_costs_extra(desk):
    used = "X-Ratelimit-Used-Currentrequest"
    assert desk.get("/tickets", include="stats").header(used) == "3"
    assert desk.get("/tickets/1", include="stats,company").header(used) == "3"
    assert desk.get("/contacts", include="stats").header(used) == "1"
    assert left(desk.get("/agents/me")) == 700 - 3 - 3 - 1 - 1


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [("GET", "/tickets", 20), ("POST", "/tickets", 80), ("PUT", "/tickets/1", 80)],
)
def test_work_on_tickets_is_counted_apart(desk_of, method, path, limit):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "growth"}})
    body = None if method == "GET" else {}
    statuses = [desk.ask(method, path, body).status for _ in range(limit + 1)]
    assert (statuses.count(429), statuses[-1]) == (1, 429)
    assert desk.get("/agents/me").status == 200


def test_without_limits_something_is_always_left(desk_of):
    desk = desk_of({"settings": {"plan": "trial"}})
    answers = [desk.get("/agents/me") for _ in range(60)]
    assert (answers[-1].status, left(answers[-1])) == (200, 1)


@pytest.mark.parametrize(
    ("plan", "limit"), [("blossom", 3000), ("garden", 3000), ("estate", 5000), ("forest", 5000)]
)
def test_plans_of_old_count_by_the_hour_and_nothing_apart(desk_of, plan, limit):
    desk = desk_of({"settings": {"plan": plan}})
    assert left(desk.get("/contacts")) == limit - 1
    desk.account.clock.advance(3_599)
    assert left(desk.get("/contacts")) == limit - 2
    desk.account.clock.advance(1)
    assert left(desk.get("/contacts")) == limit - 1


def test_a_spent_account_tells_of_the_account(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "growth"}})
    for _ in range(200):
        desk.get("/agents/me")
    answer = desk.get("/contacts")
    assert (answer.status, answer.header("X-Ratelimit-Total")) == (429, "200")


@pytest.mark.parametrize(
    ("plan", "limits"),
    [
        ("trial", [50, 50, 50, 50, 50]),
        ("growth", [200, 80, 80, 20, 20]),
        ("pro", [400, 160, 160, 100, 100]),
        ("enterprise", [700, 280, 280, 200, 200]),
        ("addon-1000", [1000, 400, 400, 300, 300]),
        ("addon-2000", [2000, 800, 800, 400, 400]),
    ],
)
def test_each_kind_of_request_has_the_limit_of_the_plan(desk_of, plan, limits):
    desk = desk_of({"settings": {"plan": plan}})
    asked = [
        ("GET", "/companies"),
        ("POST", "/tickets"),
        ("PUT", "/tickets/1"),
        ("GET", "/tickets"),
        ("GET", "/contacts"),
    ]
    answers = [desk.ask(method, path, None if method == "GET" else {}) for method, path in asked]
    assert [int(answer.header("X-Ratelimit-Total")) for answer in answers] == limits


def test_the_wait_that_is_told_is_long_enough(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "trial"}})
    for _ in range(50):
        desk.get("/agents/me")
    desk.account.clock.advance(59.5)
    wait = desk.get("/agents/me").header("Retry-After")
    desk.account.clock.advance(int(wait))
    assert (wait, desk.get("/agents/me").status) == ("1", 200)
