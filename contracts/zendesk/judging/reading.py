"""What judges read from an exchange with Zendesk; nothing is ever raised for odd data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from contracts.call import Json
from contracts.exchange import Exchange

Record: TypeAlias = Mapping[str, Any]

USER_WRITES = ("users-create", "users-create-or-update", "users-update")
ORGANIZATION_WRITES = (
    "organizations-create",
    "organizations-create-or-update",
    "organizations-update",
)
_ID = re.compile(r"/(\d+)(?=[/.]|$)")
_EMAIL_ASKED = re.compile(r'(?:type:user\s+)?(?:email:)?"?([^\s"]+@[^\s"]+)"?')


def folded(value: Json) -> str:
    """A value as Zendesk compares it, trimmed and ignoring case; empty for null."""
    return "" if value is None else str(value).strip().lower()


def user_written(exchange: Exchange) -> Record | None:
    """The user in the body of a create or update; None for any other exchange."""
    return _sent(exchange, "user") if exchange.operation in USER_WRITES else None


def organization_written(exchange: Exchange) -> Record | None:
    """The organization in the body of a create or update; None for any other exchange."""
    return _sent(exchange, "organization") if exchange.operation in ORGANIZATION_WRITES else None


def email_of(user: Record) -> str:
    """The email of a user, folded; that of an identity where the user names no other."""
    identities = user.get("identities")
    listed = [i for i in identities if _is_email(i)] if isinstance(identities, list) else []
    return folded(user.get("email")) or folded(listed[0].get("value") if listed else None)


def email_asked(exchange: Exchange) -> str | None:
    """The email that an answered look-up asked for, folded: plain or as ``email:"a@b.io"``."""
    text = asked(exchange, "users-search", "query")
    found = _EMAIL_ASKED.fullmatch(text) if text else None
    return found[1] if found else None


def asked(exchange: Exchange, operation: str, key: str) -> str | None:
    """What an answered look-up asked for under ``key``, folded."""
    value = exchange.request.query.get(key)
    if exchange.operation != operation or not succeeded(exchange) or not isinstance(value, str):
        return None
    return folded(value)


def begins(exchange: Exchange) -> bool:
    """Whether a look-up asks for its first page."""
    return exchange.request.query.get("page") in (None, "1")


def succeeded(exchange: Exchange) -> bool:
    """Whether the vendor did it; False while the answer is awaited."""
    return exchange.answer is not None and exchange.answer.ok


def status(exchange: Exchange) -> int | None:
    """The status of the answer, None while it is awaited."""
    return None if exchange.answer is None else exchange.answer.status


def told(exchange: Exchange, one: str, many: str = "") -> list[Record]:
    """The records that the answer holds, under ``one`` or ``many`` (``one`` with an s)."""
    body = exchange.answer.body if exchange.answer is not None and exchange.answer.ok else None
    if not isinstance(body, dict):
        return []
    several = body.get(many or f"{one}s")
    records = several if isinstance(several, list) else [body.get(one)]
    return [record for record in records if isinstance(record, dict)]


def active(records: Iterable[Record], key: str, value: str) -> list[str]:
    """The ids of those who are active and have exactly this value, both folded."""
    return [
        id_of(r) for r in records if r.get("active") is not False and folded(r.get(key)) == value
    ]


def id_of(record: Record) -> str:
    """The id of a record as text; empty without one."""
    return folded(record.get("id"))


def path_id(exchange: Exchange) -> str | None:
    """The id in the path of a request, as text."""
    found = _ID.search(exchange.request.path)
    return found[1] if found else None


def pair_sent(exchange: Exchange) -> tuple[str, str] | None:
    """User and organization that a request links, each an id as text; None for others."""
    if exchange.operation not in ("memberships-create", "user-memberships-create"):
        return None
    sent = _sent(exchange, "organization_membership")
    return path_id(exchange) or folded(sent.get("user_id")), folded(sent.get("organization_id"))


def _sent(exchange: Exchange, root: str) -> Record:
    body = exchange.request.body
    record = body.get(root) if isinstance(body, dict) else None
    return record if isinstance(record, dict) else {}


def _is_email(identity: Json) -> bool:
    return isinstance(identity, dict) and identity.get("type") == "email"
