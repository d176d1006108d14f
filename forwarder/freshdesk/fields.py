"""Which trait goes to which field of Freshdesk: tables, and the records made from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from contracts.call import Call, Json
from forwarder.dates import instant
from forwarder.mapping import Draft
from forwarder.traits import spellings
from forwarder.values import Convert, Unfit, decimal, email, flag, one_of, text, whole_number
from forwarder.vendor import Fields


def day(value: Json) -> str:
    """A day, ``2013-01-07``: as it is written, or that of an epoch number, UTC."""
    found = instant(value)
    if found is None:
        raise Unfit("it is not a date")
    written = re.match(r"\d{4}-\d\d-\d\d(?!\d)", value.strip()) if isinstance(value, str) else None
    return written[0] if written else found.date().isoformat()


def web_address(value: Json) -> str:
    """A text that is a whole address, scheme and host."""
    address = text(value)
    try:
        whole = urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc
    except ValueError:
        whole = ""
    if not whole:
        raise Unfit("it is not a whole web address")
    return address


def address(value: Json) -> str:
    """An address as one text; the parts of Segment's address object are joined."""
    if not isinstance(value, dict):
        return text(value)
    parts = ("street", "city", "state", "postalCode", "country")
    found = [text(value[key]) for part in parts for key in spellings(value, part)[:1] if value[key]]
    if not found:
        raise Unfit("it has none of the parts of an address")
    return ", ".join(found)


CONTACT: Mapping[str, tuple[str, Convert]] = {
    "email": ("email", email),
    "phone": ("phone", text),
    "title": ("job_title", text),
    "position": ("job_title", text),
    "address": ("address", address),
    "description": ("description", text),
}
"""Trait, field of a contact: email by seed 000, Identify; the rest are Segment's reserved traits
that have a field of their own."""

COMPANY: Mapping[str, tuple[str, Convert]] = {
    "name": ("name", text),
    "description": ("description", text),
}
"""Trait, field of a company (seed 000, Group; Segment's reserved traits)."""

COMPANY_CHOICES = ("industry", "health_score", "account_tier")
"""Standard fields of a company that take the account's choices alone, by trait and field name."""

CUSTOM: Mapping[str, Convert] = {
    "custom_text": text,
    "custom_paragraph": text,
    "custom_phone_number": text,
    "custom_url": web_address,
    "custom_number": whole_number,
    "custom_decimal": decimal,
    "custom_checkbox": flag,
    "custom_date": day,
}
"""How a trait is made to fit a custom field, by the field's type (API v2, Contact Fields);
Freshdesk converts nothing itself."""

PREFIX = "cf_"
PREFIX_RULES = {
    "contact": "freshdesk.identify.custom-field-no-cf",
    "company": "freshdesk.group.custom-field-no-cf",
}
NAME_RULE = "freshdesk.identify.name-fallback"


def contact_of(call: Call, fields: Fields) -> Draft:
    """The contact that an identify call describes, with every trait accounted for."""
    draft = Draft(call.traits)
    draft.put_name("name")
    if "name" not in draft.body:
        for key in spellings(call.traits, "name"):
            draft.drop(key, "it is no name", NAME_RULE)
    for trait, (field, convert) in CONTACT.items():
        draft.put_reserved(trait, field, convert)
    _put_custom(draft, "contact", fields)
    return draft


def company_of(call: Call, fields: Fields) -> Draft:
    """The company that a group call describes, with every trait accounted for."""
    draft = Draft(call.traits)
    for trait, (field, convert) in COMPANY.items():
        draft.put_reserved(trait, field, convert)
    standard = fields.get("company_standard", {})
    for field in COMPANY_CHOICES:
        choices = standard.get(field)
        if isinstance(choices, list):
            draft.put_reserved(field, field, one_of(choices))
    _put_custom(draft, "company", fields)
    return draft


def _put_custom(draft: Draft, part: str, fields: Fields) -> None:
    for key in draft.left:
        if key.startswith(PREFIX):
            draft.drop(key, f"custom fields are named without {PREFIX}", PREFIX_RULES[part])
        elif part not in fields:
            draft.drop(key, f"the API key may not read which {part} fields the account has")
    draft.put_custom("custom_fields", fields.get(part, {}), CUSTOM, f"{part} field")
