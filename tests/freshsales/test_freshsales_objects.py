"""Company and deal of an identify call to Freshsales: within a lead, beside a contact."""

import pytest

from contracts.conversation import Dropped, Kind
from contracts.exchange import Answer
from forwarder.freshsales.objects import Held, links_with
from forwarder.recent import Recent
from freshsales_identify_calls import (
    ACCOUNT,
    COMPANY,
    CONTACT,
    DEAL,
    DONE,
    EMAIL,
    JOHN,
    SENT,
    asked,
    found,
    lines,
    one,
    problem,
    told,
)

CUSTOMER = CONTACT | {"company": COMPANY, "deal": DEAL}
NOBODY = found(part="contact")


def named(*deals):
    """What a look-up of deals by name finds."""
    return found(*({"name": DEAL["name"], **deal} for deal in deals), part="deal")


def test_a_lead_has_company_and_deal_within():
    """Rules 29, 30, 32."""
    company = COMPANY | {"numberOfEmployees": "11", "motto": "x"}
    requests, outcome = told(found(), one(), traits=JOHN | {"company": company, "deal": DEAL})
    inner = {"company": COMPANY | {"number_of_employees": 11}, "deal": DEAL}
    assert requests[1].body == {"lead": SENT | inner}
    assert "company.motto" in {e.trait for e in outcome.mapping if isinstance(e, Dropped)}


def test_call_12_a_new_contact_gets_account_and_deal_linked():
    """Rules 29, 30, 31; case F12."""
    answers = (NOBODY, ACCOUNT, one("contact"), named(), DONE)
    requests, _ = told(*answers, traits=CUSTOMER)
    assert lines(requests)[1:] == [
        "POST /api/sales_accounts/upsert",
        "POST /api/contacts",
        "GET /api/lookup",
        "POST /api/deals",
    ]
    linked = {"sales_accounts": [{"id": 5, "is_primary": True}]}
    assert requests[2].body == {"contact": SENT | linked}
    ends = {"sales_account_id": 5, "contacts_added_list": [7]}
    assert requests[4].body == {"deal": DEAL | ends}


@pytest.mark.parametrize("beside", [True, False])
def test_a_known_contact_keeps_its_accounts_and_deals(beside):
    """The deals of a contact are read wherever Freshsales has them."""
    accounts = [{"id": 4, "is_primary": True}]
    deals = {"deals": [{"id": 8, "name": "sample deal"}]}
    contact = {"id": 3, "sales_accounts": accounts, **({} if beside else deals)}
    shown = Answer(200, {"contact": contact, **(deals if beside else {})})
    requests, _ = told(
        found({"id": 3, "email": EMAIL}, part="contact"),
        *(shown, ACCOUNT, one("contact", 3), DONE),
        traits=CUSTOMER,
    )
    assert requests[3].body["contact"]["sales_accounts"] == [
        *accounts,
        {"id": 5, "is_primary": False},
    ]
    assert (requests[4].path, requests[4].method) == ("/api/deals/8", "PUT")
    assert requests[4].body == {"deal": DEAL | {"sales_account_id": 5}}


@pytest.mark.parametrize(
    ("accounts", "sent"),
    [
        ([], [{"id": 5, "is_primary": True}]),
        ([{"id": 4}], [{"id": 4, "is_primary": False}, {"id": 5, "is_primary": True}]),
        (
            [{"id": 4, "is_primary": True}],
            [{"id": 4, "is_primary": True}, {"id": 5, "is_primary": False}],
        ),
        ([{"id": 5}], None),
    ],
)
def test_of_the_accounts_of_a_contact_one_is_primary(accounts, sent):
    assert links_with(5, Held(tuple(accounts))).get("sales_accounts") == sent


def test_an_account_there_and_not_to_be_found_is_tried_later_where_there_are_no_upserts():
    none = Answer(200, {"sales_accounts": {"sales_accounts": []}})
    taken = problem(400, "Name has already been taken")
    traits = CONTACT | {"company": COMPANY}
    requests, outcome = told(NOBODY, Answer(404), none, taken, traits=traits)
    assert lines(requests)[2:] == ["GET /api/lookup", "POST /api/sales_accounts"]
    assert (outcome.kind, outcome.rule) == (Kind.FAILED, "freshsales.objects.company")


@pytest.mark.parametrize("key", ["company", "deal"])
@pytest.mark.parametrize("value", ["Example.com", {}, {"amount": 5}, None])
def test_an_object_without_a_name_is_left_out(key, value):
    requests, outcome = told(found(part="contact"), one("contact"), traits=CONTACT | {key: value})
    assert lines(requests) == ["GET /api/lookup", "POST /api/contacts"]
    assert key in {e.trait for e in outcome.mapping if isinstance(e, Dropped)}


