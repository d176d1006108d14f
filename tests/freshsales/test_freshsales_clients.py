"""Freshsales' real clients, told that the running fake is the vendor."""

import pytest

import fauxdesk
from clients import story_of


@pytest.fixture(scope="module")
def analytics():
    """What the vendor's own analytics client told, and the fake it told it to."""
    with fauxdesk.start("freshsales") as stack:
        yield story_of("freshsales", stack.url("freshsales")), stack["freshsales"]


@pytest.fixture(scope="module")
def crm():
    """What python-freshworks-crm told."""
    with fauxdesk.start("freshsales") as stack:
        return story_of("python-freshworks-crm", stack.url("freshsales"))


def test_a_visitor_becomes_one_lead_with_company_and_deal(analytics):
    lead = analytics[1].lead()
    assert (lead["email"], lead["display_name"]) == ("john@example.com", "John Doe")
    assert (lead["company"]["name"], lead["deal"]["name"]) == ("Example.com", "Sample")
    assert lead["custom_field"] == {"cf_alternate_number": "98765432"}


def test_a_visitor_of_the_suite_becomes_a_contact_as_a_flagged_one_does(analytics):
    assert [c["email"] for c in analytics[1].contacts] == ["ann@example.com", "eve@example.com"]


def test_events_arrive_under_their_names_with_their_properties(analytics):
    told = [(e["identifier"], e["name"], e["properties"]) for e in analytics[1].events]
    bounced = ("u1", "Email Bounced", {"emailId": "110688"})
    assert told == [bounced, ("u1", "My Custom Thing", {})]


def test_a_page_view_arrives_with_its_address(analytics):
    assert analytics[1].page_view()["url"] == "http://example.com/pricing"


def test_the_analytics_client_raises_what_is_not_taken(analytics):
    refused = "Freshsales responded with the status code of"
    assert analytics[0] == {"wrong token": f"{refused} 401", "no email": f"{refused} 400"}


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("same", True),
        ("name", "Anna"),
        ("accounts", ["Acme"]),
        ("clone", ["Anna", "bob@x.io"]),
        ("deal", ["1234.5", "20.0"]),
        ("listed", ["ann@x.io", "bob@x.io", "eve@x.io"]),
        ("paged", 3),
        ("filtered", [True]),
        ("note", ["Hi", True]),
        ("task", "Call"),
        ("activity", ["Visit", True]),
        ("lists", ["News"]),
        ("on the list", ["ann@x.io"]),
        ("deleted", [True, "FreshsalesNotFound"]),
        ("forgotten", [True, "FreshsalesNotFound"]),
        ("owners", ["admin@acme.example"]),
        ("stages", ["Lead", "Sales Qualified Lead", "Customer"]),
        ("custom fields", ["cf_alternate_number", "cf_user_id"]),
    ],
)
def test_the_crm_client_reads_what_it_wrote(crm, what, told):
    assert crm[what] == told


@pytest.mark.parametrize(
    ("what", "kind", "says"),
    [
        ("duplicate", "FreshsalesBadRequest", "ann@x.io already exists."),
        ("unwrapped", "FreshsalesBadRequest", "Invalid or missing attributes"),
        ("stranger", "FreshsalesUnauthorized", ""),
    ],
)
def test_the_crm_client_raises_what_is_refused(crm, what, kind, says):
    assert crm[what][0] == kind
    assert says in crm[what][1]
