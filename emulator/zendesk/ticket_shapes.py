"""The attributes of tickets and comments, and how they are shown.

Source: developer.zendesk.com, Tickets, Ticket Comments, Ticket Audits.
"""

from __future__ import annotations

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk.parameters import CREATE, WRITE, Attribute
from emulator.zendesk.shapes import url_of
from emulator.zendesk.values import anything, mapping, numbers, of_fields, text, whole, words

TICKET = (
    Attribute("id"),
    Attribute("external_id", read=text, on=WRITE),
    Attribute("created_at"),
    Attribute("updated_at"),
    Attribute("type", read=anything, on=WRITE),
    Attribute("subject", read=text, on=WRITE),
    Attribute("raw_subject", kept=False),
    Attribute("description"),
    Attribute("priority", read=anything, on=WRITE),
    Attribute("status", "new", anything, WRITE),
    Attribute("recipient", read=text, on=CREATE),
    Attribute("requester_id", read=whole, on=WRITE),
    Attribute("submitter_id", read=whole, on=CREATE),
    Attribute("assignee_id", read=whole, on=WRITE),
    Attribute("organization_id", read=whole, on=WRITE),
    Attribute("group_id", read=whole, on=WRITE),
    Attribute("collaborator_ids", [], numbers, WRITE),
    Attribute("problem_id", read=whole, on=WRITE),
    Attribute("has_incidents", False),
    Attribute("is_public", True),
    Attribute("due_at", read=text, on=WRITE),
    Attribute("tags", [], words, WRITE),
    Attribute("custom_fields", [], of_fields, WRITE),
)

UNSHOWN = (
    Attribute("comment", read=mapping, on=WRITE, kept=False),
    Attribute("requester", read=mapping, on=WRITE, kept=False),
)
"""What a request may say and no ticket shows."""

_VIA = {"channel": "api", "source": {"from": {}, "to": {}, "rel": None}}


def ticket(visit: Visit, record: Record) -> Json:
    """A ticket as every endpoint shows one."""
    shown = {a.name: record.get(a.name) for a in TICKET}
    shown |= {"raw_subject": record["subject"], "via": _VIA}
    return {"url": url_of(visit, "tickets", record["id"]), **shown}


def comment(_visit: Visit, record: Record) -> Json:
    """What somebody wrote to a ticket."""
    body = record["body"]
    return {
        "id": record["id"],
        "type": "Comment",
        "author_id": record["author_id"],
        "body": body,
        "html_body": f'<div class="zd-comment" dir="auto"><p dir="auto">{_escaped(body)}</p></div>',
        "plain_body": body,
        "public": record["public"],
        "attachments": [],
        "audit_id": record["audit_id"],
        "via": _VIA,
        "created_at": record["created_at"],
        "metadata": {"system": {}, "custom": {}},
    }


def audit(record: Record) -> Json:
    """What one write did to a ticket."""
    return {**record, "metadata": {"system": {}, "custom": {}}, "via": _VIA}


def _escaped(text_: str) -> str:
    return text_.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
