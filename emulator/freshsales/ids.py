"""Records by the id in a path."""

from __future__ import annotations

import re

from contracts.call import Json
from emulator.freshsales.errors import not_found
from emulator.freshsales.kinds import Kind
from emulator.table import Record
from emulator.visit import Visit, keeps


@keeps("freshsales.records.known")
def record_of(visit: Visit, kind: Kind, text: str) -> Record:
    """A record is found by its integer id, and no longer once it is deleted."""
    found = found_by_id(visit, kind, text)
    if found is None:
        raise not_found(kind.word)
    return found


def found_by_id(visit: Visit, kind: Kind, given: Json) -> Record | None:
    """The record of an id, a number or its digits; None where there is none."""
    text = str(given)
    return visit.account.tables[kind.many].get(int(text)) if is_id(text) else None


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return re.fullmatch("[0-9]{1,19}", text) is not None
