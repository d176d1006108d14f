"""Every branch of an identify call to Freshsales, driven by canned answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import Call
from contracts.conversation import Dropped, Kind, Mapped
from contracts.exchange import Answer
from driving import driven
from forwarder.freshsales.identify import identify
from forwarder.freshsales.naming import camel_case, field_named
from forwarder.settings import settings_of
from forwarder.vendor import vendors

SETTINGS = {"subdomain": "acme", "api_token": "hush-hush"}
EMAIL, USER_ID = "john.doe@example.com", "97980cfea0067"
JOHN = {"firstName": "John", "lastName": "Doe", "email": EMAIL}
SENT = {"first_name": "John", "last_name": "Doe", "email": EMAIL}
CONTACT = JOHN | {"fsContact": "true"}
KEEPS = {"lead": {"cf_user_id": "text"}}
COMPANY, DEAL = {"name": "Example.com"}, {"name": "Sample Deal", "amount": 1234}
ACCOUNT, DONE = Answer(200, {"sales_account": {"id": 5}}), Answer(200, {"deal": {"id": 9}})


def found(*records, part="lead"):
    return Answer(200, {f"{part}s": {f"{part}s": list(records)}})


def one(part="lead", number=7, status=200, **rest):
    return Answer(status, {part: {"id": number, **rest}})


def problem(status, *words):
    return Answer(status, {"errors": {"code": status, "message": list(words)}})


TAKEN = problem(400, f"{EMAIL} already exists.")


def told(*answers, traits=JOHN, user_id=USER_ID, fields=None, **settings):
    """The requests a call asks, given these answers in turn, and its outcome."""
    call = Call(type="identify", message_id="m", user_id=user_id, traits=traits)
    steps = identify(call, settings_of(vendors()["freshsales"], SETTINGS | settings), fields or {})
    return driven(steps, answers)


def lines(requests) -> list[str]:
    return [f"{r.method} {r.path}" for r in requests]


def asked(requests) -> list[dict]:
    return [dict(r.query) for r in requests if r.path == "/api/lookup"]


def test_call_1_nobody_found_is_created_as_a_lead():
    """Rules 8, 9, 14, 19; case F1."""
    requests, outcome = told(found(), one())
    assert lines(requests) == ["GET /api/lookup", "POST /api/leads"]
    assert asked(requests) == [{"q": EMAIL, "f": "email", "entities": "lead"}]
    assert requests[1].body == {"lead": SENT}
    assert (outcome.kind, outcome.says) == (Kind.SENT, "lead created")


def test_call_13_a_lead_of_the_email_is_updated():
    """Rule 9, case F13."""
    requests, outcome = told(found({"id": 3, "email": EMAIL.upper()}), one())
    assert lines(requests)[1] == "PUT /api/leads/3"
    assert outcome.says == "lead updated"


@pytest.mark.parametrize("key", ["fs_contact", "fsContact"])
@pytest.mark.parametrize("value", [True, "true", "True"])
def test_call_2_3_the_flag_makes_a_contact_and_is_no_field(key, value):
    """Rules 15, 16, 17; cases F2, F3."""
    requests, _ = told(found(part="contact"), one("contact"), traits=JOHN | {key: value})
    assert requests[0].query["entities"] == "contact"
    assert (requests[1].path, requests[1].body) == ("/api/contacts", {"contact": SENT})


@pytest.mark.parametrize("value", [False, "false", None, "yes", 1])
def test_call_4_any_other_flag_makes_a_lead(value):
    """Case F4."""
    requests, _ = told(found(), one(), traits=JOHN | {"fs_contact": value})
    assert (requests[1].path, requests[1].body) == ("/api/leads", {"lead": SENT})


@pytest.mark.parametrize("user_id", [None, "", " "])
def test_call_7_a_call_without_user_id_asks_nothing(user_id):
    """Rule 10, case F7."""
    requests, outcome = told(user_id=user_id)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "freshsales.identify.userid-required")


@pytest.mark.parametrize("traits", [{}, {"email": ""}, {"email": "john"}])
def test_call_5_a_call_without_any_email_asks_nothing(traits):
    """Rule 12, case F5."""
    requests, outcome = told(traits=traits)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "freshsales.identify.email-required")


def test_call_6_a_user_id_that_is_an_email_serves_as_one():
    """Rule 13, case F6."""
    requests, outcome = told(found(), one(), traits={"firstName": "John"}, user_id=EMAIL)
    assert requests[1].body == {"lead": {"first_name": "John", "email": EMAIL}}
    assert Mapped("userId", "email", EMAIL) in outcome.mapping


def test_call_8_title_and_phone_are_mapped():
    """Rules 21, 22; case F8."""
    requests, _ = told(found(), one(), traits=JOHN | {"title": "CTO", "phone": "+1"})
    assert requests[1].body == {"lead": SENT | {"job_title": "CTO", "work_number": "+1"}}


def test_a_field_named_outright_wins_over_title_and_phone():
    traits = JOHN | {"title": "CTO", "phone": "1", "jobTitle": "Chef", "work_number": "2"}
    requests, _ = told(found(), one(), traits=traits)
    assert requests[1].body == {"lead": SENT | {"job_title": "Chef", "work_number": "2"}}


def test_call_9_unmapped_attributes_are_ignored_with_the_reason():
    """Rule 20, case F9; an address that is an object fits no field."""
    traits = JOHN | {"plan": "gold", "name": "J", "address": {"city": "X"}}
    requests, outcome = told(found(), one(), traits=traits)
    assert requests[1].body == {"lead": SENT}
    rules = {e.trait: e.rule for e in outcome.mapping if isinstance(e, Dropped)}
    assert rules["plan"] == rules["name"] == "freshsales.traits.unmapped-ignored"
    assert rules["address"] is None


def test_call_18_custom_fields_are_found_by_camel_case_or_by_name():
    """Rules 24, 43; case F18."""
    fields = {"lead": {"cf_alternate_number": "text", "cf_vip": "checkbox"}}
    traits = JOHN | {"cfAlternateNumber": 98765432, "cf_vip": False}
    requests, _ = told(found(), one(), traits=traits, fields=fields)
    custom = {"cf_alternate_number": "98765432", "cf_vip": False}
    assert requests[1].body["lead"]["custom_field"] == custom


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        ("number", "abc", "custom.name-and-type"),
        ("checkbox", "perhaps", "custom.name-and-type"),
        ("date", "soon", "custom.name-and-type"),
        ("auto_complete", "x", "custom.name-and-type"),
        (None, "x", "custom.not-auto-created"),
    ],
)
def test_call_10_11_a_custom_field_that_cannot_be_updated_says_why(kind, value, rule):
    """Rules 26, 28, 40; cases F10, F11."""
    fields = {"lead": {"cf_thing": kind} if kind else {}}
    requests, outcome = told(found(), one(), traits=JOHN | {"cfThing": value}, fields=fields)
    assert requests[1].body == {"lead": SENT}
    (why,) = [e for e in outcome.mapping if e.trait == "cfThing"]
    assert why.rule == f"freshsales.{rule}"


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        ("dropdown", "Gold", "Gold"),
        ("dropdown", "Tin", None),
        ("radio", ["Gold"], None),
        ("multi_select_dropdown", ["Gold", "Silver"], ["Gold", "Silver"]),
        ("multi_select_dropdown", ["Gold", "Tin"], None),
    ],
)
def test_only_a_listed_choice_is_sent(kind, value, sent):
    fields = {"lead": {"cf_tier": kind}, "lead choices": {"cf_tier": ["Gold", "Silver"]}}
    requests, _ = told(found(), one(), traits=JOHN | {"cfTier": value}, fields=fields)
    assert requests[1].body["lead"].get("custom_field") == (sent and {"cf_tier": sent})


def test_a_date_is_sent_as_a_day():
    fields = {"lead": {"cf_since": "date"}}
    requests, _ = told(
        found(), one(), traits=JOHN | {"cfSince": "2013-01-07T10:00:00Z"}, fields=fields
    )
    assert requests[1].body["lead"]["custom_field"] == {"cf_since": "2013-01-07"}


def test_the_user_id_is_looked_up_first_and_kept():
    """Rule 11."""
    requests, outcome = told(found(), found(), one(), fields=KEEPS)
    assert [q["f"] for q in asked(requests)] == ["cf_user_id", "email"]
    assert requests[2].body == {"lead": SENT | {"custom_field": {"cf_user_id": USER_ID}}}
    assert Mapped("userId", "custom_field.cf_user_id", USER_ID) in outcome.mapping


def test_without_its_field_the_user_id_is_dropped_and_said_so():
    _, outcome = told(found(), one())
    why = "the account defines no cf_user_id to keep it: the email alone matches"
    assert Dropped("userId", why) in outcome.mapping


def test_a_user_id_that_its_field_cannot_take_is_left_out():
    requests, _ = told(found(), one(), fields={"lead": {"cf_user_id": "number"}})
    assert requests[1].body == {"lead": SENT}


def test_whoever_holds_the_user_id_gets_the_new_email():
    holder = {"id": 3, "email": "old@example.com", "custom_field": {"cf_user_id": USER_ID}}
    requests, _ = told(found(holder), one(), fields=KEEPS)
    assert lines(requests) == ["GET /api/lookup", "PUT /api/leads/3"]


def test_a_lead_of_another_user_id_is_left_alone():
    other = {"id": 3, "email": EMAIL, "custom_field": {"cf_user_id": "other"}}
    requests, outcome = told(found(), found(other), fields=KEEPS)
    assert len(requests) == 2
    assert (outcome.kind, outcome.rule) == (Kind.REFUSED, "freshsales.identify.other-userid")


def test_a_user_id_that_is_the_email_does_not_replace_another():
    other = {"id": 3, "email": EMAIL, "custom_field": {"cf_user_id": "other"}}
    requests, outcome = told(found(), found(other), one(), fields=KEEPS, user_id=EMAIL)
    assert requests[2].body == {"lead": SENT}
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize(
    "record", [{"id": 3, "email": EMAIL, "is_deleted": True}, {"id": 3, "email": "x@y.io"}]
)
def test_who_is_deleted_or_has_another_email_is_not_the_one(record):
    assert lines(told(found(record), one())[0])[1] == "POST /api/leads"


@pytest.mark.parametrize(
    "record", [{"id": 3}, {"id": 3, "email": "x@y.io", "emails": [{"value": EMAIL}]}]
)
def test_who_has_the_email_beside_another_is_the_one(record):
    assert lines(told(found(record), one())[0])[1] == "PUT /api/leads/3"


def test_of_several_the_oldest_is_updated():
    young = {"id": 1, "email": EMAIL, "created_at": "2020-01-02T00:00:00Z"}
    old = {"id": 2, "email": EMAIL, "created_at": "2020-01-01T00:00:00Z"}
    requests, outcome = told(found(young, old), one())
    assert lines(requests)[1] == "PUT /api/leads/2"
    assert (outcome.kind, outcome.rule) == (Kind.SENT, "freshsales.identify.multiple-oldest")


def test_a_lead_has_company_and_deal_within():
    """Rules 29, 30, 32."""
    company = COMPANY | {"numberOfEmployees": "11", "motto": "x"}
    requests, outcome = told(found(), one(), traits=JOHN | {"company": company, "deal": DEAL})
    inner = {"company": COMPANY | {"number_of_employees": 11}, "deal": DEAL}
    assert requests[1].body == {"lead": SENT | inner}
    assert "company.motto" in {e.trait for e in outcome.mapping if isinstance(e, Dropped)}


def test_call_12_a_new_contact_gets_account_and_deal_linked():
    """Rules 29, 30, 31; case F12."""
    traits = CONTACT | {"company": COMPANY, "deal": DEAL}
    requests, _ = told(found(part="contact"), ACCOUNT, one("contact"), DONE, traits=traits)
    assert lines(requests)[1:] == [
        "POST /api/sales_accounts/upsert",
        "POST /api/contacts",
        "POST /api/deals",
    ]
    linked = {"sales_accounts": [{"id": 5, "is_primary": True}]}
    assert requests[2].body == {"contact": SENT | linked}
    ends = {"sales_account_id": 5, "contacts_added_list": [7]}
    assert requests[3].body == {"deal": DEAL | ends}


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
        traits=CONTACT | {"company": COMPANY, "deal": DEAL},
    )
    assert requests[3].body["contact"]["sales_accounts"] == [
        *accounts,
        {"id": 5, "is_primary": False},
    ]
    assert (requests[4].path, requests[4].method) == ("/api/deals/8", "PUT")
    assert requests[4].body == {"deal": DEAL | {"sales_account_id": 5}}


def test_an_account_there_and_not_to_be_found_is_tried_later_where_there_are_no_upserts():
    nobody = found(part="contact")
    none = Answer(200, {"sales_accounts": {"sales_accounts": []}})
    taken = problem(400, "Name has already been taken")
    traits = CONTACT | {"company": COMPANY}
    requests, outcome = told(nobody, Answer(404), none, taken, traits=traits)
    assert lines(requests)[2:] == ["GET /api/lookup", "POST /api/sales_accounts"]
    assert (outcome.kind, outcome.rule) == (Kind.FAILED, "freshsales.objects.company")


@pytest.mark.parametrize("key", ["company", "deal"])
@pytest.mark.parametrize("value", ["Example.com", {}, {"amount": 5}, None])
def test_an_object_without_a_name_is_left_out(key, value):
    requests, outcome = told(found(part="contact"), one("contact"), traits=CONTACT | {key: value})
    assert lines(requests) == ["GET /api/lookup", "POST /api/contacts"]
    assert key in {e.trait for e in outcome.mapping if isinstance(e, Dropped)}


@pytest.mark.parametrize("overtaken", [TAKEN, problem(400, "Email is not unique")])
def test_call_20_somebody_created_meanwhile_is_looked_up_once_more(overtaken):
    """Case F20."""
    requests, outcome = told(found(), overtaken, found({"id": 3, "email": EMAIL}), one())
    assert [r.method for r in requests] == ["GET", "POST", "GET", "PUT"]
    assert outcome.kind is Kind.SENT


def test_somebody_deleted_meanwhile_is_created():
    gone = found({"id": 3, "email": EMAIL})
    requests, _ = told(gone, problem(404, "not in the CRM"), found(), one())
    assert [r.method for r in requests] == ["GET", "PUT", "GET", "POST"]


def test_somebody_there_and_not_to_be_found_is_tried_later():
    """Quirk q1: the look-up lags."""
    assert told(found(), TAKEN, found(), TAKEN)[1].kind is Kind.FAILED


@pytest.mark.parametrize(
    ("answer", "kind", "rule"),
    [
        (Answer(401, {"login": "failed"}), Kind.REFUSED, "freshsales.settings.api-token"),
        (problem(403, "not authorized"), Kind.REFUSED, "freshsales.auth.admin-key"),
        (problem(404), Kind.REFUSED, "freshsales.settings.subdomain"),
        (Answer(302, ""), Kind.REFUSED, "freshsales.settings.subdomain"),
        (problem(400, "bad"), Kind.REFUSED, None),
        (problem(400, "UCR :: 429 :: Too many requests"), Kind.FAILED, None),
        (problem(429, "Too many requests"), Kind.FAILED, None),
        (Answer(500, {"error_code": 500}), Kind.FAILED, None),
        (Answer(200, "<html>"), Kind.FAILED, None),
        (Answer(200, {"leads": {"leads": [{"id": "1"}]}}), Kind.FAILED, None),
    ],
)
def test_a_look_up_that_fails_ends_the_call(answer, kind, rule):
    """Rules 5, 7."""
    requests, outcome = told(answer)
    assert len(requests) == 1
    assert (outcome.kind, outcome.rule) == (kind, rule)


@pytest.mark.parametrize("body", [None, [], {"lead": None}, {"lead": {"id": None}}])
def test_a_write_that_is_not_confirmed_is_a_failure(body):
    assert told(found(), Answer(200, body))[1].kind is Kind.FAILED


def test_the_tracker_is_told_of_a_visitor_by_labels():
    fields = {"lead": {"cf_vip": "checkbox"}, "lead labels": {"cf_vip": "Very important"}}
    traits = JOHN | {"cfVip": "true", "company": COMPANY, "phone": "1"}
    requests, _ = told(Answer(200), traits=traits, fields=fields, via="tracker", app_token="app")
    named = {"First name": "John", "Last name": "Doe", "Email": EMAIL, "Work": "1"}
    visitor = named | {"Very important": True, "company": {"Name": "Example.com"}}
    assert lines(requests) == ["POST /track/visitors"]
    body = {"identifier": USER_ID, "visitor": visitor, "application_token": "app"}
    assert requests[0].body == body


def test_the_tracker_is_told_of_a_contact_by_the_flag():
    requests, _ = told(Answer(200), traits=CONTACT | {"deal": DEAL}, via="tracker")
    visitor = requests[0].body["visitor"]
    assert (visitor["fs_contact"], visitor["deal"]) == (
        True,
        {"Name": "Sample Deal", "Value": 1234},
    )


@pytest.mark.parametrize(
    ("name", "camel"),
    [
        ("cf_alternate_number", "cfAlternateNumber"),
        ("cf_bdr_stage_-_contact", "cfBdrStageContact"),
        ("cf_1583_doc_status", "cf1583DocStatus"),
    ],
)
def test_internal_names_in_camel_case(name, camel):
    assert camel_case(name) == camel
    assert field_named(camel, [name]) == field_named(name, [name]) == name


def test_a_name_that_two_fields_share_in_camel_case_is_no_name():
    assert field_named("cfAB", ["cf_a_b", "cf_a-b"]) is None


ANY = st.none() | st.booleans() | st.integers() | st.text() | st.dictionaries(st.text(), st.text())
TRAIT = st.sampled_from([*CONTACT, "title", "phone", "company", "cfVip", "cf_user_id"])


@given(st.dictionaries(TRAIT | st.text(), ANY), st.lists(ANY, min_size=9))
def test_whatever_freshsales_answers_every_trait_is_accounted_for(traits, bodies):
    fields = {"lead": {"cf_vip": "checkbox", "cf_user_id": "text"}}
    answers = [Answer(200, body) for body in bodies]
    _, outcome = told(*answers, traits=traits, user_id=EMAIL, fields=fields)
    assert set(traits) <= {entry.trait for entry in outcome.mapping}
