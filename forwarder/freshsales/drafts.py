"""The record that an identify call describes, with every trait accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from contracts.call import Call, Json
from forwarder.freshsales.defined import Defined
from forwarder.freshsales.generation import is_suite
from forwarder.freshsales.naming import UNFIT, Namer
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.traits import email_of, email_or_user_id
from forwarder.values import Unfit, flag, kind_of
from forwarder.vendor import Fields

FLAGS = ("fs_contact", "fsContact")
FLAG_RULE = "freshsales.identify.fs-contact-not-a-field"
NESTED = {
    "lead": {"company": "lead company", "deal": "lead deal"},
    "contact": {"company": "sales_account", "deal": "deal"},
}
"""What kind of record an object of traits becomes, for a lead and for a contact."""


def field_of(kind: str) -> str:
    """The key of a body under which a record of this kind is sent."""
    return kind.rpartition(" ")[2]


class Person(NamedTuple):
    """Whom a call describes: ``lead`` or ``contact``, and by which keys he is found."""

    part: str
    draft: Draft
    email: str
    user_id: str
    identifier: str | None
    """The custom field that keeps the userId; None where the account defines none."""
    upserted: bool
    """Whether he is upserted by his email where nobody is found: the Suite alone documents it."""


def part_of(traits: Mapping[str, Json], settings: Settings) -> str:
    """Whether a call makes a lead or a contact. Source: seed 003, User ID."""
    flagged = any(_is_on(traits.get(key)) for key in FLAGS)
    return "contact" if flagged or is_suite(settings) else "lead"


def person_of(call: Call, settings: Settings, fields: Fields) -> Person:
    """The person; the call must have a userId and an email."""
    draft, part = Draft(call.traits), part_of(call.traits, settings)
    email, user_id = email_or_user_id(call) or "", (call.user_id or "").strip()
    _put_email(draft, call, email)
    for key in FLAGS:
        if key in call.traits:
            draft.drop(key, f"it chooses a {part} and is no field", FLAG_RULE)
    defined = Defined(fields, part)
    identifier = _put_identifier(draft, settings["identifier_field"], defined, user_id)
    for key, kind in NESTED[part].items():
        if key in call.traits:
            _put_object(draft, key, call.traits[key], kind, Defined(fields, kind))
    Namer(part, defined).fill(draft, call.traits)
    return Person(part, draft, email, user_id, identifier, upserted=is_suite(settings))


def _put_email(draft: Draft, call: Call, email: str) -> None:
    found = email_of(call.traits)
    if found:
        draft.put(found[0], "email", email)
    else:
        draft.put_id("userId", "email", email)
    for key in ("email", "Email"):
        if key in draft.left:
            draft.drop(key, "it is not the email that was used")


def _put_identifier(draft: Draft, field: str, defined: Defined, user_id: str) -> str | None:
    if field not in defined:
        draft.drop("userId", f"the account defines no {field} to keep it: the email alone matches")
        return None
    try:
        value = defined.fitted(field, user_id)
    except Unfit:
        draft.drop("userId", f"{field} cannot take it: the email alone matches", UNFIT)
        return None
    draft.put_id("userId", f"custom_field.{field}", value)
    return field


def _put_object(draft: Draft, key: str, value: Json, kind: str, defined: Defined) -> None:
    if not isinstance(value, dict):
        draft.drop(
            key, f"{kind_of(value)} is no object of traits", "freshsales.objects.nested-traits"
        )
        return
    inner = Draft(value)
    Namer(kind, defined).fill(inner, value)
    for entry in inner.mapping:
        if not hasattr(entry, "value"):
            draft.drop(f"{key}.{entry.trait}", entry.why, entry.rule)
    if "name" in inner.body:
        draft.put(key, field_of(kind), inner.body)
    else:
        draft.drop(key, "without a name it is not written", f"freshsales.objects.{key}")


def _is_on(value: Json) -> bool:
    try:
        return flag(value)
    except Unfit:
        return False
