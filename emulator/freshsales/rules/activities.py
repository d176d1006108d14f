"""What Freshsales holds notes, tasks, appointments and sales activities to."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from contracts.call import Json
from emulator.freshsales import errors
from emulator.freshsales.kinds import KINDS
from emulator.table import Record
from emulator.visit import Visit, keeps

_TABLE = {kind.model: kind.many for kind in KINDS.values()}

DONE = 1
"""The status of a task that is done."""


@keeps("freshsales.notes.described")
def check_described(_visit: Visit, note: Record) -> None:
    """A note without a description is refused."""
    if not _has(note, "description"):
        raise errors.blank("Description")


@keeps("freshsales.tasks.titled-and-due")
def check_task(_visit: Visit, task: Record) -> None:
    """A task without a title or a due date is refused."""
    _need(task, title="Title", due_date="Due date")


@keeps("freshsales.appointments.titled-and-dated")
def check_appointment(_visit: Visit, appointment: Record) -> None:
    """An appointment has a title, a start and an end, and everything missing is told at once."""
    _need(appointment, title="Title", from_date="From date", end_date="End date")


@keeps("freshsales.appointments.time-zone")
def check_time_zone(_visit: Visit, name: Json) -> None:
    """The time zone of an appointment has Rails' name, Chennai, and not Asia/Kolkata."""
    if name is not None and name not in _time_zones():
        raise errors.invalid("Not a supported time zone")


@keeps("freshsales.tasks.completed")
def complete(_visit: Visit, values: dict[str, Json], task: Record, now: str) -> bool:
    """A completed task shows when it was completed; one that is opened again does not."""
    if "status" not in values or values["status"] == task["status"]:
        return False
    values["completed_date"] = now if values["status"] == DONE else None
    return True


@keeps("freshsales.activities.target-known")
def check_target(visit: Visit, model: Json, record_id: Json) -> None:
    """What something is about is there, unless the account takes anything."""
    table = _TABLE.get(str(model))
    any_id = visit.account.settings["unknown_links"] == "keep" and record_id is not None
    known = table is not None and visit.account.tables[table].get(record_id or 0) is not None
    if table is None or not (known or any_id):
        raise errors.invalid("Invalid targetable provided.")


def _need(record: Record, **labels: str) -> None:
    missing = [label for name, label in labels.items() if not _has(record, name)]
    if missing:
        raise errors.invalid(*(f"{label} can't be blank" for label in missing))


def _has(record: Record, name: str) -> bool:
    return bool(str(record.get(name) or "").strip())


@cache
def _time_zones() -> frozenset[str]:
    text = Path(__file__).parents[1].joinpath("time_zones.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["names"])
