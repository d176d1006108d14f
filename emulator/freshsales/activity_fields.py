"""The attributes of what happens around a record: notes, tasks, appointments, sales activities.

Source: developers.freshworks.com, CRM API; public test suites of 2026.
"""

from __future__ import annotations

from emulator.freshsales.fields import Attribute
from emulator.freshsales.values import anything, flag, mapping, moment, text, whole

_TARGET = (
    Attribute("targetable_type", text, shown=False),
    Attribute("targetable_id", whole, shown=False),
    Attribute("targetables", default=[]),
)
_MADE = (Attribute("creater_id"), Attribute("created_at"), Attribute("updated_at"))
_PLACE = tuple(Attribute(name, text) for name in ("location", "latitude", "longitude"))

NOTE = (Attribute("id"), Attribute("description", text), *_MADE, *_TARGET)

TASK = (
    Attribute("id"),
    Attribute("status", whole, 0),
    Attribute("title", text),
    Attribute("description", text),
    *_MADE,
    Attribute("owner_id", whole),
    Attribute("due_date", moment),
    Attribute("completed_date"),
    Attribute("task_type_id", whole),
    *_TARGET,
)

APPOINTMENT = (
    Attribute("id"),
    Attribute("title", text),
    Attribute("description", text),
    Attribute("from_date", moment),
    Attribute("end_date", moment),
    Attribute("time_zone", text),
    Attribute("is_allday", flag, False),
    *_PLACE,
    Attribute("checkedin_at", moment),
    Attribute("outcome_id", whole),
    *_MADE,
    *_TARGET,
)

PHONE_CALL = (
    Attribute("id"),
    Attribute("call_direction", anything),
    *_MADE,
    *_TARGET,
    Attribute("note", mapping, {}, shown=False),
)

SALES_ACTIVITY = (
    Attribute("id"),
    Attribute("title", text),
    Attribute("notes", text),
    Attribute("sales_activity_type_id", whole),
    Attribute("sales_activity_outcome_id", whole),
    Attribute("start_date", moment),
    Attribute("end_date", moment),
    Attribute("owner_id", whole),
    *_PLACE,
    Attribute("checkedin_at", moment),
    *_MADE,
    *_TARGET,
)
