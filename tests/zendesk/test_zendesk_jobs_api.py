"""Jobs of Zendesk's API: many records at once, done in the background on the virtual clock."""

import re

import pytest

AGENT = "agent@acme.example:zd-agent-password"
FORBIDDEN = "You do not have access to this page."


def queued(desk, method, path, body=None, **query):
    answer = desk.ask(method, path, body, **query)
    assert answer.status == 200, answer.body
    return answer.body["job_status"]


def status(desk, job):
    return desk.get(f"/job_statuses/{job['id']}").body["job_status"]


def done(desk, job):
    desk.account.clock.advance(1)
    return status(desk, job)


def results(desk, *asked, **query):
    return done(desk, queued(desk, *asked, **query))["results"]


def people(number):
    return {"users": [{"name": f"A{n}", "email": f"a{n}@x.io"} for n in range(number)]}


def test_job_01_a_job_is_queued_without_progress_or_results(desk):
    job = queued(desk, "POST", "/users/create_many", people(1))
    assert re.fullmatch(r"V3-[0-9a-f]{32}", job["id"])
    assert job.pop("url").endswith(f"/api/v2/job_statuses/{job.pop('id')}.json")
    assert list(job.values()) == [1, None, "queued", None, None]


def test_org_17_a_job_is_queued_then_at_work_then_completed(desk):
    job = queued(desk, "POST", "/organizations/create_many", {"organizations": [{"name": "O"}]})
    desk.account.clock.advance(0.6)
    at_work = status(desk, job)
    assert (at_work["status"], at_work["progress"]) == ("working", 0)
    assert (at_work["message"], at_work["results"]) == ("Creating Organizations", None)
    assert desk.get("/organizations").body["count"] == 0
    completed = done(desk, job)
    (made,) = desk.get("/organizations").body["organizations"]
    assert (completed["status"], completed["progress"]) == ("completed", 1)
    assert re.fullmatch(r"Completed at 2023-11-14 \d\d:\d\d:\d\d \+0000", completed["message"])
    assert completed["results"] == [{"id": made["id"], "status": "Created"}]


def test_job_02_a_job_creates_a_hundred_users_at_most(desk):
    answer = desk.post("/users/create_many", people(101))
    says = "Maximum 100 users may be created per call"
    assert (answer.status, answer.body) == (400, {"error": "TooManyValues", "description": says})


def test_org_16_a_job_creates_a_hundred_organizations_at_most(desk):
    body = {"organizations": [{"name": str(n)} for n in range(101)]}
    answer = desk.post("/organizations/create_many", body)
    says = "Parameter  cannot specify more than 100 values"
    refused = {"error": "TooManyValues", "description": says, "max_count": 100}
    assert (answer.status, answer.body) == (400, refused)


def test_job_03_an_unknown_job_and_one_of_yesterday_are_not_found(desk):
    job = queued(desk, "POST", "/users/create_many", people(1))
    assert desk.get("/job_statuses/V3-0").status == 404
    desk.account.clock.advance(86_399)
    assert [j["id"] for j in desk.get("/job_statuses").body["job_statuses"]] == [job["id"]]
    desk.account.clock.advance(1)
    assert desk.get(f"/job_statuses/{job['id']}").status == 404
    assert desk.get("/job_statuses").body["count"] == 0


def test_errors_stand_in_the_results_and_fail_their_item_alone(desk):
    body = {"users": [*people(1)["users"], {"name": "B", "email": "a0@x.io"}, {"email": "c@x.io"}]}
    told = results(desk, "POST", "/users/create_many", body)
    failed = sorted((r["index"], r["error"], r["details"]) for r in told if "error" in r)
    used = "Email: a0@x.io is already being used by another user"
    short = "Name: is too short (minimum is 1 characters)"
    assert failed == [(1, "RecordInvalid", used), (2, "RecordInvalid", short)]
    assert len([r for r in told if r.get("status") == "Created"]) == 1


def test_a_poll_tells_the_rules_that_the_work_met(desk):
    job = queued(desk, "POST", "/users/create_many", {"users": [{"email": "c@x.io"}]})
    done(desk, job)
    rules = desk.get(f"/job_statuses/{job['id']}").header("X-Fauxdesk-Rule")
    assert rules == "zendesk.jobs.results-tell-errors, zendesk.users.name-required"


def test_results_come_in_any_order(desk):
    told = results(desk, "POST", "/users/create_many", people(20))
    assert [r["id"] for r in told] != sorted(r["id"] for r in told)


def test_upsert_09_a_job_updates_whom_it_finds_and_creates_the_others(desk):
    desk.post("/users", {"user": {"name": "Old", "email": "a0@x.io"}})
    told = results(desk, "POST", "/users/create_or_update_many", people(2))
    assert {r["status"] for r in told} == {"Created", "Updated"}
    assert desk.get("/users/search", query="A0").body["count"] == 1


