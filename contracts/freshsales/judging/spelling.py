"""Attributes arrive under the internal names of fields. Source: seed 003, Traits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from contracts.call import Json
from contracts.documents import shapes_of
from contracts.exchange import Exchange
from contracts.freshsales.judging.reading import (
    PARTS,
    PEOPLE,
    asked_at,
    custom_of,
    person_written,
    told,
    visitor_of,
    written,
)
from contracts.judging import BROKEN, KEPT, Judge, Said, judges, judges_each, ruled
from contracts.reading import Record, folded, mapping, succeeded

NESTED = {"company": "company_written", "deal": "nested_deal_written"}
FLAGS = frozenset({"fscontact", "cffscontact"})
_FITS = {
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "checkbox": lambda value: isinstance(value, bool),
    "date": lambda value: isinstance(value, str) and bool(re.match(r"\d{4}-\d\d-\d\d", value)),
    "multi_select_dropdown": lambda value: isinstance(value, list),
    **dict.fromkeys(
        ("text", "textarea", "dropdown", "radio", "email", "phone_number"),
        lambda value: isinstance(value, str),
    ),
}
"""Whether a value is of a custom field's type."""


def _instead(rule_id: str, wrong: Iterable[str], right: Iterable[str]) -> Judge:
    refused, wanted = frozenset(wrong), frozenset(right)

    @judges_each(rule_id)
    def instead(exchange: Exchange) -> bool | None:
        """A person has the one name and not the other."""
        person = person_written(exchange)
        keys = set() if person is None else set(person.record)
        if refused & keys:
            return False
        return True if wanted & keys else None

    return instead


title = _instead("freshsales.traits.title", ["title"], ["job_title"])
phone = _instead("freshsales.traits.phone", ["phone"], ["work_number"])
standard_camel = _instead(
    "freshsales.traits.standard-camel", ["firstName", "lastName"], ["first_name", "last_name"]
)


@judges_each("freshsales.traits.internal-names")
def internal_names(exchange: Exchange) -> bool | None:
    """No field of a person is spelled in camel case."""
    person = person_written(exchange)
    return None if person is None or not person.record else not _camel(person.record)


@judges_each("freshsales.traits.unmapped-ignored")
def unmapped_ignored(exchange: Exchange) -> bool | None:
    """Every field of a person is one that Freshsales has."""
    person = person_written(exchange)
    if person is None or not person.record:
        return None
    return set(person.record) <= _known(f"{person.part}_written")


@judges_each("freshsales.objects.nested-traits")
def nested_traits(exchange: Exchange) -> bool | None:
    """Every field of a company or deal is one that Freshsales has."""
    record = written(exchange)
    if record is None:
        return None
    if record.part not in PEOPLE:
        return set(record.record) <= _known(f"{record.part}_written")
    inner = {key: mapping(record.record[key]) for key in NESTED if record.record.get(key)}
    if not inner:
        return None
    return all(set(body) <= _known(NESTED[key]) for key, body in inner.items())


@judges_each("freshsales.identify.fs-contact-not-a-field")
def fs_contact_not_a_field(exchange: Exchange) -> bool | None:
    """No record has the flag; in a visitor it is a boolean."""
    visitor = visitor_of(exchange)
    if visitor is not None:
        return isinstance(visitor["fs_contact"], bool) if "fs_contact" in visitor else None
    person = person_written(exchange)
    if person is None:
        return None
    keys = {
        re.sub(r"[\W_]", "", key).lower() for key in (*person.record, *custom_of(person.record))
    }
    return not keys & FLAGS


@judges_each("freshsales.custom.camel-case")
def custom_camel_case(exchange: Exchange) -> bool | None:
    """Custom fields stand under custom_field by internal names, and nowhere else."""
    record = written(exchange)
    if record is None:
        return None
    if any(re.match(r"cf([A-Z_])", key) for key in record.record):
        return False
    custom = custom_of(record.record)
    return all(key.startswith("cf_") for key in custom) if custom else None


@judges("freshsales.custom.not-auto-created")
def not_auto_created(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """No field is created, and where fields were listed, only those are written."""
    defined = _Defined()
    for exchange in exchanges:
        record = written(exchange)
        types = defined.of(record.part) if record is not None else None
        custom = custom_of(record.record) if record is not None else {}
        if asked_at(exchange, "settings/") and exchange.request.writes:
            yield BROKEN
        else:
            yield ruled(set(custom) <= set(types) if types is not None and custom else None)
        defined.hear(exchange)


@judges("freshsales.custom.name-and-type")
def name_and_type(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Where fields were listed, what is written is of their types."""
    defined = _Defined()
    for exchange in exchanges:
        record = written(exchange)
        types = (defined.of(record.part) if record is not None else None) or {}
        custom = custom_of(record.record) if record is not None else {}
        known = {key: value for key, value in custom.items() if types.get(key) in _FITS}
        fits = all(v is None or _FITS[types[k]](v) for k, v in known.items())
        yield ruled(fits if known else None)
        defined.hear(exchange)


@judges("freshsales.engage.boolean")
def engage_boolean(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A field that held true or false is not emptied."""
    ticked: set[tuple[str, str, str]] = set()
    for exchange in exchanges:
        person = person_written(exchange)
        if person is None:
            yield None
            continue
        keys = {person.target, *(folded(r.get("id")) for r in told(exchange, person.part))} - {""}
        custom = custom_of(person.record)
        flags = [field for field, value in custom.items() if isinstance(value, bool)]
        emptied = [field for field, value in custom.items() if value is None]
        if any((person.part, key, field) in ticked for key in keys for field in emptied):
            yield BROKEN
        else:
            yield KEPT if flags else None
        if succeeded(exchange):
            ticked.update((person.part, key, field) for key in keys for field in flags)


class _Defined:
    """The custom fields that an account was heard to define, by kind of record."""

    def __init__(self) -> None:
        self._types: dict[str, dict[str, str]] = {}

    def of(self, part: str) -> dict[str, str] | None:
        """The types by internal name; None where nobody asked."""
        return self._types.get(part)

    def hear(self, exchange: Exchange) -> None:
        """Take in a list of fields."""
        part = str(exchange.operation).removesuffix("-fields").replace("-", "_")
        if part in PARTS and succeeded(exchange) and exchange.answer is not None:
            listed = mapping(exchange.answer.body).get("fields")
            self._types[part] = {
                str(field.get("name")): str(field.get("type"))
                for field in (listed if isinstance(listed, list) else [])
                if isinstance(field, dict)
            }


def _camel(record: Record) -> bool:
    return any(re.search(r"[a-z][A-Z]", str(key)) for key in record)


@cache
def _known(shape: str) -> frozenset[str]:
    stated: Json = shapes_of("freshsales")["$defs"][shape]
    return frozenset(stated["properties"])
