"""Credentials: the API token in a header, the application token in a body.

Source: seed 003, Settings; developers.freshworks.com, CRM libraries.
"""

from __future__ import annotations

from contracts.exchange import Exchange
from contracts.freshsales.judging.reading import asked_at, tracked
from contracts.judging import judges_each


@judges_each("freshsales.track.app-token")
def app_token(exchange: Exchange) -> bool | None:
    """The application token stands in the body, and no credentials in a header."""
    body = tracked(exchange)
    if body is None:
        return None
    return bool(body.get("application_token")) and not exchange.request.header("Authorization")


@judges_each("freshsales.settings.api-token")
def api_token(exchange: Exchange) -> bool | None:
    """Freshsales' own scheme; absent credentials may have been removed from a recording."""
    header = exchange.request.header("Authorization")
    if header is None or not asked_at(exchange):
        return None
    return header.partition(" ")[0].lower() == "token"
