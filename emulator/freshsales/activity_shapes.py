"""Notes, tasks, appointments and sales activities as answers show them.

Source: developers.freshworks.com, CRM API; public test suites of 2026; python-freshworks-crm, which
reads the notes of an appointment.
"""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales.kinds import APPOINTMENT, Kind
from emulator.table import Record
from emulator.visit import Visit


def shown(kind: Kind, stored: Record) -> Record:
    """One of them as every endpoint shows it."""
    return {a.name: stored[a.name] for a in kind.attributes if a.shown}


def one(kind: Kind, stored: Record) -> dict[str, Json]:
    """The body of an answer about one; beside an appointment stand its notes, none so far."""
    body: dict[str, Json] = {kind.word: shown(kind, stored)}
    return {**body, "notes": []} if kind is APPOINTMENT else body


def around(visit: Visit, kind: Kind, about: Kind, record_id: Json) -> list[Record]:
    """Those of one kind that are about a record."""
    return visit.account.tables[kind.many].find("target", (about.model, record_id))
