"""Reserved traits under every spelling."""

from itertools import permutations

import pytest

from contracts.call import Call
from forwarder.traits import (
    email_of,
    email_or_user_id,
    name_of,
    reserved,
    snake_case,
    spellings,
    user_traits,
)


@pytest.mark.parametrize(
    "key", ["firstName", "first_name", "FirstName", "firstname", "first name", "first-name"]
)
def test_a_reserved_trait_is_found_whatever_its_spelling(key):
    """Section 1.5: case, spaces, hyphens and underscores do not count."""
    assert reserved({key: "Ann"}, "firstName") == (key, "Ann")


def test_camel_case_wins_over_snake_case():
    """Case 64."""
    traits = {"first_name": "A", "firstname": "B", "firstName": "C"}
    assert spellings(traits, "firstName") == ["firstName", "firstname", "first_name"]


@pytest.mark.parametrize("keys", [*permutations(["FirstName", "firstname", "first_name"])])
def test_the_order_of_the_traits_does_not_choose_a_spelling(keys):
    assert spellings(dict.fromkeys(keys, "A"), "firstName") == sorted(
        keys, key=["FirstName", "firstname", "first_name"].index
    )


def test_a_null_spelling_gives_way_to_another():
    assert reserved({"email": None, "Email": "a@b.io"}, "email") == ("Email", "a@b.io")


@pytest.mark.parametrize("key", ["postalCode", "postal_code", "zip", "zipcode", "zip_code"])
def test_aliases_are_found(key):
    """Case 71."""
    assert reserved({key: "1"}, "postalCode") == (key, "1")


@pytest.mark.parametrize(
    ("traits", "name"),
    [
        ({"name": " Peter Gibbons "}, "Peter Gibbons"),
        ({"firstName": "Peter", "last_name": "Gibbons"}, "Peter Gibbons"),
        ({"name": None, "firstName": "P", "lastName": "G"}, "P G"),
        ({"name": " ", "firstName": "P", "lastName": "G"}, "P G"),
        ({"name": 5}, None),
        ({"first_name": "Peter"}, None),
        ({"firstName": "Peter", "lastName": " "}, None),
        ({}, None),
    ],
)
def test_a_name_is_whole_or_made_of_both_halves(traits, name):
    """Cases 62, 63."""
    found = name_of(traits)
    assert (found and found[1]) == name


@pytest.mark.parametrize("key", ["email", "Email", "EMAIL", "e_mail"])
def test_an_email_is_found_and_trimmed(key):
    assert email_of({key: " a@b.io "}) == (key, "a@b.io")


@pytest.mark.parametrize("value", ["a", "a b@c.io", "@", "a@b@c", "", None, 5, ["a@b.io"]])
def test_what_is_no_address_is_no_email(value):
    assert email_of({"email": value}) is None


@pytest.mark.parametrize(
    ("user_id", "email"),
    [("john.doe@example.com", "john.doe@example.com"), ("a@b", None), ("97980", None)],
)
def test_a_user_id_that_is_an_email_may_stand_in_for_one(user_id, email):
    """Case 60."""
    assert email_or_user_id(Call(type="track", message_id="m", user_id=user_id)) == email


def test_the_users_traits_of_a_group_call_stand_in_its_context():
    context = {"traits": {"email": "a@b.io"}}
    call = Call(type="group", message_id="m", traits={"name": "G"}, context=context)
    assert user_traits(call) == {"email": "a@b.io"}


@pytest.mark.parametrize(
    ("key", "snake"),
    [
        ("total billed", "total_billed"),
        ("createdAt", "created_at"),
        ("userID", "user_id"),
        ("HTTPServer", "http_server"),
        ("order_completed_last_30days", "order_completed_last_30days"),
        ("a.b-c", "a_b_c"),
        ("Plan", "plan"),
    ],
)
def test_a_key_in_snake_case(key, snake):
    assert snake_case(key) == snake
