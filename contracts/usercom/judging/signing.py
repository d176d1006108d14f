"""How requests are signed, and for which version. Source: seed 004; apidocs.user.com."""

from __future__ import annotations

import re

from contracts.exchange import Exchange
from contracts.judging import judges_each
from contracts.reading import sent, status

SECOND = ("custom_id", "user_custom_id", "company_custom_id", "client_user", "size")
"""Names that version 1 does not have (apidocs.user.com)."""


@judges_each("usercom.auth.api-key-required")
def api_key_required(exchange: Exchange) -> bool | None:
    """There is a key, behind the word Token; an absent one may have been removed."""
    header = exchange.request.header("Authorization")
    if header is None:
        return False if status(exchange) == 401 else None
    return re.fullmatch(r"token \S+", header, re.IGNORECASE) is not None


@judges_each("usercom.api.version-2")
def version_2(exchange: Exchange) -> bool | None:
    """Names of version 2 go with its Accept header; a recording may lack every header."""
    body = sent(exchange)
    event = exchange.operation == "events-create" and "user_id" in body
    if not exchange.request.headers or not (event or any(name in body for name in SECOND)):
        return None
    accept = exchange.request.header("Accept") or ""
    return re.search(r";\s*version=2\b", accept) is not None
