"""Tickets at Freshdesk's API: who asks, what is listed, what a change does."""

import pytest

ADA = {"id": 7, "name": "Ada", "email": "ada@x.org", "phone": "1"}
DAY = 86_400


@pytest.fixture
def helped(desk_of):
    """A desk of one contact of a company, with a custom field of tickets."""
    field = {"name": "cf_sector", "type": "custom_text"}
    company = {"id": 3, "name": "C"}
    contact = {**ADA, "company_id": 3}
    return desk_of({"contacts": [contact], "companies": [company], "ticket_fields": [field]})


def listed(desk, **query):
    answer = desk.get("/tickets", **query)
    assert answer.status == 200, answer.body
    return [ticket["id"] for ticket in answer.body]


def test_a_ticket_is_made_located_and_shown(helped):
    said = {"email": "ADA@x.org", "subject": "S", "description": "<b>a &amp; b</b>", "tags": ["t"]}
    answer = helped.post("/tickets", said)
    ticket = answer.body
    assert answer.status == 201
    assert answer.header("Location").endswith("/api/v2/tickets/1")
    told = [ticket[name] for name in ("requester_id", "company_id", "status", "priority", "source")]
    assert told == [7, 3, 2, 1, 2]
    assert ticket["description_text"] == "a & b"
    assert helped.get("/tickets/1").body == ticket
    assert helped.get("/tickets/2").status == 404


@pytest.mark.parametrize("asker", [{"requester_id": 7}, {"phone": "1"}, {"email": "ada@x.org"}])
def test_who_asks_is_found(helped, asker):
    assert helped.made("/tickets", **asker)["requester_id"] == 7
    assert len(helped.account.tables["contacts"]) == 1


@pytest.mark.parametrize(
    ("asker", "name"),
    [
        ({"email": "bea@x.org"}, "bea@x.org"),
        ({"phone": "2", "name": "Bea"}, "Bea"),
        ({"unique_external_id": "b", "name": "Bea"}, "Bea"),
    ],
)
def test_who_is_not_known_becomes_a_contact(helped, asker, name):
    ticket = helped.made("/tickets", **asker)
    assert helped.get(f"/contacts/{ticket['requester_id']}").body["name"] == name


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({}, "requester_id", "missing_field"),
        ({"phone": "2"}, "name", "missing_field"),
        ({"requester_id": 99}, "requester_id", "invalid_value"),
        ({"requester_id": 7, "status": 9}, "status", "invalid_value"),
        ({"requester_id": 7, "priority": "1"}, "priority", "datatype_mismatch"),
        ({"requester_id": 7, "responder_id": 99}, "responder_id", "invalid_value"),
        ({"requester_id": 7, "group_id": "g"}, "group_id", "datatype_mismatch"),
        ({"requester_id": 7, "due_by": "soon"}, "due_by", "datatype_mismatch"),
        ({"requester_id": 7, "priorty": 1}, "priorty", "invalid_field"),
        ({"requester_id": 7, "attachments": ["a"]}, "attachments", "datatype_mismatch"),
        (
            {"requester_id": 7, "custom_fields": {"sector": "x"}},
            "custom_fields.sector",
            "invalid_field",
        ),
    ],
)
def test_what_is_said_of_a_ticket_is_checked(helped, faults, said, field, code):
    before = helped.records()
    assert faults(helped.post("/tickets", said))[0][:2] == (field, code)
    assert helped.records() == before


def test_an_update_changes_what_is_sent_and_tells_when_the_status_changed(helped):
    helped.made("/tickets", requester_id=7, subject="S", custom_fields={"cf_sector": "a"})
    helped.account.clock.advance(60)
    answer = helped.put("/tickets/1", {"status": 5})
    now = helped.account.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (answer.status, answer.body["status"], answer.body["subject"]) == (200, 5, "S")
    stats = helped.get("/tickets/1", include="stats").body["stats"]
    assert (stats["closed_at"], stats["resolved_at"], stats["reopened_at"]) == (now, now, None)
    helped.put("/tickets/1", {"status": 2})
    stats = helped.get("/tickets/1", include="stats").body["stats"]
    assert (stats["closed_at"], stats["reopened_at"]) == (None, now)


def test_a_deleted_ticket_is_read_only_and_may_be_restored(helped):
    helped.made("/tickets", requester_id=7)
    assert helped.delete("/tickets/1").status == 204
    assert helped.put("/tickets/1", {"status": 3}).status == 405
    assert helped.delete("/tickets/1").status == 405
    assert helped.get("/tickets/1").body["deleted"] is True
    assert (listed(helped), listed(helped, filter="deleted")) == ([], [1])
    assert helped.put("/tickets/1/restore").status == 204
    assert listed(helped) == [1]


