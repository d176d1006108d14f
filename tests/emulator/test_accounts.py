"""Which account a request is for."""

import pytest

from contracts.exchange import Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.vendor import Vendor


def test_the_header_wins_over_everything(accounts: Accounts) -> None:
    headers = {"X-Fauxdesk-Account": "north", "Authorization": "Key k1"}
    assert accounts.choose(headers, "south.toy.example").name == "north"


@pytest.mark.parametrize("host", ["south.toy.example", "south.toy.localhost:7109"])
def test_the_subdomain_names_an_account_made_from_the_template(
    accounts: Accounts, host: str
) -> None:
    assert accounts.choose({}, host) is accounts["south"]
    assert accounts["south"].settings["key"] == "k1"


@pytest.mark.parametrize("host", ["127.0.0.1:7109", "toy.example", "evil-toy.example", ""])
def test_other_hosts_are_the_default_account(accounts: Accounts, host: str) -> None:
    assert accounts.choose({}, host) is accounts.default


def test_the_default_account_has_the_templates_subdomain(accounts: Accounts) -> None:
    assert accounts.choose({}, "acme.toy.example") is accounts.default
    assert accounts.choose({"X-Fauxdesk-Account": "default"}) is accounts.default


def test_a_file_names_the_default_account(toy: Vendor, clock: Clock) -> None:
    accounts = Accounts(toy, clock, {"name": "north", "settings": {"key": "k2"}})
    assert accounts.choose({}, "north.toy.example") is accounts.default
    assert accounts["north"].settings["key"] == "k2"


def test_a_host_finds_its_account_whatever_the_case(toy: Vendor, clock: Clock) -> None:
    accounts = Accounts(toy, clock, {"name": "North"})
    assert accounts.choose({}, "NORTH.toy.example") is accounts.default


def test_a_credential_finds_its_account(toy: Vendor, clock: Clock) -> None:
    accounts = Accounts(toy, clock, {"settings": {"key": "k2"}})
    north = accounts.named("north")
    assert accounts.choose({"Authorization": "Key k1"}) is north
    assert accounts.choose({"Authorization": "Key k2"}) is accounts.default
    assert accounts.choose({"Authorization": "Key nobody's"}) is accounts.default


def test_the_first_account_keeps_a_credential_that_several_have(accounts: Accounts) -> None:
    accounts.named("north")
    assert accounts.choose({"Authorization": "Key k1"}) is accounts.default


def test_a_pinned_account_answers_every_host_and_takes_any_credentials(
    toy: Vendor, clock: Clock
) -> None:
    pinned = Account(toy, "mine", {}, clock)
    app = make_app(toy, Accounts(toy, clock, pinned=pinned))
    signed = {"Authorization": "Key the-user's-own"}
    asked = Request("POST", "/api/notes", {}, signed, {"title": "a"}, host="any.toy.example")
    assert answer_to(app, asked).status == 201
    assert len(pinned.tables["notes"]) == 1


def test_beside_a_pinned_account_another_can_be_named(toy: Vendor, clock: Clock) -> None:
    accounts = Accounts(toy, clock, pinned=Account(toy, "mine", {}, clock))
    assert accounts.choose({"X-Fauxdesk-Account": "other"}).open
    assert accounts.choose({}, "other.toy.example") is accounts["mine"]


def test_a_call_may_bring_its_own_accounts(app: object, toy: Vendor, clock: Clock) -> None:
    mine = Accounts(toy, clock, pinned=Account(toy, "mine", {}, clock))
    asked = Request("POST", "/api/notes", {}, {"Authorization": "Key x"}, {"title": "a"})
    assert answer_to(app, asked, accounts=mine).status == 201  # type: ignore[arg-type]
    assert len(mine.default.journal) == 1


def test_of_too_many_accounts_the_one_not_asked_for_longest_is_dropped(
    toy: Vendor, clock: Clock
) -> None:
    accounts = Accounts(toy, clock, most_made=2)
    first, second = accounts.named("one"), accounts.choose({}, "two.toy.example")
    assert accounts.choose({}, "one.toy.example") is first
    accounts.named("three")
    assert sorted(accounts) == ["acme", "one", "three"]
    assert accounts.named("one") is first
    assert accounts.choose({}, "two.toy.example") is not second
    assert len(accounts) == 3
