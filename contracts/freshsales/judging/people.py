"""Identify: one lead or contact, found by userId, else by email. Source: seed 003, Identify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.freshsales.judging.reading import (
    EMAIL,
    SUITE,
    Lookup,
    Written,
    custom_of,
    email_of,
    lookup_of,
    person_written,
    shown_person,
    told,
    tracked,
    visitor_of,
)
from contracts.judging import KEPT, Said, judges, judges_each, ruled
from contracts.memory import Created
from contracts.reading import Record, folded, id_of, path_id, succeeded


@judges_each("freshsales.identify.create-lead-or-contact")
def create_lead_or_contact(exchange: Exchange) -> bool | None:
    """The body holds the one record that the path names, with something in it."""
    person = person_written(exchange)
    return None if person is None else bool(person.record)


@judges_each("freshsales.suite.contacts-only")
def contacts_only(exchange: Exchange) -> bool | None:
    """Nothing is asked of leads where the Suite serves its API."""
    if not exchange.request.path.startswith(f"{SUITE}/api/"):
        return None
    person, lookup = person_written(exchange), lookup_of(exchange)
    parts = [part.part for part in (person, lookup) if part is not None]
    return "lead" not in parts if parts else None


@judges_each("freshsales.identify.userid-required")
def userid_required(exchange: Exchange) -> bool | None:
    """A visitor says who he is."""
    if visitor_of(exchange) is None:
        return None
    return bool(folded((tracked(exchange) or {}).get("identifier")))


@judges_each("freshsales.identify.email-required")
def email_required(exchange: Exchange) -> bool | None:
    """Whoever may be created has an email; a visitor may have it for an identifier."""
    visitor = visitor_of(exchange)
    if visitor is not None:
        identifier = folded((tracked(exchange) or {}).get("identifier"))
        return bool(EMAIL.fullmatch(identifier) or folded(visitor.get("email")))
    person = person_written(exchange)
    if person is None or person.target:
        return None
    return bool(email_of(person.record))


@judges("freshsales.identify.upsert")
def upsert(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """An email is created once among leads and once among contacts, while the record has it."""
    created = Created()
    for exchange in exchanges:
        if exchange.operation in ("leads-delete", "contacts-delete") and succeeded(exchange):
            part = str(exchange.operation).partition("s-")[0]
            created.forget(f"{part} {path_id(exchange)}")
        person = person_written(exchange)
        if person is None or not succeeded(exchange) or not email_of(person.record):
            yield None
            continue
        key = f"{person.part} {email_of(person.record)}"
        yield ruled(not (person.creates and created.have(key)))
        number = person.target or next(map(id_of, told(exchange, person.part)), "")
        record = number and f"{person.part} {number}"
        if person.creates or record in created:
            created.hold(record, [key])


@judges("freshsales.identify.userid-matches")
def userid_matches(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A write follows a look-up of what it holds, and goes to whoever was found by it."""
    seen = _Seen()
    for exchange in exchanges:
        person = person_written(exchange)
        judged = person is not None and exchange.operation != "contacts-upsert"
        yield ruled(seen.match(person) if person is not None and judged else None)
        seen.hear(exchange)


@judges("freshsales.identify.multiple-oldest")
def multiple_oldest(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Of several who were found under one key, the oldest is written to and nobody is created."""
    seen = _Seen()
    for exchange in exchanges:
        person = person_written(exchange)
        found = seen.several(person) if person is not None else []
        yield ruled(person.target == found[0] if person is not None and found else None)
        seen.hear(exchange)


@judges("freshsales.identify.other-userid")
def other_userid(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A userId that a record holds is not written over with another.

    Which custom field keeps the userId shows by the look-ups: it is the one people are asked by.
    """
    held: dict[tuple[str, str, str], str] = {}
    identifiers: set[str] = set()
    for exchange in exchanges:
        person, lookup = person_written(exchange), lookup_of(exchange)
        if lookup is not None:
            if lookup.field.startswith("cf_"):
                identifiers.add(lookup.field)
            foreign = lookup.field == "email" and _foreign(lookup, identifiers)
            yield KEPT if foreign else None
        else:
            fields = custom_of(person.record).items() if person and person.target else ()
            kept = [
                held.get((person.part, person.target, field), "") in ("", folded(value))
                for field, value in fields
                if person and field in identifiers
            ]
            yield ruled(all(kept) if kept else None)
        for part in ("lead", "contact"):
            for record in told(exchange, part):
                for field, value in custom_of(record).items():
                    held[part, id_of(record), field] = folded(value)


def _foreign(lookup: Lookup, identifiers: set[str]) -> bool:
    """Whether somebody was found by email who has a userId of his own."""
    return any(folded(custom_of(r).get(f)) for r in lookup.found for f in identifiers)


class _Seen:
    """What the newest look-ups of people found, by kind, field and value, the oldest first.

    Whoever is read by his id afterwards stands under what he holds where a look-up, which may
    lag, found nobody.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], list[str]] = {}
        self._read: dict[tuple[str, str, str], list[Record]] = {}

    def hear(self, exchange: Exchange) -> None:
        """Take in an answered look-up, or somebody who was read by his id."""
        person = shown_person(exchange)
        if person is not None:
            for key in _keys(person.part, person.record):
                if key in self._read:
                    self._read[key].append(person.record)
                    self._found[key] = _oldest_first(self._read[key])
        lookup = lookup_of(exchange)
        if lookup is not None:
            self._found[lookup[:3]] = _oldest_first(lookup.found)
            self._read.pop(lookup[:3], None)
            if not lookup.found:
                self._read[lookup[:3]] = []

    def match(self, person: Written) -> bool | None:
        """Whether a write goes to whom its keys found, the userId before the email."""
        found = self._asked(person)
        if not found:
            return None if person.target and not email_of(person.record) else False
        ids = next((ids for ids in found if ids), [])
        return (person.target in ids) if ids else not person.target

    def several(self, person: Written) -> list[str]:
        """Those found where a write's first key that found anybody found more than one."""
        ids = next((ids for ids in self._asked(person) if ids), [])
        return ids if len(ids) > 1 else []

    def _asked(self, person: Written) -> list[list[str]]:
        keys = _keys(person.part, person.record)
        return [self._found[key] for key in keys if key in self._found]


def _keys(part: str, record: Record) -> list[tuple[str, str, str]]:
    """What somebody may be looked up by, the custom fields before the email."""
    custom = [(part, field, folded(value)) for field, value in custom_of(record).items()]
    return [*custom, (part, "email", email_of(record))]


def _oldest_first(records: list[Record]) -> list[str]:
    ordered = sorted(records, key=lambda r: (folded(r.get("created_at")), _age(r)))
    return [id_of(record) for record in ordered]


def _age(record: object) -> int:
    number = record.get("id") if isinstance(record, dict) else None
    return number if isinstance(number, int) else 0
