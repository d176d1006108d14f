"""The account of traits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.conversation import Dropped, Mapped
from forwarder.ending import sent
from forwarder.mapping import Draft
from forwarder.values import text

SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())
KEYS = st.sampled_from(["name", "firstName", "first_name", "last_name", "plan", "Plan", "userId"])
TYPES = {"text": text}


def drafted(traits, defined=()) -> Draft:
    draft = Draft(traits)
    draft.put_name("name")
    draft.put_reserved("phone", "phone", text)
    draft.put_custom("custom", dict.fromkeys(defined, "text"), TYPES, "custom field")
    return draft


def test_a_trait_that_fits_is_mapped_with_the_value_sent():
    draft = drafted({"Phone": 5})
    assert draft.body == {"phone": "5"}
    assert draft.mapping == (Mapped("Phone", "phone", "5"),)


def test_both_halves_of_a_name_are_mapped_to_it():
    assert drafted({"last_name": "B", "firstName": "A"}).mapping == (
        Mapped("firstName", "name", "A B"),
        Mapped("last_name", "name", "A B"),
    )


def test_the_spelling_that_lost_is_dropped_and_says_so():
    draft = drafted({"firstName": "A", "first_name": "X", "lastName": "B"})
    assert Dropped("first_name", "another spelling of 'firstName' was used") in draft.mapping


def test_of_two_spellings_that_fit_the_plainest_is_sent():
    draft = drafted({"Phone": "2", "phone": "1"})
    assert draft.body == {"phone": "1"}
    assert Dropped("Phone", "another spelling of 'phone' was used") in draft.mapping


def test_what_does_not_fit_is_dropped_with_the_reason():
    assert drafted({"phone": [1]}).mapping == (
        Dropped("phone", "phone cannot take it: a list is not text"),
    )


def test_a_custom_field_takes_the_trait_of_its_name_before_one_spelled_otherwise():
    draft = drafted({"Plan": "a", "plan": "b"}, ["plan"])
    assert draft.body == {"custom": {"plan": "b"}}
    assert Dropped("Plan", "another spelling of 'plan' was used") in draft.mapping


def test_null_clears_a_custom_field():
    """Case 69."""
    assert drafted({"plan": None}, ["plan"]).body == {"custom": {"plan": None}}


def test_a_field_of_unknown_type_is_not_filled():
    draft = Draft({"plan": "a"})
    draft.put_custom("custom", {"plan": "relation"}, TYPES, "custom field")
    assert draft.body == {}


@pytest.mark.parametrize(("value", "body"), [("Gold", {"custom": {"tier": "Gold"}}), ("Tin", {})])
def test_a_field_of_choices_takes_those_alone(value, body):
    draft = Draft({"tier": value})
    draft.put_custom("custom", {"tier": ["Gold", "Silver"]}, TYPES, "custom field")
    assert draft.body == body


@given(st.dictionaries(KEYS | st.text(), SCALARS), st.sets(KEYS))
def test_every_trait_is_accounted_for_once(traits, defined):
    outcome = drafted(traits, defined).account(sent("done"))
    assert sorted(entry.trait for entry in outcome.mapping) == sorted(traits)


def test_a_trait_that_is_put_as_it_is_keeps_name_and_value():
    draft = Draft({"a.b": None, "Total Billed": [1]})
    draft.put_as_is("a.b")
    draft.put_as_is("Total Billed", "data")
    assert draft.body == {"a.b": None, "data": {"Total Billed": [1]}}
    assert draft.mapping[1] == Mapped("Total Billed", "data.Total Billed", [1])
    assert draft.left == []
