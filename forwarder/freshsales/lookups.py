"""Finding a lead or a contact: by userId first, then by email.

Source: seed 003, User ID; developers.freshworks.com, CRM API, Lookup.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from contracts.exchange import Answer, Request
from forwarder.ending import Ended, failed, refused
from forwarder.freshsales.answers import Record, demand, is_record
from forwarder.freshsales.drafts import Person

OLDEST_RULE = "freshsales.identify.multiple-oldest"
OTHER_RULE = "freshsales.identify.other-userid"


class Known(NamedTuple):
    """Who was found, and the rule behind the choice where it is not the plain case."""

    record: Record
    rule: str | None = None


def known(person: Person) -> Generator[Request, Answer, Known | None]:
    """The record of a person; None where there is none; Ended where nothing may be written."""
    if person.identifier:
        found = yield from _found(person, person.identifier, person.user_id)
        if found:
            return _oldest(found)
    found = yield from _found(person, "email", person.email)
    own = [record for record in found if _may_take(person, record)]
    if found and not own:
        says = f"the {person.part} of this email has another userId, so nothing is written"
        raise Ended(refused(says, OTHER_RULE))
    return _oldest(own) if own else None


def same(one: object, other: object) -> bool:
    """Whether two values are one as Freshsales compares them: trimmed, ignoring case."""
    return str(one).strip().lower() == str(other).strip().lower()


def _found(person: Person, field: str, value: str) -> Generator[Request, Answer, list[Record]]:
    query = {"q": value, "f": field, "entities": person.part}
    answer = yield Request("GET", "/api/lookup", query)
    doing, many = f"looking up the {person.part}", f"{person.part}s"
    if answer.status == 404:
        says = f"{doing}: Freshsales knows no such account; check the subdomain"
        raise Ended(refused(says, "freshsales.settings.subdomain"))
    demand(answer, doing)
    outer = answer.body.get(many) if isinstance(answer.body, dict) else None
    records = outer.get(many) if isinstance(outer, dict) else None
    if not isinstance(records, list) or not all(is_record(record) for record in records):
        raise Ended(failed(f"{doing}: Freshsales' answer cannot be read"))
    return [record for record in records if _holds(record, field, value)]


def _holds(record: Record, field: str, value: str) -> bool:
    """Whether a record found is the one meant: the look-up itself is exact."""
    if record.get("is_deleted") is True:
        return False
    if field != "email":
        return same(_custom(record, field, value), value)
    emails = [e.get("value") for e in record.get("emails") or [] if isinstance(e, dict)]
    held = [email for email in (record.get("email"), *emails) if email]
    return not held or any(same(email, value) for email in held)


def _may_take(person: Person, record: Record) -> bool:
    """Whether a record that has the email may get the userId.

    It may if it has none yet; and a userId that is the email itself says no more than it.
    """
    if not person.identifier or same(person.user_id, person.email):
        return True
    held = _custom(record, person.identifier, None)
    return held in (None, "") or same(held, person.user_id)


def _custom(record: Record, field: str, without: object) -> object:
    held = record.get("custom_field")
    return held.get(field, without) if isinstance(held, dict) else without


def _oldest(found: list[Record]) -> Known:
    oldest = min(found, key=lambda record: (str(record.get("created_at") or ""), record["id"]))
    return Known(oldest, OLDEST_RULE if len(found) > 1 else None)
