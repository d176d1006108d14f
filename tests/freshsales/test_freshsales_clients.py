"""Freshsales' real clients, told that the running fake is the vendor."""

import pytest

import fauxdesk
from clients import story_of

REFUSED = "Freshsales responded with the status code of"
EMPTY = "passed to {} method is empty."


@pytest.fixture(scope="module")
def analytics():
    """What the vendor's own analytics client told, and the fake it told it to."""
    with fauxdesk.start("freshsales") as stack:
        yield story_of("freshsales", stack.url("freshsales")), stack["freshsales"]


@pytest.fixture(scope="module")
def crm():
    """What python-freshworks-crm told, and the fake it told it to."""
    with fauxdesk.start("freshsales") as stack:
        yield story_of("python-freshworks-crm", stack.url("freshsales")), stack["freshsales"]


def test_a_visitor_becomes_one_lead_with_company_and_deal(analytics):
    lead, other = analytics[1].leads
    assert (lead["email"], lead["display_name"]) == ("john@example.com", "Johnny Doe")
    assert (lead["company"]["name"], lead["deal"]["name"]) == ("Example.com", "Sample")
    assert lead["deal"]["amount"] == "1234.0"
    assert lead["custom_field"] == {"cf_alternate_number": "98765432"}
    assert (other["email"], other["last_name"]) == ("bob@example.com", "Roe")


def test_a_flagged_visitor_becomes_one_contact_with_accounts_and_deal(analytics):
    fake = analytics[1]
    ann, eve = fake.contacts
    accounts = {account["name"]: account["id"] for account in fake.sales_accounts}
    assert (ann["email"], ann["job_title"]) == ("ann@example.com", "CTO")
    assert [link["id"] for link in ann["sales_accounts"]] == [*map(accounts.get, accounts)]
    assert list(accounts) == ["Example.com", "Acme"]
    assert fake.deal()["contact_ids"] == [ann["id"]]
    assert eve["email"] == "eve@example.com"


def test_events_arrive_under_their_names_with_their_properties(analytics):
    told = [(e["identifier"], e["name"], e["properties"]) for e in analytics[1].events]
    assert told == [
        ("u1", "Email Bounced", {"emailId": "110688"}),
        ("u1", "My Custom Thing", {}),
        ("nobody yet", "Newsletter Opened", {}),
        ("u3", "Signed Up", {"plan": "gold", "seats": 5}),
    ]


def test_page_views_arrive_with_their_address(analytics):
    views = [(view["identifier"], view["url"]) for view in analytics[1].page_views]
    assert views == [(who, "http://example.com/pricing") for who in ("u1", "u3")]


def test_the_analytics_client_raises_what_is_not_taken(analytics):
    assert analytics[0] == {
        "wrong token": f"{REFUSED} 401",
        "wrong token of a visitor": f"{REFUSED} 401",
        "no email": f"{REFUSED} 400",
        "nobody": "Identifier passed is empty",
        "no event": f"Event Name {EMPTY.format('trackEvent')}",
        "no page": f"Page URL {EMPTY.format('trackPageView')}",
    }


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("same", True),
        ("name", ["Anna", "Ulm"]),
        ("accounts", ["Acme"]),
        ("clone", ["Anna", "bob@x.io"]),
        ("listed", ["ann@x.io", "bob@x.io", "eve@x.io"]),
        ("one page", 3),
        ("filtered", [[True], False]),
        ("deleted", [True, "FreshsalesNotFound"]),
        ("forgotten", [True, "FreshsalesNotFound"]),
        ("custom fields", ["cf_alternate_number", "cf_user_id"]),
        ("account", ["Austin", True, "Initech", "Texas", "+1"]),
        ("cloned account", ["Initrode", "Austin"]),
        ("accounts listed", ["Acme", "Initech", "Initrode"]),
        ("account deleted", [True, "FreshsalesNotFound", True]),
        ("account fields", True),
        ("deal", ["1234.5", "20.0", "-5.0", 30]),
        ("deals listed", ["Sample", "Other"]),
        ("deal seen", "Sample"),
        ("deal deleted", [True, "FreshsalesNotFound", True]),
        ("deal fields", True),
        ("note", ["Hi", "Ho", True]),
        ("task", [0, "Write", 1, True, "Write"]),
        ("open tasks", ["Call"]),
        ("task deleted", [True, "FreshsalesNotFound"]),
        ("activity", ["Visit", "Visit", "Call", True]),
        ("on the lists", [["ann@x.io"], ["cat@x.io"]]),
        ("emptied", [[], []]),
        ("lists", ["Older", "News", "Older"]),
        ("owners", ["admin@acme.example"]),
        ("stages", ["Lead", "Sales Qualified Lead", "Customer"]),
        ("statuses", ["New", "Contacted", "Qualified", "Won"]),
        (
            "deal stages",
            ["New", "Qualification", "Discovery", "Demo", "Negotiation", "Won", "Lost"],
        ),
        ("other choices", [True] * 13),
        ("pages", [3, 3]),
        ("paged", [True, True]),
        ("at least", True),
    ],
)
def test_the_crm_client_reads_what_it_wrote(crm, what, told):
    assert crm[0][what] == told


@pytest.mark.parametrize(
    ("what", "kind", "says"),
    [
        ("duplicate", "FreshsalesBadRequest", "ann@x.io already exists."),
        ("unwrapped", "FreshsalesBadRequest", "Invalid or missing attributes"),
        ("nameless deal", "FreshsalesBadRequest", "Deal name can't be empty"),
        ("taken account", "FreshsalesBadRequest", "Name has already been taken"),
        ("stranger", "FreshsalesUnauthorized", ""),
        ("unknown view", "FreshsalesAccessDenied", "not authorized"),
        ("products", "FreshsalesServerError", "501"),
    ],
)
def test_the_crm_client_raises_what_is_refused(crm, what, kind, says):
    assert crm[0][what][0] == kind
    assert says in crm[0][what][1]


def test_the_crm_client_knows_a_spent_limit_and_a_failure_from_each_other(crm):
    assert crm[0]["failing"] == ["FreshsalesRateLimited", "FreshsalesServerError"]


def test_the_account_holds_what_the_crm_client_left(crm):
    fake = crm[1]
    ann, cat, *many = fake.contacts
    assert (ann["email"], ann["first_name"], cat["email"]) == ("ann@x.io", "Anna", "cat@x.io")
    assert [contact["email"] for contact in many] == [f"many-{n}@x.io" for n in range(250)]
    assert [account["name"] for account in fake.sales_accounts] == ["Acme"]
    assert [each["name"] for each in fake.lists] == ["News", "Older"]
    assert [*fake.deals, *fake.notes, *fake.tasks, *fake.sales_activities] == []