def test_a_list_hides_what_is_older_than_30_days_unless_asked_since(helped):
    helped.made("/tickets", requester_id=7)
    helped.account.clock.advance(31 * DAY)
    helped.made("/tickets", requester_id=7)
    answer = helped.get("/tickets")
    assert ([t["id"] for t in answer.body], "description" in answer.body[0]) == ([2], False)
    assert "freshdesk.tickets.last-30-days" in answer.header("X-Fauxdesk-Rule")
    assert listed(helped, updated_since="2023-11-14") == [2, 1]
    assert listed(helped, updated_since="2023-11-15", requester_id="7") == [2]


def test_tickets_are_listed_by_whom_and_in_order(helped):
    other = helped.made("/tickets", email="bea@x.org", priority=4)
    helped.account.clock.advance(1)
    helped.made("/tickets", requester_id=7, status=4)
    assert listed(helped) == [2, 1]
    assert listed(helped, order_type="asc") == [1, 2]
    assert listed(helped, order_by="status") == [2, 1]
    assert listed(helped, email="ada@x.org") == listed(helped, company_id="3") == [2]
    assert listed(helped, requester_id=str(other["requester_id"])) == [1]
    assert listed(helped, filter="new_and_my_open") == [1]
    assert listed(helped, filter="watching") == []


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "mine"},
        {"order_by": "name"},
        {"include": "cats"},
        {"requester_id": "x"},
        {"x": "1"},
    ],
)
def test_a_list_is_asked_for_what_there_is(helped, query):
    assert helped.get("/tickets", **query).status == 400


def test_a_list_of_tickets_has_300_pages(helped, faults):
    assert helped.get("/tickets", page="300").status == 200
    says = "You cannot access tickets beyond the 300th page. Please provide a smaller page number."
    assert faults(helped.get("/tickets", page="301")) == [("page", "invalid_value", says)]


def test_people_and_company_are_included(helped):
    helped.made("/tickets", requester_id=7)
    ticket = helped.get("/tickets", include="requester,company,description").body[0]
    assert ticket["requester"]["email"] == "ada@x.org"
    assert (ticket["company"], ticket["description"]) == ({"id": 3, "name": "C"}, None)


def test_a_contact_gone_for_good_takes_its_tickets_along(helped):
    helped.made("/tickets", requester_id=7)
    helped.post("/tickets/1/notes", {"body": "n"})
    helped.delete("/contacts/7/hard_delete", force="true")
    assert helped.get("/tickets/1").status == 404
    assert len(helped.account.tables["conversations"]) == 0


def test_a_merged_contact_leaves_its_tickets_to_the_one_that_remains(helped):
    ticket = helped.made("/tickets", email="bea@x.org")
    merge = {"primary_contact_id": 7, "secondary_contact_ids": [ticket["requester_id"]]}
    assert helped.post("/contacts/merge", merge).status == 204
    assert helped.get("/tickets/1").body["requester_id"] == 7


def test_tickets_are_searched_with_the_prefix(helped):
    helped.made("/tickets", requester_id=7, priority=4, custom_fields={"cf_sector": "x"})
    query = {"query": "\"cf_sector:'x' AND (priority:>3 OR status:2)\""}
    assert helped.get("/search/tickets", **query).body["total"] == 0
    helped.account.clock.advance(120)
    assert helped.get("/search/tickets", **query).body["results"][0]["id"] == 1
    assert helped.get("/search/tickets", query='"requester_id:7"').status == 400


def test_dates_of_tickets_are_searched_for_unlike_those_of_contacts(desk_of):
    day = {"type": "custom_date"}
    fields = {
        "ticket_fields": [{"name": "cf_day", **day}],
        "contact_fields": [{"name": "day", **day}],
    }
    desk = desk_of({**fields, "contacts": [ADA], "settings": {"search_lag_seconds": 0}})
    desk.made("/tickets", requester_id=7, custom_fields={"cf_day": "2023-11-14"})
    totals = [
        desk.get("/search/tickets", query=f"\"cf_day{sign}'2023-11-1{last}'\"").body["total"]
        for sign, last in [(":", 4), (":>", 4), (":<", 3)]
    ]
    assert totals == [1, 1, 0]
    assert desk.get("/search/contacts", query="\"day:'2023-11-14'\"").status == 400


def test_an_agent_who_asks_is_found_by_email(helped):
    me = helped.get("/agents/me").body
    assert helped.made("/tickets", email="ADMIN@acme.example")["requester_id"] == me["id"]
    assert len(helped.account.tables["contacts"]) == 1
