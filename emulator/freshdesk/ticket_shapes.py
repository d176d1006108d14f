"""Tickets and conversations as answers show them.

Source: developers.freshdesk.com/api, Tickets and Conversations.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit

_LISTED = (
    "cc_emails",
    "fwd_emails",
    "reply_cc_emails",
    "ticket_cc_emails",
    "fr_escalated",
    "spam",
    "email_config_id",
    "group_id",
    "priority",
    "requester_id",
    "responder_id",
    "source",
    "company_id",
    "status",
    "subject",
    "association_type",
    "support_email",
    "to_emails",
    "product_id",
    "id",
    "type",
    "due_by",
    "fr_due_by",
    "is_escalated",
    "custom_fields",
    "created_at",
    "updated_at",
    "tags",
)
_DESCRIPTION = ("description", "description_text")

REPLY = (
    "body",
    "body_text",
    "id",
    "user_id",
    "from_email",
    "cc_emails",
    "bcc_emails",
    "ticket_id",
    "replied_to",
    "attachments",
    "created_at",
    "updated_at",
)
NOTE = (
    "body",
    "body_text",
    "id",
    "incoming",
    "private",
    "user_id",
    "support_email",
    "ticket_id",
    "notified_to",
    "attachments",
    "created_at",
    "updated_at",
)
_CONVERSATION = (
    "body",
    "body_text",
    "id",
    "incoming",
    "private",
    "user_id",
    "support_email",
    "source",
    "ticket_id",
    "to_emails",
    "from_email",
    "cc_emails",
    "bcc_emails",
    "attachments",
    "created_at",
    "updated_at",
)

MOST_CONVERSATIONS = 10
"""How many conversations a ticket includes."""


def listed_ticket(visit: Visit, ticket: Record, include: Iterable[str] = ()) -> dict[str, Json]:
    """A ticket in a list, with what is to be included; a deleted one says so."""
    deleted = {"deleted": True} if ticket["deleted"] else {}
    more = {name: _included(visit, ticket, name) for name in include if name != "description"}
    described = _of(ticket, _DESCRIPTION) if "description" in include else {}
    return {**_of(ticket, _LISTED), **deleted, **described, **more}


def ticket(visit: Visit, record: Record, include: Iterable[str] = ()) -> dict[str, Json]:
    """A ticket alone."""
    shown = listed_ticket(visit, record, ("description", *include))
    return {**shown, "attachments": record["attachments"]}


def conversation(_visit: Visit, record: Record) -> dict[str, Json]:
    """A reply or a note among the conversations of its ticket."""
    return _of(record, _CONVERSATION)


def message(record: Record) -> dict[str, Json]:
    """A reply or a note alone."""
    return _of(record, REPLY if record["kind"] == "reply" else NOTE)


def plain_text(markup: Json) -> Json:
    """What a browser shows of the markup."""
    if not isinstance(markup, str):
        return None
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def _included(visit: Visit, ticket: Record, name: str) -> Json:
    tables = visit.account.tables
    if name == "stats":
        return ticket["stats"]
    if name == "conversations":
        first = tables["conversations"].find("ticket_id", ticket["id"])[:MOST_CONVERSATIONS]
        return [conversation(visit, record) for record in first]
    if name == "requester":
        person = _person(visit, ticket["requester_id"])
        return person and _of(person, ("id", "name", "email", "mobile", "phone"))
    company = tables["companies"].get(ticket["company_id"] or 0)
    return _of(company, ("id", "name")) if company else {}


def _person(visit: Visit, person_id: int) -> Record | None:
    tables = visit.account.tables
    return tables["contacts"].get(person_id) or tables["agents"].get(person_id)


def _of(record: Record, keys: Iterable[str]) -> dict[str, Json]:
    return {key: record[key] for key in keys}
