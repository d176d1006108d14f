"""Records by the id in a path."""

from __future__ import annotations

import re

from emulator.answering import unrouted
from emulator.freshsales.errors import not_found
from emulator.freshsales.kinds import Kind
from emulator.freshsales.unbuilt import unbuilt
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps


def record_of(visit: Visit, kind: Kind, text: str) -> Record:
    """The record of that id; Refusal where there is none, or the path is one of its own."""
    if not text.isdecimal() and unbuilt(visit.request.method, visit.request.path):
        raise Refusal(unrouted(404)(visit))
    return known_record(visit, kind, text)


@keeps("freshsales.records.known")
def known_record(visit: Visit, kind: Kind, text: str) -> Record:
    """A record is found by its integer id, and no longer once it is deleted."""
    found = visit.account.tables[kind.many].get(int(text)) if is_id(text) else None
    if found is None:
        raise not_found(kind.word)
    return found


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return re.fullmatch("[0-9]{1,19}", text) is not None
