"""The sender rules of User.com that one request tells: its fields, its key and its version."""

import pytest

from ruling import exchange_of, rulings_of

SIGNED = {"Authorization": "Token ***", "Accept": "*/*; version=2"}
OLD = {"Accept": "application/json"}


def said(line, body=None, status=200, *, headers=SIGNED):
    line = line.replace(" ", " /api/public/")
    return exchange_of("usercom", line, body, status, headers=headers)


def select(**fields):
    return said("POST users/update_or_create/", {"custom_id": "u1", **fields})


FIELDS = {
    "identify.automap": ({"email": "a@x.io"}, {"traits": {"email": "a@x.io"}}),
    "identify.trait-email": ({"email": "a@x.io"}, {"email": ["a@x.io"]}),
    "identify.trait-first-name": ({"first_name": "A"}, {"firstName": "A"}),
    "identify.trait-last-name": ({"last_name": "A"}, {"lastName": "A"}),
    "identify.trait-phone": ({"phone_number": "7"}, {"phone": "7"}),
    "identify.trait-gender": ({"gender": 2}, {"gender": "male"}),
    "identify.trait-address": ({"city": "X"}, {"address": {"city": "X"}}),
    "identify.context-fields": ({"os": "iOS"}, {"os": None}),
    "identify.custom-traits": ({"plan": "gold"}, {"attributes": {"plan": "gold"}}),
}


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("identify.trait-gender", {"gender": 0}),
        ("identify.trait-gender", {"gender": True}),
        ("identify.context-fields", {"userAgent": "x"}),
        ("identify.custom-traits", {"traits": {"plan": "gold"}}),
        ("identify.custom-traits", {"custom_attributes": {"plan": "gold"}}),
        ("identify.automap", {"context": {"os": {"name": "iOS"}}}),
        ("identify.trait-email", {"email": "nobody"}),
        ("identify.trait-first-name", {"firstname": "A"}),
    ],
)
def test_a_field_of_another_kind_or_name_is_told(rule, wrong):
    assert rulings_of("usercom", rule, [select(**wrong)]) == "b"


@pytest.mark.parametrize("rule", FIELDS)
def test_a_field_is_spelled_as_usercom_spells_it(rule):
    """Rules 10 to 18."""
    right, wrong = FIELDS[rule]
    assert rulings_of("usercom", rule, [select(**right), select(**wrong), select()]) == "kb-"


APART = {
    "identify.trait-email": "email",
    "identify.trait-first-name": "first_name",
    "identify.trait-last-name": "lastname",
    "identify.trait-phone": "phone",
    "identify.trait-gender": "gender",
    "identify.trait-address": "address",
}


@pytest.mark.parametrize("rule", APART)
def test_a_field_is_not_set_as_a_custom_attribute(rule):
    """Rules 11 to 16; recorded traffic shows that the field stays as it is (Q7)."""
    many = said("POST users-by-id/u1/set_multiple_attributes/", {APART[rule]: "A"})
    one = said("POST users/7/set_attribute/", {"attribute": APART[rule], "value": "A"})
    other = said("POST users/7/set_multiple_attributes/", {"name": "A", "plan": "gold"})
    of_company = said("POST companies/9/set_multiple_attributes/", {APART[rule]: "A"})
    assert rulings_of("usercom", rule, [many, one, other, of_company]) == "bb--"


@pytest.mark.parametrize(
    ("headers", "status", "expected"),
    [
        ({"Authorization": "Token ***"}, 200, "k"),
        ({"authorization": "token abc"}, 200, "k"),
        ({"Authorization": "Bearer abc"}, 401, "b"),
        ({"Authorization": "Token"}, 401, "b"),
        ({}, 401, "b"),
        ({}, 200, "-"),
    ],
)
def test_a_request_is_signed_with_a_key(headers, status, expected):
    """Rule 1."""
    stream = [said("GET users/", status=status, headers=headers)]
    assert rulings_of("usercom", "auth.api-key-required", stream) == expected


@pytest.mark.parametrize(
    ("accept", "body", "expected"),
    [
        ("*/*; version=2", {"custom_id": "u1"}, "k"),
        ("*/*;version=2", {"custom_id": "u1"}, "k"),
        ("application/json", {"custom_id": "u1"}, "b"),
        ("*/*; version=1", {"custom_id": "u1"}, "b"),
        ("*/*; version=22", {"custom_id": "u1"}, "b"),
        ("version=2", {"custom_id": "u1"}, "b"),
        ("application/json", {"size": 5}, "b"),
        ("application/json", {"user_id": "u1"}, "-"),
    ],
)
def test_names_of_version_2_ask_for_version_2(accept, body, expected):
    stream = [said("POST users/update_or_create/", body, headers={"Accept": accept})]
    assert rulings_of("usercom", "api.version-2", stream) == expected


def test_an_event_of_a_user_id_is_of_version_2():
    event_of = {"user_id": 7, "name": "A"}
    stream = [said("POST events/", event_of, headers={**SIGNED, **accept}) for accept in (OLD, {})]
    assert rulings_of("usercom", "api.version-2", stream) == "bk"