@pytest.mark.parametrize("key", ["id", "external_id"])
def test_users_are_changed_alike_or_each_in_its_own_way(desk_of, key):
    desk = desk_of({"users": [{"id": 8, "name": "A", "external_id": "80"}]})
    value = {"id": 8, "external_id": "80"}[key]
    each = {"users": [{key: value, "notes": "own"}]}
    changed = {"id": 8, "action": "update", "status": "Updated", "success": True}
    assert results(desk, "PUT", "/users/update_many", each) == [changed]
    assert desk.get("/users/8").body["user"]["notes"] == "own"
    alike = {"user": {"notes": "alike"}}
    assert results(desk, "PUT", "/users/update_many", alike, **{f"{key}s": str(value)}) == [changed]
    assert desk.get("/users/8").body["user"]["notes"] == "alike"


def test_users_are_deleted_and_an_unknown_one_fails(desk_of):
    desk = desk_of({"users": [{"id": 8, "name": "A"}]})
    told = results(desk, "DELETE", "/users/destroy_many", ids="8,9")
    assert {"index": 1, "error": "RecordNotFound", "details": "Not found"} in told
    assert desk.get("/users/8").body["user"]["active"] is False


def test_organizations_are_changed_and_deleted(desk_of):
    desk = desk_of({"organizations": [{"id": 8, "name": "O"}, {"id": 9, "name": "P"}]})
    body = {"organization": {"notes": "n"}}
    results(desk, "PUT", "/organizations/update_many", body, ids="8,9")
    assert desk.get("/organizations/9").body["organization"]["notes"] == "n"
    results(desk, "DELETE", "/organizations/destroy_many", ids="8,9")
    assert desk.get("/organizations").body["count"] == 0


def test_users_are_linked_and_unlinked(desk_of):
    desk = desk_of({"users": [{"id": 8, "name": "A"}], "organizations": [{"id": 9, "name": "O"}]})
    body = {"organization_memberships": [{"user_id": 8, "organization_id": 9}]}
    (told,) = results(desk, "POST", "/organization_memberships/create_many", body)
    assert desk.get("/users/8").body["user"]["organization_id"] == 9
    results(desk, "DELETE", "/organization_memberships/destroy_many", ids=str(told["id"]))
    assert desk.get("/organization_memberships").body["count"] == 0


def test_jobs_are_shown_by_their_ids(desk):
    first, second = (queued(desk, "POST", "/users/create_many", people(1)) for _ in range(2))
    ids = f"{second['id']},{first['id']},V3-0"
    found = desk.get("/job_statuses/show_many", ids=ids).body["job_statuses"]
    assert [job["id"] for job in found] == [second["id"], first["id"]]


@pytest.mark.parametrize("path", ["create_many", "create_or_update_many"])
def test_an_account_that_may_not_import_creates_nobody_in_a_job(desk_of, path):
    desk = desk_of({"settings": {"user_import": False}})
    answer = desk.post(f"/users/{path}", people(1))
    assert answer.status == 403
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.users.import-enabled"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/users/destroy_many"),
        ("POST", "/organizations/create_many"),
        ("PUT", "/organizations/update_many"),
        ("DELETE", "/organizations/destroy_many"),
    ],
)
def test_an_agent_starts_no_job_that_is_for_administrators(desk, method, path):
    body = {"organizations": [{"id": 1, "name": "O"}]}
    answer = desk.ask(method, path, body, caller=AGENT, ids="1")
    assert (answer.status, answer.body["error"]["message"][: len(FORBIDDEN)]) == (403, FORBIDDEN)


def test_thirty_jobs_are_in_flight_at_most(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    for _ in range(30):
        queued(desk, "POST", "/users/create_many", {"users": []})
    answer = desk.post("/users/create_many", {"users": []})
    assert (answer.status, answer.body["error"]) == (429, "TooManyJobs")
    desk.account.clock.advance(1)
    assert desk.post("/users/create_many", {"users": []}).status == 200


def test_work_that_is_due_is_seen_without_asking(desk):
    queued(desk, "POST", "/users/create_many", people(2))
    assert desk.account.own("users") == []
    desk.account.clock.advance(1)
    assert [user["name"] for user in desk.account.own("users")] == ["A0", "A1"]


def test_work_that_a_refused_request_finds_due_stays_done(desk):
    queued(desk, "POST", "/users/create_many", people(1))
    desk.account.clock.advance(1)
    assert desk.get("/users/1", caller="x:y").status == 401
    assert len(desk.account.tables["users"]) == 3


@pytest.mark.parametrize("body", [None, {}, {"users": {}}, {"users": ["a"]}, []])
def test_what_is_no_list_of_users_is_refused(desk, body):
    answer = desk.post("/users/create_many", body)
    assert (answer.status, answer.body["error"]["title"]) == (400, "Invalid attribute")


def test_memberships_are_named_by_ids_alone(desk):
    """They have no external_id; a job that is refused is not queued."""
    answer = desk.delete("/organization_memberships/destroy_many", external_ids="u1")
    assert answer.status == 400
    desk.account.clock.advance(1)
    assert desk.get("/users").status == 200
    assert desk.get("/job_statuses").body["job_statuses"] == []
