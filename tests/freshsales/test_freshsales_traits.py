"""The traits of an identify call to Freshsales: which field each fills, and why one is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.conversation import Dropped
from contracts.exchange import Answer
from forwarder.freshsales.naming import camel_case, field_named
from freshsales_identify_calls import CONTACT, EMAIL, JOHN, SENT, found, one, told


def test_call_8_title_and_phone_are_mapped():
    """Rules 21, 22; case F8."""
    requests, _ = told(found(), one(), traits=JOHN | {"title": "CTO", "phone": "+1"})
    assert requests[1].body == {"lead": SENT | {"job_title": "CTO", "work_number": "+1"}}


def test_a_field_named_outright_wins_over_title_and_phone():
    traits = JOHN | {"title": "CTO", "phone": "1", "jobTitle": "Chef", "work_number": "2"}
    requests, _ = told(found(), one(), traits=traits)
    assert requests[1].body == {"lead": SENT | {"job_title": "Chef", "work_number": "2"}}


@pytest.mark.parametrize(
    ("traits", "fields"),
    [
        ({"mobileNumber": 49170, "zipcode": 89073}, {"mobile_number": "49170", "zipcode": "89073"}),
        ({"ownerId": "7", "lead_source_id": 8}, {"owner_id": 7, "lead_source_id": 8}),
        ({"subscriptionStatus": "1"}, {"subscription_status": 1}),
        ({"subscriptionTypes": "2;3"}, {"subscription_types": "2;3"}),
        ({"timeZone": "Chennai", "linkedin": "x"}, {"time_zone": "Chennai", "linkedin": "x"}),
        ({"hasAuthority": "true", "tags": ["a"]}, {"has_authority": True, "tags": ["a"]}),
        ({"createdAt": "2013-01-07", "leadScore": 5, "id": 7}, {}),
    ],
)
def test_internal_names_are_found_by_name_or_in_camel_case_and_read_only_ones_left_out(
    traits, fields
):
    """Rules 18, 43."""
    assert told(found(), one(), traits=JOHN | traits)[0][1].body == {"lead": SENT | fields}


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
