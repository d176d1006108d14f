"""How requests are signed. Source: seed 001, Credentials; developer.zendesk.com, Requests."""

from __future__ import annotations

from contracts.credentials import basic_user
from contracts.exchange import Exchange
from contracts.judging import judges_each

SUFFIX = "/token"


@judges_each("zendesk.auth.two-modes")
def two_modes(exchange: Exchange) -> bool | None:
    """Credentials are Basic with an email for a user name; absent ones may have been removed."""
    header = exchange.request.header("Authorization")
    return None if header is None else "@" in (basic_user(header) or "")


@judges_each("zendesk.auth.email-token-suffix")
def email_token_suffix(exchange: Exchange) -> bool | None:
    """One suffix and no more; without one nothing tells a token from a password."""
    user = _user(exchange)
    return not user.endswith(SUFFIX * 2) if user.endswith(SUFFIX) else None


@judges_each("zendesk.auth.literal-token-word")
def literal_token_word(exchange: Exchange) -> bool | None:
    """What follows the email is the word token."""
    email, slash, word = _user(exchange).rpartition("/")
    return word == SUFFIX[1:] if slash and "@" in email else None


def _user(exchange: Exchange) -> str:
    return basic_user(exchange.request.header("Authorization")) or ""
