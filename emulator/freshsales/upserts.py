"""Upserts: the record of an identifier changed, or else made.

Source: developers.freshworks.com, CRM API; RudderStack's Freshsales destination.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from contracts.call import Json
from emulator.freshsales.ids import found_by_id
from emulator.freshsales.kinds import Kind
from emulator.freshsales.matching import matches
from emulator.freshsales.rules import bulk as rules
from emulator.freshsales.writing import written
from emulator.table import Record
from emulator.visit import Visit

Identifier: TypeAlias = tuple[str, Json]
"""By what a record is found: the name of an attribute or custom field, and its value."""


def upserted(
    visit: Visit, kind: Kind, said: Record, identifier: Identifier | None, found: list[Record]
) -> Record:
    """The oldest of the records found changed, or else a new one that has the identifier."""
    if found:
        return written(visit, kind, said, found[0])
    return written(visit, kind, _with_identifier(kind, said, *identifier) if identifier else said)


def upsert_entry(visit: Visit, kind: Kind, entry: Json) -> None:
    """One entry of many: the record of its id changed, or that of another identifier upserted."""
    said, identifiers = rules.entry_of(kind, entry)
    if "id" in identifiers:
        present = rules.check_there(found_by_id(visit, kind, identifiers["id"]))
        written(visit, kind, said, present)
        return
    identifier = next(iter(identifiers.items()))
    upserted(visit, kind, said, identifier, matches(visit, kind, *identifier))


def _with_identifier(kind: Kind, said: Record, name: str, value: Json) -> Mapping[str, Json]:
    if name.startswith("cf_"):
        custom = said.get("custom_field") or {}
        merged = {name: value, **custom} if isinstance(custom, dict) else custom
        return {**said, "custom_field": merged}
    if name in ("email", "emails") and ("email" in said or "emails" in said):
        return said
    return {name: value, **said} if name in kind.takes else said
