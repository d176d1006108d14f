"""What judges read from an exchange with Zendesk; nothing is ever raised for odd data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contracts.exchange import Exchange
from contracts.reading import (
    Record,
    answered,
    asked,
    folded,
    id_of,
    mapping,
    path_id,
    records_in,
    sent,
)

USER_WRITES = ("users-create", "users-create-or-update", "users-update")
ORGANIZATION_WRITES = (
    "organizations-create",
    "organizations-create-or-update",
    "organizations-update",
)
ORGANIZATION_SEARCH = "organizations-search"
ORGANIZATION_KEYS = ("external_id", "name")
"""By what organizations are looked up, in this order."""
_EMAIL_ASKED = re.compile(r'(?:type:user\s+)?(?:email:)?"?([^\s"]+@[^\s"]+)"?')


def user_written(exchange: Exchange) -> Record | None:
    """The user in the body of a create or update; None for any other exchange."""
    return mapping(sent(exchange).get("user")) if exchange.operation in USER_WRITES else None


def organization_written(exchange: Exchange) -> Record | None:
    """The organization in the body of a create or update; None for any other exchange."""
    if exchange.operation not in ORGANIZATION_WRITES:
        return None
    return mapping(sent(exchange).get("organization"))


def email_of(user: Record) -> str:
    """The email of a user, folded; that of an identity where the user names no other."""
    listed = (i for i in records_in(user.get("identities")) if i.get("type") == "email")
    return folded(user.get("email")) or folded(next(listed, {}).get("value"))


def email_asked(exchange: Exchange) -> str | None:
    """The email that an answered look-up asked for, folded: plain or as ``email:"a@b.io"``."""
    text = asked(exchange, "users-search", "query")
    found = _EMAIL_ASKED.fullmatch(text) if text else None
    return found[1] if found else None


def begins(exchange: Exchange) -> bool:
    """Whether a look-up asks for its first page."""
    return exchange.request.query.get("page") in (None, "1")


def told(exchange: Exchange, one: str, many: str = "") -> list[Record]:
    """The records that the answer holds, under ``one`` or ``many`` (``one`` with an s)."""
    body = mapping(answered(exchange))
    several = body.get(many or f"{one}s")
    return records_in(several if isinstance(several, list) else [body.get(one)])


def active(records: Iterable[Record], key: str, value: str) -> list[str]:
    """The ids of those who are active and have exactly this value, both folded."""
    return [
        id_of(r) for r in records if r.get("active") is not False and folded(r.get(key)) == value
    ]


def pair_sent(exchange: Exchange) -> tuple[str, str] | None:
    """User and organization that a request links, each an id as text; None for others."""
    if exchange.operation not in ("memberships-create", "user-memberships-create"):
        return None
    link = mapping(sent(exchange).get("organization_membership"))
    return path_id(exchange) or folded(link.get("user_id")), folded(link.get("organization_id"))
