"""Merging contacts at Freshdesk's API; each case names the fact it holds."""

import pytest

ADA = {"id": 1, "name": "Ada", "email": "ada@x.org", "phone": "1", "tags": ["a"]}
BEA = {"id": 2, "name": "Bea", "email": "bea@x.org", "mobile": "2", "tags": ["b"]}
CID = {"id": 3, "name": "Cid", "twitter_id": "3"}
BOTH = {"primary_contact_id": 1, "secondary_contact_ids": [2]}


@pytest.fixture
def people(desk_of):
    """A desk of three contacts and two companies."""
    companies = [{"id": 8, "name": "C"}, {"id": 9, "name": "D"}]
    return desk_of({"contacts": [ADA, BEA, CID], "companies": companies})


def merged(desk, **said):
    answer = desk.post("/contacts/merge", {**BOTH, **said})
    assert (answer.status, answer.body) == (204, None)
    return desk.get("/contacts/1").body


def test_fd_053_a_merge_leaves_one_contact_with_what_the_others_had(people):
    after = merged(people, secondary_contact_ids=[2, 3, 1])
    told = {"phone": "1", "mobile": "2", "twitter_id": "3", "other_emails": ["bea@x.org"]}
    assert told.items() <= after.items()
    assert (after["email"], after["tags"]) == ("ada@x.org", ["a", "b"])
    assert [c["name"] for c in people.get("/contacts", state="deleted").body] == ["Bea", "Cid"]


@pytest.mark.parametrize("name", ["primary_contact_id", "secondary_contact_ids"])
def test_fd_054_a_merge_names_its_contacts(people, faults, name):
    said = {**BOTH, name: None}
    assert [f[:2] for f in faults(people.post("/contacts/merge", said))] == [
        (name, "missing_field")
    ]
    del said[name]
    assert people.post("/contacts/merge", said).status == 400


def test_the_email_of_a_merged_contact_is_the_other_ones(people):
    merged(people)
    answer = people.post("/contacts", {"name": "B", "email": "bea@x.org"})
    assert answer.body["errors"][0]["additional_info"] == {"user_id": 1}


def test_what_both_have_must_be_told(people, faults):
    people.put("/contacts/2", {"phone": "22"})
    told = faults(people.post("/contacts/merge", BOTH))
    assert [f[:2] for f in told] == [("contact.phone", "missing_field")]
    assert merged(people, contact={"phone": "22"})["phone"] == "22"


def test_a_merge_may_say_what_remains(people):
    wished = {"email": "BEA@x.org", "other_emails": ["ada@x.org"], "company_ids": [8, 9]}
    after = merged(people, contact=wished)
    assert (after["email"], after["other_emails"]) == ("bea@x.org", ["ada@x.org"])
    assert (after["company_id"], after["view_all_tickets"]) == (8, False)
    assert after["other_companies"] == [{"company_id": 9, "view_all_tickets": False}]


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"primary_contact_id": "1"}, "primary_contact_id", "datatype_mismatch"),
        ({"secondary_contact_ids": ["2"]}, "secondary_contact_ids", "datatype_mismatch"),
        ({"contact": {"name": "X"}}, "contact.name", "invalid_field"),
        ({"contact": {"phone": 5}}, "contact.phone", "datatype_mismatch"),
        ({"contact": {"email": "nope"}}, "email", "invalid_value"),
        ({"contact": {"company_ids": [7]}}, "company_id", "invalid_value"),
        ({"other": 1}, "other", "invalid_field"),
    ],
)
def test_a_merge_that_says_something_wrong_changes_nothing(people, faults, said, field, code):
    before = people.records()
    assert [f[:2] for f in faults(people.post("/contacts/merge", {**BOTH, **said}))] == [
        (field, code)
    ]
    assert people.records() == before


def test_what_another_contact_has_is_not_taken(people, faults):
    told = faults(people.post("/contacts/merge", {**BOTH, "contact": {"twitter_id": "3"}}), 409)
    assert told[0][:2] == ("twitter_id", "duplicate_value")


@pytest.mark.parametrize("gone", [1, 2])
def test_deleted_and_unknown_contacts_are_not_merged(people, gone):
    people.delete(f"/contacts/{gone}")
    assert people.post("/contacts/merge", BOTH).status == 404
    assert people.post("/contacts/merge", {**BOTH, "secondary_contact_ids": [99]}).status == 404
