"""The kinds of record: leads, contacts, accounts and deals, and what happens around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emulator.freshsales import activity_fields, fields
from emulator.freshsales.fields import Attribute, writable


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its words in paths and bodies, and its attributes."""

    word: str
    """One of them, the key in bodies: ``sales_account``."""
    many: str
    """Several of them, the word in paths and the table's name: ``sales_accounts``."""
    model: str
    """The name of its class: ``SalesAccount``."""
    attributes: tuple[Attribute, ...]
    takes: Mapping[str, Attribute]
    """The attributes that a request may set, by name."""

    @property
    def fields(self) -> str:
        """The table of its custom fields."""
        return f"{self.word}_fields"

    @property
    def earlier(self) -> str:
        """The table of its records as they were before a write that is not found yet."""
        return f"earlier_{self.many}"

    @property
    def bin(self) -> str:
        """The table of its deleted records."""
        return f"deleted_{self.many}"


def _kind(word: str, many: str, model: str, attributes: tuple[Attribute, ...]) -> Kind:
    return Kind(word, many, model, attributes, writable(attributes))


LEAD = _kind("lead", "leads", "Lead", fields.LEAD)
CONTACT = _kind("contact", "contacts", "Contact", fields.CONTACT)
SALES_ACCOUNT = _kind("sales_account", "sales_accounts", "SalesAccount", fields.SALES_ACCOUNT)
DEAL = _kind("deal", "deals", "Deal", fields.DEAL)

NOTE = _kind("note", "notes", "Note", activity_fields.NOTE)
TASK = _kind("task", "tasks", "Task", activity_fields.TASK)
APPOINTMENT = _kind("appointment", "appointments", "Appointment", activity_fields.APPOINTMENT)
SALES_ACTIVITY = _kind(
    "sales_activity", "sales_activities", "SalesActivity", activity_fields.SALES_ACTIVITY
)

PHONE_CALL = _kind("phone_call", "phone_calls", "PhoneCall", activity_fields.PHONE_CALL)
"""A call, which is logged and not read again."""

LIST = _kind("list", "lists", "List", ())
"""A list of contacts, which has a name and nothing else."""

JOB = _kind("job_status", "job_statuses", "JobStatus", ())
"""How far a job is."""

KINDS: Mapping[str, Kind] = {kind.word: kind for kind in (LEAD, CONTACT, SALES_ACCOUNT, DEAL)}
"""The four that share one life, by their words."""

ACTIVITIES: Mapping[str, Kind] = {
    kind.word: kind for kind in (NOTE, TASK, APPOINTMENT, SALES_ACTIVITY)
}
"""What happens around a record, by its word."""

PEOPLE = (LEAD, CONTACT)
