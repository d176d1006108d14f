"""Many records at once, and records made after others."""

import pytest

SUITE = "/crm/sales/api"


def bulk(crm, many, *entries, base=SUITE):
    return crm.post(f"/{many}/bulk_upsert", {many: list(entries)}, base=base)


def job_of(crm, answer):
    """The job that a bulk upsert tells of, as it stands."""
    return crm.get("/job_statuses/" + answer.body["job_status_url"].rpartition("/")[2])


def done(crm, many, *entries):
    """The job of a bulk upsert once it is through."""
    answer = bulk(crm, many, *entries)
    assert answer.status == 200
    crm.account.clock.advance(1)
    return job_of(crm, answer)


@pytest.mark.parametrize("base", ["/api", SUITE])
def test_a_job_is_queued_then_at_work_then_done(crm, base):
    answer = bulk(crm, "contacts", {"emails": "a@x.io", "data": {}}, base=base)
    job_id = int(
        answer.body["job_status_url"].removeprefix(f"http://127.0.0.1{base}/job_statuses/")
    )
    told = []
    for _ in range(3):
        body = job_of(crm, answer).body["job_status"]
        told.append((body["id"] == job_id, body["status"], len(crm.table("contacts"))))
        crm.account.clock.advance(0.5)
    assert told == [(True, "queued", 0), (True, "in_progress", 0), (True, "completed", 1)]


def test_a_job_of_nobody_is_not_found(crm, refusal):
    status, says = refusal(crm.get("/job_statuses/1"))
    assert (status, "job you're looking for" in says) == (404, True)


def test_a_file_says_how_long_a_job_takes_and_in_which_words_it_tells(crm_of):
    crm = crm_of({"settings": {"job_seconds": 0, "job_words": ["a", "b", "c", "d"]}})
    answer = job_of(crm, bulk(crm, "deals", {"name": "D", "data": {}}))
    assert answer.body["job_status"]["status"] == "c"
    assert "freshsales.bulk.told-by-job" in answer.header("X-Fauxdesk-Rule")
    assert len(crm.table("deals")) == 1


def test_jobs_are_done_in_their_order_and_once(crm):
    for city in ("Rome", "Oslo"):
        bulk(crm, "sales_accounts", {"name": "N", "data": {"city": city, "tags": [city]}})
    done(crm, "sales_accounts", {"name": "N", "data": {"state": "X"}})
    crm.put(
        f"/sales_accounts/{crm.table('sales_accounts')[0]['id']}", {"sales_account": {"city": "A"}}
    )
    crm.account.clock.advance(9)
    crm.get("/selector/owners")
    assert [(a["city"], a["tags"]) for a in crm.table("sales_accounts")] == [("A", ["Oslo"])]


def test_a_bulk_upsert_changes_who_is_there_and_makes_the_others(crm):
    there = crm.made("contacts", email="a@x.io")
    entries = [{"emails": f"{name}@x.io", "data": {"city": "Rome"}} for name in ("A", "b")]
    done(crm, "contacts", *entries, {"id": str(there["id"]), "data": {"state": "RM"}})
    held = [(c["email"], c["city"], c["state"]) for c in crm.table("contacts")]
    assert held == [("a@x.io", "Rome", "RM"), ("b@x.io", "Rome", None)]


@pytest.mark.parametrize("many", ["sales_accounts", "deals"])
def test_accounts_and_deals_are_upserted_by_name(crm, many):
    for city in ("Rome", "Oslo"):
        done(crm, many, {"name": "N", "data": {"tags": [city]}})
    assert [record["tags"] for record in crm.table(many)] == [["Oslo"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"emails": "no-email", "data": {"city": "Oslo"}},
        {"id": 9, "data": {"city": "Oslo"}},
        {"data": {"city": "Oslo"}},
        {"emails": "b@x.io"},
        {"mood": "x", "data": {"email": "b@x.io"}},
        "b@x.io",
    ],
)
def test_a_record_that_is_refused_leaves_the_others_alone(crm, wrong):
    job = done(crm, "contacts", wrong, {"emails": "a@x.io", "data": {"city": "Rome"}})
    assert [c["city"] for c in crm.table("contacts")] == ["Rome"]
    assert "freshsales.bulk.each-alone" in job.header("X-Fauxdesk-Rule")


