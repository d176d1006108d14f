"""Contacts who become agents, are invited, and are suggested, at Freshdesk's API."""

import pytest

ADA = {"id": 1, "name": "Ada Love", "email": "ada@x.org", "other_emails": ["ada@y.org"]}


@pytest.fixture
def ada_of(desk_of):
    """A function that opens an account with Ada and these settings."""
    return lambda **settings: desk_of({"contacts": [ADA], "settings": settings})


def test_a_contact_becomes_an_agent_and_is_no_contact_any_more(ada_of):
    desk = ada_of()
    answer = desk.put("/contacts/1/make_agent", {"ticket_scope": 2, "occasional": True})
    assert (answer.status, answer.body["email"]) == (200, "ada@x.org")
    agent = answer.body["agent"]
    assert (agent["id"], agent["ticket_scope"], agent["occasional"]) == (1, 2, True)
    assert desk.put("/contacts/1", {"name": "B"}).status == 404
    taken = desk.post("/contacts", {"name": "A", "email": "ada@x.org"})
    assert taken.body["errors"][0]["additional_info"] == {"user_id": 1}
    assert desk.post("/contacts", {"name": "A", "email": "ada@y.org"}).status == 201


def test_an_agent_is_shown_with_the_documented_keys(ada_of):
    agent = ada_of().get("/agents/me").body
    contact = {"active", "email", "job_title", "language", "last_login_at", "mobile", "name"}
    assert agent["contact"].keys() == contact | {"phone", "time_zone", "created_at", "updated_at"}
    own = {"available", "occasional", "signature", "group_ids", "role_ids", "skill_ids", "id"}
    times = {"ticket_scope", "created_at", "updated_at", "available_since", "type"}
    assert agent.keys() == own | times | {"contact", "focus_mode"}


def test_nothing_needs_to_be_said_of_an_agent(ada_of):
    assert ada_of().put("/contacts/1/make_agent").body["agent"]["type"] == "support_agent"


def test_a_contact_without_an_email_becomes_no_agent(desk):
    contact = desk.made("/contacts", name="A", phone="1")
    answer = desk.put(f"/contacts/{contact['id']}/make_agent", {})
    assert (answer.status, answer.body["code"]) == (409, "inconsistent_state")


def test_an_account_has_no_more_agents_than_it_pays_for(ada_of):
    desk = ada_of(agent_seats=2)
    answer = desk.put("/contacts/1/make_agent", {})
    assert (answer.status, answer.body["code"]) == (403, "max_agents_reached")
    assert desk.put("/contacts/1/make_agent", {"occasional": True}).status == 200


def test_administrators_alone_make_agents(ada_of):
    answer = ada_of().put("/contacts/1/make_agent", {}, pair="fd-agent-key:X")
    assert (answer.status, answer.body["code"]) == (403, "access_denied")


@pytest.mark.parametrize("said", [{"ticket_scope": 4}, {"ticket_scope": "1"}, {"name": "B"}])
def test_what_is_said_of_an_agent_is_checked(ada_of, said):
    desk = ada_of()
    assert desk.put("/contacts/1/make_agent", said).status == 400
    assert desk.get("/contacts/1").status == 200


def test_an_invited_contact_is_sent_a_mail(ada_of):
    desk = ada_of()
    assert desk.put("/contacts/1/send_invite").status == 204
    assert [mail["to"] for mail in desk.account.tables["outbox"]] == ["ada@x.org"]
    assert desk.put("/contacts/1/send_invite", {"a": 1}).status == 400


@pytest.mark.parametrize(
    ("term", "names"),
    [
        ("lo", ["Ada Love"]),
        ("ADA L", ["Ada Love"]),
        ("a", ["Ada Love", "Al"]),
        ("ove", []),
        ("ada x", []),
    ],
)
def test_autocomplete_finds_contacts_by_the_starts_of_words(ada_of, term, names):
    desk = ada_of()
    desk.made("/contacts", name="Al", phone="1")
    gone = desk.made("/contacts", name="Ada Gone", phone="2")
    desk.delete(f"/contacts/{gone['id']}")
    answer = desk.get("/contacts/autocomplete", term=term)
    assert [contact["name"] for contact in answer.body] == names
    assert all(contact.keys() == {"id", "name"} for contact in answer.body)


def test_autocomplete_needs_a_term(desk, faults):
    assert faults(desk.get("/contacts/autocomplete"))[0][:2] == ("term", "missing_field")


def test_a_contact_belongs_to_other_companies_too(desk, faults):
    one, two = (desk.made("/companies", name=name)["id"] for name in "CD")
    said = {"name": "A", "phone": "1", "company_id": one, "other_companies": [{"company_id": two}]}
    contact = desk.made("/contacts", **said)
    assert contact["other_companies"] == [{"company_id": two, "view_all_tickets": False}]
    desk.delete(f"/companies/{two}")
    after = desk.get(f"/contacts/{contact['id']}").body
    assert (after["company_id"], after["other_companies"]) == (one, [])
    assert faults(desk.post("/contacts", said))[0][:2] == ("other_companies", "invalid_value")


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        ("multiple_companies", {"other_companies": [{"company_id": 1}]}),
        ("multi_language", {"language": "de"}),
        ("multi_timezone", {"time_zone": "Amsterdam"}),
    ],
)
def test_a_feature_that_the_plan_lacks_is_refused(desk_of, feature, said):
    desk = desk_of({"settings": {"features_off": [feature]}, "companies": [{"id": 1, "name": "C"}]})
    answer = desk.post("/contacts", {"name": "A", "phone": "1", **said})
    assert (answer.status, answer.body["code"]) == (403, "require_feature")
