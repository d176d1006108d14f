"""The attributes of tickets and of their conversations that a request can set.

Source: developers.freshdesk.com/api, Tickets and Conversations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from emulator.freshdesk.attributes import Attribute
from emulator.freshdesk.values import files, flag, mapping, moment, record_id, text, texts, whole

OPEN, PENDING, RESOLVED, CLOSED = 2, 3, 4, 5
STATUSES = (OPEN, PENDING, RESOLVED, CLOSED)
PRIORITIES = (1, 2, 3, 4)
"""Low, medium, high, urgent."""
SOURCES = (1, 2, 3, 7, 9, 10)
"""Email, portal, phone, chat, widget, outbound email."""

REQUESTER: Sequence[Attribute] = (
    Attribute("requester_id", record_id),
    Attribute("email", text),
    Attribute("phone", text),
    Attribute("twitter_id", text),
    Attribute("unique_external_id", text),
    Attribute("name", text),
)
"""Who asks: a contact by its id, or by what is known of it."""

TICKET: Sequence[Attribute] = (
    Attribute("subject", text),
    Attribute("description", text),
    Attribute("type", text),
    Attribute("status", whole, OPEN),
    Attribute("priority", whole, 1),
    Attribute("source", whole, 2),
    Attribute("responder_id", record_id),
    Attribute("group_id", record_id),
    Attribute("product_id", record_id),
    Attribute("company_id", record_id),
    Attribute("email_config_id", record_id),
    Attribute("due_by", moment),
    Attribute("fr_due_by", moment),
    Attribute("cc_emails", texts, []),
    Attribute("tags", texts, []),
    Attribute("custom_fields", mapping, {}),
    Attribute("attachments", files, []),
)

_MESSAGE: Sequence[Attribute] = (
    Attribute("body", text),
    Attribute("user_id", record_id),
    Attribute("attachments", files, []),
)
REPLY: Sequence[Attribute] = (
    *_MESSAGE,
    Attribute("from_email", text),
    Attribute("cc_emails", texts, []),
    Attribute("bcc_emails", texts, []),
)
NOTE: Sequence[Attribute] = (
    *_MESSAGE,
    Attribute("incoming", flag, False),
    Attribute("private", flag, True),
    Attribute("notify_emails", texts, []),
)
CHANGED_MESSAGE: Sequence[Attribute] = (_MESSAGE[0], _MESSAGE[2])

UNBUILT: Mapping[str, str] = {
    "facebook_id": "tickets of Facebook users",
    "parent_id": "parents and children of tickets",
    "related_ticket_ids": "trackers of tickets",
    "internal_agent_id": "shared ownership of tickets",
    "internal_group_id": "shared ownership of tickets",
    "lookup_parameter": "custom objects",
}
"""Attributes that Freshdesk takes of a ticket and this fake does not."""
