"""Tickets of Zendesk's API and what is written to them."""

import pytest

ANN = {"id": 8, "name": "Ann", "email": "a@x.io", "organization_id": 7}


@pytest.fixture
def desk(desk_of):
    return desk_of({"users": [ANN], "organizations": [{"id": 7, "name": "O"}]})


def opened(desk, **ticket):
    sent = {"subject": "Help", "comment": {"body": "<Fire!>"}, "requester_id": 8, **ticket}
    answer = desk.post("/tickets", {"ticket": sent})
    assert answer.status == 201, answer.body
    return answer.body["ticket"]


def details(answer):
    assert answer.status == 422, answer.body
    return answer.body["details"]


def test_a_ticket_is_created_located_and_audited(desk):
    sent = {"subject": "Help", "comment": {"body": "Fire!"}, "requester_id": 8, "tags": ["vip"]}
    answer = desk.post("/tickets", {"ticket": sent})
    ticket, audit = answer.body["ticket"], answer.body["audit"]
    assert (answer.status, answer.header("Location")) == (201, ticket["url"])
    assert (ticket["status"], ticket["description"], ticket["tags"]) == ("new", "Fire!", ["vip"])
    assert (ticket["requester_id"], ticket["organization_id"]) == (8, 7)
    assert [event["type"] for event in audit["events"]] == ["Comment", *["Create"] * 3]
    assert desk.get(f"/tickets/{ticket['id']}").body["ticket"] == ticket


def test_a_requester_whom_nobody_knows_becomes_a_user(desk):
    opened(desk, requester={"name": "Bob", "email": "B@x.io"})
    known = opened(desk, requester={"name": "Bobby", "email": "b@x.io"})
    (bob,) = desk.get("/users/search", query="b@x.io").body["users"]
    assert (known["requester_id"], bob["name"], bob["email"]) == (bob["id"], "Bob", "b@x.io")


def test_without_a_requester_the_caller_asks(desk):
    me = desk.get("/users/me").body["user"]["id"]
    assert opened(desk, requester_id=None)["requester_id"] == me


def test_a_ticket_with_an_assignee_is_open(desk):
    assert opened(desk, assignee_id=desk.get("/users/me").body["user"]["id"])["status"] == "open"


def test_a_ticket_is_changed_and_written_to(desk):
    path = f"/tickets/{opened(desk)['id']}"
    sent = {"status": "solved", "comment": {"body": "Done.", "public": False}}
    answer = desk.put(path, {"ticket": sent})
    assert (answer.status, answer.body["ticket"]["status"]) == (200, "solved")
    assert [e["type"] for e in answer.body["audit"]["events"]] == ["Comment", "Change"]
    page = desk.get(f"{path}/comments").body
    assert [(c["body"], c["public"]) for c in page["comments"]] == [
        ("<Fire!>", True),
        ("Done.", False),
    ]
    assert '<p dir="auto">&lt;Fire!&gt;</p>' in page["comments"][0]["html_body"]
    assert page["count"] == 2


def test_a_closed_ticket_stays_as_it_is(desk):
    path = f"/tickets/{opened(desk, status='closed')['id']}"
    refused = details(desk.put(path, {"ticket": {"subject": "x"}}))
    assert refused["status"][0]["description"] == "closed prevents ticket update"


def test_a_deleted_ticket_is_gone_with_its_comments(desk):
    path = f"/tickets/{opened(desk)['id']}"
    answer = desk.delete(path)
    assert (answer.status, answer.body) == (204, None)
    assert desk.get(path).status == desk.get(f"{path}/comments").status == 404
    assert len(desk.account.tables["ticket_comments"]) == 0


def test_tickets_are_listed_in_both_styles(desk):
    ids = [opened(desk, subject=name)["id"] for name in "bac"]
    page = desk.get("/tickets", sort_by="subject", sort_order="desc").body
    assert [t["subject"] for t in page["tickets"]] == ["c", "b", "a"]
    cursors = desk.get("/tickets", **{"page[size]": "2"}).body
    assert [t["id"] for t in cursors["tickets"]] == ids[:2]
    assert cursors["meta"]["has_more"] is True


def test_what_is_related_counts_tickets(desk):
    me = desk.get("/users/me").body["user"]["id"]
    opened(desk, assignee_id=me, collaborator_ids=[me])
    asked = desk.get("/users/8/related").body["user_related"]
    mine = desk.get(f"/users/{me}/related").body["user_related"]
    assert (asked["requested_tickets"], asked["assigned_tickets"]) == (1, 0)
    assert (mine["assigned_tickets"], mine["ccd_tickets"]) == (1, 1)


@pytest.mark.parametrize(("switch", "status"), [("refuse", 422), ("allow", 200)])
def test_who_asked_for_open_tickets_is_deleted_by_the_switch(desk_of, switch, status):
    desk = desk_of(
        {"settings": {"requester_deletion": switch}, "users": [{**ANN, "organization_id": None}]}
    )
    opened(desk)
    answer = desk.delete("/users/8")
    assert answer.status == status
    says = "Base User is requester on 1 ticket(s) that are not closed."
    assert status == 200 or answer.body["details"]["base"] == [{"description": says}]


@pytest.mark.parametrize(
    ("said", "field", "rule"),
    [
        ({"comment": {}}, "base", "comment-required"),
        ({"comment": {"body": " "}}, "base", "comment-required"),
        ({"status": "lost"}, "status", "choices-known"),
        ({"priority": ["high"]}, "priority", "choices-known"),
        ({"requester_id": 99}, "requester", "people-known"),
        ({"assignee_id": 8}, "assignee", "people-known"),
        ({"organization_id": 99}, "organization", "organization-known"),
    ],
)
def test_a_ticket_that_cannot_be_is_refused_and_nothing_changes(desk, said, field, rule):
    before = desk.records()
    sent = {"comment": {"body": "x"}, "requester": {"email": "new@x.io"}, **said}
    answer = desk.post("/tickets", {"ticket": sent})
    assert field in details(answer)
    assert f"zendesk.tickets.{rule}" in answer.header("X-Fauxdesk-Rule")
    assert desk.records() == before


@pytest.mark.parametrize("path", ["/tickets/1/audits", "/tickets/create_many", "/tickets/count"])
def test_other_endpoints_of_tickets_are_not_built(desk, path):
    assert desk.get(path).status == 501


@pytest.mark.parametrize("path", ["/tickets/abc", "/tickets/abc/comments"])
def test_a_ticket_has_an_integer_for_an_id(desk, path):
    answer = desk.get(path)
    assert (answer.status, answer.header("X-Fauxdesk-Rule")) == (400, "zendesk.ids.integer")


def test_a_file_brings_tickets(desk_of):
    ticket = {"id": 5, "description": "Fire!", "requester_id": 8, "status": "closed"}
    desk = desk_of({"users": [{"id": 8, "name": "Ann"}], "tickets": [ticket]})
    shown = desk.get("/tickets/5").body["ticket"]
    assert (shown["status"], shown["description"], shown["tags"]) == ("closed", "Fire!", [])
    (comment,) = desk.get("/tickets/5/comments").body["comments"]
    assert (comment["body"], comment["author_id"]) == ("Fire!", 8)