def test_a_file_has_a_refused_record_undo_all(crm_of):
    crm = crm_of({"settings": {"refused_in_bulk": "undo"}})
    entries = [{"emails": email, "data": {}} for email in ("a@x.io", "no-email", "b@x.io")]
    job = done(crm, "contacts", *entries)
    assert (crm.table("contacts"), job.body["job_status"]["status"]) == ([], "failed")
    assert "freshsales.bulk.each-alone" in job.header("X-Fauxdesk-Rule")


def test_a_file_says_how_many_and_with_which_status(crm_of, refusal):
    crm = crm_of({"settings": {"most_in_bulk": 1, "bulk_status": 202}})
    entries = [{"name": name, "data": {}} for name in ("A", "B")]
    assert bulk(crm, "sales_accounts", entries[0]).status == 202
    answer = bulk(crm, "sales_accounts", *entries)
    assert refusal(answer)[0] == 400
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.bulk.number"
    assert len(crm.table("job_statuses")) == 1


@pytest.mark.parametrize("path", ["/deals/bulk_upsert", "/contacts/bulk_destroy"])
@pytest.mark.parametrize("body", [{}, {"deals": []}, {"selected_ids": "1"}, []])
def test_a_bulk_request_lists_something(crm, path, body):
    answer = crm.post(path, body)
    assert (answer.status, answer.header("X-Fauxdesk-Rule")) == (400, "freshsales.bulk.listed")


@pytest.mark.parametrize("many", ["sales_accounts", "deals"])
def test_accounts_and_deals_are_deleted_by_their_ids(crm, many):
    ids = [crm.made(many, name=name)["id"] for name in ("A", "B", "C")]
    answer = crm.post(f"/{many}/bulk_destroy", {"selected_ids": ids[:2]})
    assert (answer.status, "deleted" in answer.body["message"]) == (200, True)
    assert [record["id"] for record in crm.table(many)] == ids[2:]


def test_a_clone_is_as_the_other_but_for_what_is_sent(crm):
    custom = {"cf_user_id": "u1"}
    made = crm.made("contacts", email="a@x.io", city="Rome", custom_field=custom)
    path = f"/contacts/{made['id']}/clone"
    clone = crm.post(path, {"contact": {"email": "b@x.io"}}).body["contact"]
    assert (clone["city"], clone["email"], len(clone["emails"])) == ("Rome", "b@x.io", 1)
    assert clone["custom_field"]["cf_user_id"] == "u1"
    assert clone["id"] != made["id"]


@pytest.mark.parametrize("many", ["contacts", "sales_accounts"])
def test_a_clone_with_nothing_changed_is_one_too_many(crm, refusal, many):
    made = crm.made(many, email="a@x.io", name="A")
    status, says = refusal(crm.post(f"/{many}/{made['id']}/clone", {}))
    assert (status, "already" in says) == (400, True)
    assert len(crm.table(many)) == 1


def test_a_cloned_deal_has_the_same_contacts(crm):
    ada = crm.made("contacts", email="a@x.io")["id"]
    made = crm.made("deals", name="D", amount=9, contacts_added_list=[ada])
    crm.post(f"/deals/{made['id']}/clone", {"deal": {"name": "E"}})
    assert [(d["name"], d["amount"], d["contact_ids"]) for d in crm.table("deals")] == [
        ("D", "9.0", [ada]),
        ("E", "9.0", [ada]),
    ]


def test_who_is_forgotten_is_in_no_bin(crm):
    for many in ("contacts", "sales_accounts", "deals"):
        made = crm.made(many, email="a@x.io", name="A")
        answer = crm.delete(f"/{many}/{made['id']}/forget")
        assert (answer.status, answer.body) == (200, True)
        assert crm.table(many) == crm.table(f"deleted_{many}") == []
