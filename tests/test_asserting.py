"""What a test may claim of a fake's account, and what it reads when the claim is wrong."""

import pytest
import requests

import fauxdesk
from emulator.vendor import vendors
from fauxdesk.asserting import singular
from fauxdesk.fakes import Fake

TWINS = [{"name": "Ann", "email": "ann@x.io"}, {"name": "Bob", "email": "ann@x.io"}]
USERS = "https://acme.zendesk.com/api/v2/users"


def holding(*users: dict[str, str]) -> Fake:
    return fauxdesk.mock("zendesk", accounts={"zendesk": {"users": list(users)}})["zendesk"]


def posted(address: str, body: object) -> Fake:
    with fauxdesk.mock("zendesk") as desk:
        requests.post(address, json=body, auth=("me@acme.io/token", "secret"), timeout=5)
        return desk["zendesk"]


def test_one_record_is_found_by_its_fields() -> None:
    assert holding(*TWINS).user(name="Bob")["email"] == "ann@x.io"


def test_several_records_are_not_one_and_are_shown() -> None:
    with pytest.raises(AssertionError, match=r"not one: 2 users have email='ann@x.io'") as told:
        holding(*TWINS).user(email="ann@x.io")
    assert '"name": "Bob"' in str(told.value)


def test_no_record_is_not_one() -> None:
    with pytest.raises(AssertionError, match="not one: 0 users have name='Zoe'"):
        holding().user(name="Zoe")


@pytest.mark.parametrize("vendor", vendors())
def test_every_table_has_a_singular_of_its_own(vendor: str) -> None:
    tables = list(vendors()[vendor].tables)
    ones = {singular(table) for table in tables}
    assert len(ones) == len(tables)
    assert not ones & set(tables)


def test_the_state_is_stated_by_partial_records_and_numbers() -> None:
    holding(*TWINS).assert_state({"users": [{"name": "Ann"}, {"name": "Bob"}], "organizations": 0})


def test_another_state_is_told_field_by_field_with_what_is_there() -> None:
    with pytest.raises(AssertionError) as told:
        holding(*TWINS).assert_state({"users": [{"name": "Ann"}, {"name": "Zoe"}], "outbox": 1})
    lines = str(told.value).splitlines()
    assert '  - state /users/1/name differs: expected "Zoe", got "Bob"' in lines
    assert "  - state /outbox holds another number: expected 1, got 0" in lines
    assert "  users: 2" in lines


def test_a_table_that_is_none_is_named() -> None:
    with pytest.raises(AssertionError, match="state /people is no table of the account"):
        holding().assert_state({"people": 1})


def test_a_write_the_vendor_does_not_document_is_unexpected() -> None:
    fake = posted(f"{USERS}/nonsense", {})
    with pytest.raises(AssertionError, match="- POST /api/v2/users/nonsense"):
        fake.assert_no_unexpected_writes()


def test_a_write_that_breaks_a_sender_rule_is_unexpected() -> None:
    user = {"name": "Ann", "email": "ann@x.io", "external_id": "7"}
    fake = posted(f"{USERS}/create_or_update", {"user": user})
    with pytest.raises(AssertionError, match=r"zendesk.identify.match-email: .* \(seed 001"):
        fake.assert_no_unexpected_writes()


def test_reading_is_no_write() -> None:
    with fauxdesk.mock("zendesk") as desk:
        requests.get(f"{USERS}/nonsense", auth=("me@acme.io/token", "secret"), timeout=5)
    desk["zendesk"].assert_no_unexpected_writes()
