"""Finding a lead or a contact: by userId first, then by email.

Source: seed 003, User ID; developers.freshworks.com, CRM API, Lookup.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import NamedTuple

from contracts.exchange import Answer, Request
from forwarder.ending import Ended, failed, refused
from forwarder.freshsales.answers import Record, demand, is_record, record_of
from forwarder.freshsales.drafts import Person
from forwarder.recent import Key, Recent

OLDEST_RULE = "freshsales.identify.multiple-oldest"
OTHER_RULE = "freshsales.identify.other-userid"


class Known(NamedTuple):
    """Who was found, and the rule behind the choice where it is not the plain case."""

    record: Record
    rule: str | None = None


def known(person: Person, recent: Recent) -> Generator[Request, Answer, Known | None]:
    """The record of a person; None where there is none; Ended where nothing may be written.

    A look-up shows a record only a while after it was written, its id at once: so those that
    were written lately are read where the look-up shows nobody.
    """
    if person.identifier:
        holders = yield from _found(person, person.identifier, person.user_id, recent)
        if holders:
            return _oldest(holders)
    namesakes = yield from _found(person, "email", person.email, recent)
    own = [record for record in namesakes if _may_take(person, record)]
    if namesakes and not own:
        says = f"the {person.part} of this email has another userId, so nothing is written"
        raise Ended(refused(says, OTHER_RULE))
    return _oldest(own) if own else None


def keys_of(person: Person) -> list[Key]:
    """What a person is looked up by."""
    keys = [key_of(person.part, "email", person.email)]
    if person.identifier:
        keys.append(key_of(person.part, person.identifier, person.user_id))
    return keys


def key_of(part: str, field: str, value: object) -> Key:
    """What a record of one kind is looked up by."""
    return part, field, folded(value)


def same(one: object, other: object) -> bool:
    """Whether two values are one as Freshsales compares them: trimmed, ignoring case."""
    return folded(one) == folded(other)


def folded(value: object) -> str:
    """A value as Freshsales compares it."""
    return str(value).strip().lower()


def _found(
    person: Person, field: str, value: str, recent: Recent
) -> Generator[Request, Answer, list[Record]]:
    seen = yield from _looked_up(person, field, value)
    return seen or (yield from written_lately(person.part, field, value, recent))


def written_lately(
    part: str, field: str, value: str, recent: Recent
) -> Generator[Request, Answer, list[Record]]:
    """The records written lately that hold the value still, each read by its id."""
    holders: list[Record] = []
    for number in recent.get(key_of(part, field, value)):
        answer = yield Request("GET", f"/api/{part}s/{number}")
        if answer.status == 404:
            continue
        record = record_of(answer, part, f"reading the {part.replace('_', ' ')}")
        if any(same(held, value) for held in _held(record, field)):
            holders.append(record)
    return holders


def _looked_up(person: Person, field: str, value: str) -> Generator[Request, Answer, list[Record]]:
    query = {"q": value, "f": field, "entities": person.part}
    records = yield from found(query, f"looking up the {person.part}")
    return [record for record in records if _is_meant(record, field, value)]


def found(query: Mapping[str, str], doing: str) -> Generator[Request, Answer, list[Record]]:
    """The records that a look-up finds; Ended where its answer does not say."""
    answer = yield Request("GET", "/api/lookup", query)
    many = f"{query['entities']}s"
    if answer.status == 404:
        says = f"{doing}: Freshsales knows no such account; check the subdomain"
        raise Ended(refused(says, "freshsales.settings.subdomain"))
    demand(answer, doing)
    outer = answer.body.get(many) if isinstance(answer.body, dict) else None
    records = outer.get(many) if isinstance(outer, dict) else None
    if not isinstance(records, list) or not all(is_record(record) for record in records):
        raise Ended(failed(f"{doing}: Freshsales' answer cannot be read"))
    return records


def _is_meant(record: Record, field: str, value: str) -> bool:
    """Whether a record found is the one meant: the look-up itself is exact."""
    if record.get("is_deleted") is True:
        return False
    held = _held(record, field)
    return not held or any(same(each, value) for each in held)


def _held(record: Record, field: str) -> list[object]:
    """What a record holds in a field: an email may stand beside others."""
    if field == "email":
        emails = [e.get("value") for e in record.get("emails") or [] if isinstance(e, dict)]
        return [email for email in (record.get("email"), *emails) if email]
    value = _custom(record, field) if field.startswith("cf_") else record.get(field)
    return [] if value in (None, "") else [value]


def _may_take(person: Person, record: Record) -> bool:
    """Whether a record that has the email may get the userId.

    It may if it has none yet; and a userId that is the email itself says no more than it.
    """
    if not person.identifier or same(person.user_id, person.email):
        return True
    held = _custom(record, person.identifier)
    return held in (None, "") or same(held, person.user_id)


def _custom(record: Record, field: str) -> object:
    held = record.get("custom_field")
    return held.get(field) if isinstance(held, dict) else None


def _oldest(records: list[Record]) -> Known:
    return Known(oldest(records), OLDEST_RULE if len(records) > 1 else None)


def oldest(records: list[Record]) -> Record:
    """The record that was made first."""
    return min(records, key=lambda record: (str(record.get("created_at") or ""), record["id"]))
