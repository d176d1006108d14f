"""Tasks by when they are due: open, due today or tomorrow, overdue, completed.

Source: developers.freshworks.com, CRM API; tap-freshsales.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from emulator.freshsales.rules.activities import DONE
from emulator.freshsales.stamps import stamp
from emulator.table import Record
from emulator.visit import Visit

Chooses = Callable[[Record], bool]


def chooser(visit: Visit, name: str) -> Chooses | None:
    """What chooses the tasks of a filter; None for one that nobody knows."""
    now = datetime.fromisoformat(stamp(visit.account))
    return {
        "open": _is_open,
        "completed": lambda task: not _is_open(task),
        "due_today": lambda task: _is_open(task) and _due(task, now).date() == now.date(),
        "due_tomorrow": lambda task: (
            _is_open(task) and _due(task, now).date() == now.date() + timedelta(days=1)
        ),
        "overdue": lambda task: _is_open(task) and _due(task, now) < now,
    }.get(name)


def _is_open(task: Record) -> bool:
    return bool(task["status"] != DONE)


def _due(task: Record, now: datetime) -> datetime:
    """When a task is due, in the account's time zone."""
    due = datetime.fromisoformat(task["due_date"])
    return due.replace(tzinfo=now.tzinfo) if due.tzinfo is None else due.astimezone(now.tzinfo)
