"""What is recorded of Freshsales becomes an account that answers alike."""

import pytest

from contracts.exchange import Request
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from recorded import WHEN, differences

SIGNED = {"Authorization": "Token token=scrubbed-0123456789abcdef"}
ADA = {"id": 5, "email": "a@x.io"}
ABOUT = {"targetable_type": "Contact", "targetable_id": 5}
HELD = {
    "contacts": [ADA],
    "notes": [{"id": 6, "description": "Met", **ABOUT}],
    "tasks": [{"id": 7, "title": "T", "due_date": "2023-11-15", **ABOUT}],
}
MADE = {"note": {"description": "Called", **ABOUT}}


def recorded(*requests):
    """What a fake that holds all this answers to (method, path, body)."""
    fake = Fake(vendors()["freshsales"], HELD, Clock(frozen_at=WHEN.timestamp()), pinned=True)
    return [
        fake.send(Request(method, path, {}, SIGNED, body[0] if body else None, "a.freshsales.io"))
        for method, path, *body in requests
    ]


@pytest.mark.parametrize(
    "asked",
    [
        ("GET", "/api/contacts/5/notes"),
        ("GET", "/api/tasks/7"),
        ("PUT", "/api/tasks/7", {"task": {"status": 1}}),
        ("DELETE", "/crm/sales/api/notes/6"),
        ("GET", "/api/selector/sales_activity_types"),
    ],
)
def test_notes_and_tasks_that_were_there_are_there_again(asked):
    assert differences(recorded(asked)) == []


def test_a_note_that_was_made_was_not_there_before():
    listed = ("GET", "/api/contacts/5/notes")
    exchanges = recorded(listed, ("POST", "/api/notes", MADE), listed)
    assert differences(exchanges) == []
