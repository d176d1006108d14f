"""The tracking endpoints."""

import pytest

JOHN = {"First name": "John", "Email": "john@x.io"}
WHOLE = {
    **JOHN,
    "fs_contact": True,
    "company": {"Name": "Example.com"},
    "deal": {"Name": "Sample Deal", "Value": 1234},
}


def track(crm, what, base="", token="fs-local-token", **body):
    sent = {"application_token": token, **body}
    return crm.post(f"/track/{what}", sent, headers={}, base=base)


def visited(crm, identifier="u1", **options):
    answer = track(crm, "visitors", identifier=identifier, **options)
    assert answer.status == 200, answer.body


def names(crm, table):
    return [record["first_name"] for record in crm.table(table)]


def test_fs_77_78_a_visitor_is_a_lead_unless_flagged(crm):
    visited(crm, visitor=JOHN)
    visited(crm, "u2", visitor={**JOHN, "fs_contact": True})
    assert (names(crm, "leads"), names(crm, "contacts")) == (["John"], ["John"])


@pytest.mark.parametrize(
    ("flag", "many"),
    [(True, "contacts"), ("true", "contacts"), (False, "leads"), ("false", "leads"), (1, "leads")],
)
def test_the_flag_is_true_as_boolean_or_text(crm, flag, many):
    visited(crm, visitor={**JOHN, "fs_contact": flag})
    assert names(crm, many) == ["John"]


def test_a_visitor_of_the_suite_is_a_contact(crm):
    visited(crm, visitor=JOHN, base="/crm/sales")
    assert (names(crm, "leads"), names(crm, "contacts")) == ([], ["John"])


def test_a_visitor_is_known_again(crm):
    visited(crm, visitor=JOHN)
    visited(crm, visitor={"first name": "Jack"})
    visited(crm, "u2", visitor={"email": "JOHN@x.io", "First name": "Jim"})
    assert names(crm, "leads") == ["Jim"]


def test_an_identifier_may_be_the_email_itself(crm):
    visited(crm, "john@x.io", visitor={"First name": "John"})
    assert crm.table("leads")[0]["email"] == "john@x.io"


def test_a_visitor_who_is_nobody_yet_has_an_email(crm):
    answer = track(crm, "visitors", identifier="u1", visitor={"First name": "John"})
    assert (answer.status // 100, crm.table("leads")) == (4, [])


def test_fields_are_known_by_their_labels_and_others_are_ignored(crm_of):
    field = {"name": "cf_age", "label": "Years", "type": "number"}
    crm = crm_of({"lead_fields": [field]})
    said = {"years": "42", "Alternate contact number": "9", "Shoe size": 44, "Job title": "CTO"}
    visited(crm, visitor={**JOHN, **said})
    visited(crm, visitor={"Years": "abc"})
    lead = crm.table("leads")[0]
    assert lead["custom_field"] == {"cf_age": 42, "cf_alternate_number": "9"}
    assert lead["job_title"] == "CTO"


def test_a_contacts_company_and_deal_are_linked_once(crm):
    for _ in range(2):
        visited(crm, visitor=WHOLE)
    (account,), (deal,), (contact,) = map(crm.table, ("sales_accounts", "deals", "contacts"))
    assert (deal["sales_account_id"], deal["contact_ids"]) == (account["id"], [contact["id"]])
    assert contact["sales_accounts"] == [{"id": account["id"], "is_primary": True}]
    assert (account["name"], deal["amount"]) == ("Example.com", "1234.0")


def test_only_the_first_company_of_a_contact_is_its_primary_one(crm):
    for name in ("One", "Two"):
        visited(crm, visitor={**WHOLE, "company": {"Name": name}})
    (contact,) = crm.table("contacts")
    assert [link["is_primary"] for link in contact["sales_accounts"]] == [True, False]


def test_a_leads_company_and_deal_are_its_own(crm):
    visited(crm, visitor={**WHOLE, "fs_contact": False})
    lead = crm.table("leads")[0]
    assert (lead["company"]["name"], lead["deal"]["amount"]) == ("Example.com", "1234.0")
    assert (crm.table("sales_accounts"), crm.table("deals")) == ([], [])


@pytest.mark.parametrize("base", ["", "/crm/sales"])
def test_fs_79_an_event_has_any_name_and_flat_properties(crm, base):
    event = {"name": "My Custom Thing", "campaignId": "123"}
    assert track(crm, "events", base, identifier="a@x.io", event=event).status == 200
    (kept,) = crm.table("events")
    assert (kept["name"], kept["properties"]) == ("My Custom Thing", {"campaignId": "123"})
    assert (kept["identifier"], crm.table("leads")) == ("a@x.io", [])


def test_fs_80_a_page_view_has_its_address(crm):
    view = {"url": "http://example.com/pricing"}
    assert track(crm, "page_views", identifier="a@x.io", page_view=view).status == 200
    assert crm.table("page_views")[0]["url"] == "http://example.com/pricing"


@pytest.mark.parametrize("token", ["other", "", None])
def test_fs_81_a_wrong_token_is_not_served(crm, token):
    answer = track(crm, "events", token=token, identifier="u1", event={"name": "e"})
    assert (answer.status, crm.table("events")) == (401, [])


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("events", {"identifier": "u1", "event": {"name": ""}}),
        ("events", {"event": {"name": "e"}}),
        ("page_views", {"identifier": "u1", "page_view": {"title": "t"}}),
        ("visitors", {"identifier": "u1", "visitor": {}}),
    ],
)
def test_fs_82_less_than_the_vendors_libraries_send_is_refused(crm, what, body):
    assert track(crm, what, **body).status == 400