def test_a_deal_of_the_same_account_is_updated_and_linked_to_the_contact_too():
    others = (
        {"id": 8, "sales_account_id": 4},
        {"id": 10, "sales_account_id": 5, "is_deleted": True},
    )
    deals = named(*others, {"id": 12, "sales_account_id": 5}, {"id": 11, "sales_account_id": 5})
    requests, _ = told(NOBODY, ACCOUNT, one("contact"), deals, DONE, traits=CUSTOMER)
    assert asked(requests)[1] == {"q": "Sample Deal", "f": "name", "entities": "deal"}
    assert lines(requests)[-1] == "PUT /api/deals/11"
    ends = {"sales_account_id": 5, "contacts_added_list": [7]}
    assert requests[-1].body == {"deal": DEAL | ends}


def test_without_a_company_a_deal_of_any_account_of_the_contact_is_the_one():
    contact = {"id": 3, "sales_accounts": [{"id": 4, "is_primary": True}]}
    answers = (Answer(200, {"contact": contact}), one("contact", 3))
    deals = named({"id": 8, "sales_account_id": 4})
    known = found({"id": 3, "email": EMAIL}, part="contact")
    requests, _ = told(known, *answers, deals, DONE, traits=CONTACT | {"deal": DEAL})
    assert lines(requests)[-1] == "PUT /api/deals/8"
    assert requests[-1].body == {"deal": DEAL | {"contacts_added_list": [3]}}


def test_beside_a_company_a_deal_of_another_account_of_the_contact_is_left_alone():
    contact = {"id": 3, "sales_accounts": [{"id": 4, "is_primary": True}]}
    answers = (Answer(200, {"contact": contact}), ACCOUNT, one("contact", 3))
    deals = named({"id": 8, "sales_account_id": 4})
    known = found({"id": 3, "email": EMAIL}, part="contact")
    requests, _ = told(known, *answers, deals, DONE, traits=CUSTOMER)
    assert lines(requests)[-1] == "POST /api/deals"


def test_without_any_account_no_deal_but_the_contacts_own_is_looked_for():
    requests, _ = told(NOBODY, one("contact"), DONE, traits=CONTACT | {"deal": DEAL})
    assert lines(requests) == ["GET /api/lookup", "POST /api/contacts", "POST /api/deals"]


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        ({"name": "sample deal", "sales_account_id": 5}, "PUT /api/deals/9"),
        ({"name": "Sample Deal", "sales_account_id": 4}, "POST /api/deals"),
        ({"name": "Renamed", "sales_account_id": 5}, "POST /api/deals"),
    ],
)
def test_a_deal_written_lately_counts_while_it_is_what_it_was(shown, line):
    recent = Recent()
    recent.hold(9, [("deal", "name", "sample deal")])
    answers = (NOBODY, ACCOUNT, one("contact"), named(), one("deal", 9, **shown), DONE)
    requests, _ = told(*answers, traits=CUSTOMER, recent=recent)
    assert lines(requests)[-2:] == ["GET /api/deals/9", line]


def test_an_account_written_lately_is_updated_where_there_are_no_upserts():
    recent = Recent()
    told(NOBODY, ACCOUNT, one("contact"), traits=CONTACT | {"company": COMPANY}, recent=recent)
    answers = (NOBODY, Answer(404), found(part="sales_account"))
    lately = one("sales_account", 5, **COMPANY)
    requests, outcome = told(
        *(*answers, lately, ACCOUNT, one("contact")),
        traits=CONTACT | {"email": "jane@example.com", "company": COMPANY},
        recent=recent,
    )
    assert lines(requests)[3:5] == ["GET /api/sales_accounts/5", "PUT /api/sales_accounts/5"]
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize("linked", [True, False])
def test_in_the_suite_accounts_are_read_of_whom_no_look_up_showed_before_any_is_linked(linked):
    """The upsert may have met somebody who is there: a list sent would replace the accounts."""
    held = [{"id": 5 if linked else 4, "is_primary": True}]
    shown = Answer(200, {"contact": {"id": 7, "sales_accounts": held}})
    answers = (NOBODY, ACCOUNT, one("contact"), shown, *([] if linked else [one("contact")]))
    traits = JOHN | {"company": COMPANY}
    requests, _ = told(*answers, traits=traits, domain="myfreshworks.com")
    assert requests[2].body["contact"] == SENT
    links = [*held, {"id": 5, "is_primary": False}]
    sent = [r.body for r in requests[4:]]
    assert sent == ([] if linked else [{"contact": {"sales_accounts": links}}])
