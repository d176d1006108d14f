"""Upserts: the record of an identifier changed, or else made.

Source: developers.freshworks.com, CRM API; RudderStack's Freshsales destination.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.freshsales.kinds import Kind
from emulator.freshsales.writing import written
from emulator.table import Record
from emulator.visit import Visit


def upserted(
    visit: Visit, kind: Kind, said: Record, name: str, value: Json, found: list[Record]
) -> Record:
    """The oldest of the records found changed, or else a new one that has the identifier."""
    if found:
        return written(visit, kind, said, found[0])
    return written(visit, kind, _with_identifier(kind, said, name, value))


def _with_identifier(kind: Kind, said: Record, name: str, value: Json) -> Mapping[str, Json]:
    if name.startswith("cf_"):
        custom = said.get("custom_field") or {}
        merged = {name: value, **custom} if isinstance(custom, dict) else custom
        return {**said, "custom_field": merged}
    if name in ("email", "emails") and ("email" in said or "emails" in said):
        return said
    return {name: value, **said} if name in kind.takes else said
