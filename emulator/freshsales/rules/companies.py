"""What Freshsales holds accounts and deals to."""

from __future__ import annotations

import re

from contracts.call import Json
from emulator.freshsales import errors
from emulator.freshsales.tables import folded
from emulator.freshsales.values import WrongType, amount, day
from emulator.visit import Visit, keeps

_WEBSITE = re.compile(r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"[-+() ./0-9]*[0-9][-+() ./0-9]*")


@keeps("freshsales.accounts.name-required")
def check_account_name(_visit: Visit, name: Json) -> None:
    """A sales account without a name is refused."""
    if not isinstance(name, str) or not name.strip():
        raise errors.blank("Name")


@keeps("freshsales.accounts.name-unique")
def check_name_unused(visit: Visit, name: str, own_id: Json) -> None:
    """A sales account with the name of another is refused."""
    found = visit.account.tables["sales_accounts"].find("name", folded(name))
    if any(account["id"] != own_id for account in found):
        raise errors.invalid("Name has already been taken")


@keeps("freshsales.accounts.website-format")
def check_website(_visit: Visit, website: Json) -> None:
    """A sales account whose website is no web address is refused."""
    if website and not _WEBSITE.fullmatch(website):
        raise errors.malformed_value("website")


@keeps("freshsales.accounts.phone-dropped")
def drop_phone(_visit: Visit, values: dict[str, Json]) -> bool:
    """An account's phone that is no number reads null, and nobody says so."""
    if not values.get("phone") or _PHONE.fullmatch(values["phone"]):
        return False
    values["phone"] = None
    return True


@keeps("freshsales.deals.name-required")
def check_deal_name(_visit: Visit, name: Json) -> None:
    """A deal without a name, or with one of blanks alone, is refused."""
    if not isinstance(name, str) or not name.strip():
        raise errors.blank("Deal name")


def amount_of(visit: Visit, value: Json) -> Json:
    """A sum of money as it reads back."""
    read = check_amount(visit, value)
    spell_amount(visit, value)
    take_negative(visit, read)
    return read


@keeps("freshsales.deals.amount")
def check_amount(_visit: Visit, value: Json) -> Json:
    """A deal's amount that is no number, or greater than 9007199254740991, is refused."""
    try:
        return amount(value)
    except WrongType:
        raise errors.invalid("Amount is not a number in the allowed range") from None


@keeps("freshsales.deals.amount-as-text")
def spell_amount(_visit: Visit, value: Json) -> bool:
    """An amount is sent as a number and reads as decimal text: 20 as 20.0."""
    return isinstance(value, int | float)


@keeps("freshsales.deals.amount-negative")
def take_negative(_visit: Visit, read: Json) -> bool:
    """An amount below zero is taken."""
    return isinstance(read, str) and read.startswith("-")


@keeps("freshsales.deals.dates-dropped")
def drop_dates(_visit: Visit, values: dict[str, Json]) -> bool:
    """A deal's date that is no date is stored as null, and the answer does not say so."""
    dropped = False
    for name in ("expected_close", "closed_date"):
        try:
            day(values.get(name))
        except WrongType:
            values[name], dropped = None, True
    return dropped


@keeps("freshsales.deals.stage-known")
def check_deal_stage(visit: Visit, stage_id: Json) -> None:
    """A deal with a stage that the account does not have is refused."""
    if stage_id is not None and visit.account.tables["deal_stages"].get(stage_id) is None:
        raise errors.invalid("Deal stage doesn't exist")


@keeps("freshsales.deals.stage-sets-probability")
def set_probability(visit: Visit, values: dict[str, Json]) -> bool:
    """A deal takes the probability of its stage unless it says its own."""
    stage = visit.account.tables["deal_stages"].get(values.get("deal_stage_id") or 0)
    if stage is None or "probability" in values:
        return False
    values["probability"] = stage["probability"]
    return True


@keeps("freshsales.deals.links-known")
def check_links(visit: Visit, account_id: Json, contact_ids: list[int]) -> None:
    """A deal's account and contacts are there, unless the account takes any."""
    tables = visit.account.tables
    if visit.account.settings["unknown_links"] == "keep":
        return
    if account_id is not None and tables["sales_accounts"].get(account_id) is None:
        raise errors.invalid("Invalid account provided.")
    if any(tables["contacts"].get(contact_id) is None for contact_id in contact_ids):
        raise errors.invalid("Invalid contact provided.")
