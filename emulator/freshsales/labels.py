"""From the labels of fields, by which the tracking endpoints know them, to their names.

Source: developers.freshworks.com, CRM libraries; the letter case varies among public users.
"""

from __future__ import annotations

from collections.abc import Iterable

from contracts.call import Json
from emulator.freshsales.field_values import value_of
from emulator.freshsales.fields import Attribute, writable
from emulator.freshsales.kinds import Kind
from emulator.freshsales.rules.tracking import drop_unmapped
from emulator.freshsales.values import WrongType
from emulator.table import Record
from emulator.visit import Visit

_READ = {"emails": "email"}


def by_name(visit: Visit, attributes: Iterable[Attribute], said: Record) -> dict[str, Json]:
    """What is said of a company or deal of a lead, under the names of its attributes."""
    return _mapped(visit, attributes, (), said)


def of_kind(visit: Visit, kind: Kind, said: Record) -> dict[str, Json]:
    """What is said of a record, under the names of its attributes and custom fields."""
    return _mapped(visit, kind.attributes, visit.account.tables[kind.fields], said)


def _mapped(
    visit: Visit, attributes: Iterable[Attribute], custom: Iterable[Record], said: Record
) -> dict[str, Json]:
    takes = writable(attributes)
    names = {word.casefold(): a for a in takes.values() for word in (a.label, a.name)}
    fields = {word.casefold(): f for f in custom for word in (f["label"], f["name"])}
    values, own, unmapped = dict[str, Json](), dict[str, Json](), list[str]()
    for key, value in said.items():
        word = key.strip().casefold()
        try:
            if word in fields:
                own[fields[word]["name"]] = value_of(fields[word], value)
            elif word in names and not isinstance(value, dict | list):
                attribute = names[word]
                name = _READ.get(attribute.name, attribute.name)
                values[name] = attribute.read(value) if attribute.read else value
            else:
                unmapped.append(key)
        except WrongType:
            unmapped.append(key)
    drop_unmapped(visit, unmapped)
    return {**values, "custom_field": own} if own else values
