"""How requests are signed. Source: API v2, Authentication."""

from __future__ import annotations

from contracts.credentials import basic_user
from contracts.exchange import Exchange
from contracts.judging import judges_each


@judges_each("freshdesk.auth.key-as-user")
def key_as_user(exchange: Exchange) -> bool | None:
    """Credentials are Basic with a user name; absent ones may have been removed."""
    header = exchange.request.header("Authorization")
    return None if header is None else bool(basic_user(header))
