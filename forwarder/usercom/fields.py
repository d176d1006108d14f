"""Which trait goes to which field of User.com: tables, and the records made from them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from contracts.call import Call, Json
from forwarder.mapping import Draft
from forwarder.usercom import own_fields
from forwarder.usercom.apart import APART
from forwarder.usercom.context import is_text, put_context
from forwarder.values import Convert, Unfit, email, text, whole_number

NAME_LENGTH = 40
"""The most characters of a first or last name (apidocs.user.com, users)."""
CITY_LENGTH = 64
"""The most characters of a city (usercom-dotnet-sdk)."""
ADDRESS_RULE = "usercom.identify.trait-address"

GENDERS = {"u": 1, "unknown": 1, "m": 2, "male": 2, "f": 3, "female": 3}
"""User.com's numbers for what calls say (apidocs.user.com, miscellaneous)."""


def cut(length: int) -> Convert:
    """Text of at most ``length`` characters; User.com refuses longer ones."""
    return lambda value: text(value)[:length].strip()


def gender(value: Json) -> int:
    """User.com's number for a gender."""
    number = GENDERS.get(value.strip().lower()) if isinstance(value, str) else None
    if number is None:
        raise Unfit("it is none of male, female, unknown")
    return number


def phone(value: Json) -> str:
    """A phone number as User.com takes it: digits, with a plus where there was one."""
    digits = re.sub(r"[\s().\-/]", "", text(value))
    if re.fullmatch(r"\+?[0-9]{4,15}", digits) is None:
        raise Unfit("it is not a phone number")
    return digits


USER: Mapping[str, tuple[str, Convert]] = {
    "email": ("email", email),
    "first_name": ("first_name", cut(NAME_LENGTH)),
    "last_name": ("last_name", cut(NAME_LENGTH)),
    "phone": ("phone_number", phone),
    "gender": ("gender", gender),
}
"""Trait, field of a user and how its value is made (seed 004, Identify)."""

USER_ADDRESS: Mapping[str, tuple[tuple[str, ...], Convert]] = {
    "country": (("country",), text),
    "region": (("region", "state"), text),
    "city": (("city",), cut(CITY_LENGTH)),
}
"""Field of a user, and the parts of an address that fill it, the likeliest first."""

COMPANY: Mapping[str, tuple[str, Convert]] = {
    "name": ("name", text),
    "email": ("email", email),
    "description": ("description", text),
    "phone": ("phone_numbers", lambda value: [text(value)]),
    "employees": ("size", whole_number),
}
"""Trait, field of a company and how its value is made (seed 004, Group)."""

COMPANY_ADDRESS: Mapping[str, tuple[tuple[str, ...], Convert]] = {
    "city": (("city",), text),
    "region": (("region", "state"), text),
    "country": (("country",), text),
    "postal_code": (("postalCode", "postal_code"), text),
}
"""Field of a company, and the parts of an address that fill it."""

ADDRESS_LINE = ("street", "city", "region", "state", "postalCode", "postal_code", "country")
"""The parts of an address in the order in which they make one line."""


def identified(call: Call) -> Draft:
    """The user whom a call selects: by userId, else by anonymousId, else by nothing."""
    draft = Draft({})
    _put_identifier(draft, call)
    return draft


def user_of(call: Call) -> Draft:
    """The user that an identify call describes, with every trait accounted for."""
    draft = Draft(call.traits)
    _put_identifier(draft, call)
    for trait, (field, convert) in USER.items():
        draft.put_reserved(trait, field, convert)
    put_context(draft, call.context)
    _put_address(draft, call.traits.get("address"))
    _put_custom(draft, own_fields.USER)
    return draft


def company_of(call: Call) -> Draft:
    """The company that a group call describes, with every trait accounted for."""
    draft = Draft(call.traits)
    if call.group_id is not None:
        draft.put_id("groupId", "custom_id", call.group_id)
    for trait, (field, convert) in COMPANY.items():
        draft.put_reserved(trait, field, convert)
    _put_company_address(draft, call.traits.get("address"))
    _put_custom(draft, own_fields.COMPANY)
    return draft


def _put_identifier(draft: Draft, call: Call) -> None:
    if call.user_id is not None:
        draft.put_id("userId", "custom_id", call.user_id)
    elif call.anonymous_id is not None:
        draft.put_id("anonymousId", "custom_id", call.anonymous_id)


def _put_address(draft: Draft, address: Json) -> None:
    """Send the parts of a user's address that User.com has fields for, if it is in parts."""
    if "address" not in draft.left:
        return
    parts = address if isinstance(address, Mapping) else {}
    if not _put_parts(draft, parts, USER_ADDRESS):
        draft.drop("address", "it has neither country nor region nor city", ADDRESS_RULE)


def _put_company_address(draft: Draft, address: Json) -> None:
    """Send a company's address as one line, and its parts, if it is in parts."""
    if "address" not in draft.left:
        return
    if isinstance(address, Mapping):
        line = [text(address[key]) for key in ADDRESS_LINE if _is_told(address.get(key))]
        if line:
            draft.put("address", "address", ", ".join(line))
            _put_parts(draft, address, COMPANY_ADDRESS)
            return
    elif is_text(address):
        draft.put("address", "address", address.strip())
        return
    draft.drop("address", "address cannot take it: it is not an address")


def _put_parts(
    draft: Draft,
    parts: Mapping[str, Json],
    table: Mapping[str, tuple[tuple[str, ...], Convert]],
) -> bool:
    """Send the parts of an address that ``table`` has fields for; whether there were any."""
    found = False
    for field, (keys, convert) in table.items():
        key = next((key for key in keys if _is_told(parts.get(key))), None)
        if key is not None:
            draft.put("address", field, convert(parts[key]))
            found = True
    return found


def _put_custom(draft: Draft, own: frozenset[str]) -> None:
    """Send what is left as custom attributes, under their own names and as they are.

    Those that bear the name of one of User.com's ``own`` fields go apart.
    """
    for key in draft.left:
        if not key.strip():
            draft.drop(key, "it has no name")
        elif own_fields.is_own(key, own):
            draft.put_as_is(key, APART)
        else:
            draft.put_as_is(key)


def _is_told(value: Json) -> bool:
    """Whether a part of an address says something; postal codes are often numbers."""
    return is_text(value) or type(value) is int
