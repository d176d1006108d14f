"""Finding users of Zendesk."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from contracts.call import Json
from contracts.exchange import Answer, Request
from forwarder.settings import Settings
from forwarder.zendesk.pages import Records, every_page

SEARCH = "/api/v2/users/search"


def users_by_email(email: str, settings: Settings) -> Generator[Request, Answer, Records]:
    """The active users whose email is this one, whatever its case.

    The search also finds users who only mention the text, and lags behind writes by minutes.
    """
    found = yield from every_page(Request("GET", SEARCH, {"query": email}), "users", settings)
    return [user for user in found if user.get("active") is not False and same_email(user, email)]


def users_by_external_id(
    external_id: str, settings: Settings
) -> Generator[Request, Answer, Records]:
    """The active users with this external_id, whatever its case; this look-up never lags."""
    request = Request("GET", SEARCH, {"external_id": external_id})
    found = yield from every_page(request, "users", settings)
    return [
        user
        for user in found
        if user.get("active") is not False
        and str(user.get("external_id")).lower() == external_id.lower()
    ]


def same_email(user: Mapping[str, Json], email: str) -> bool:
    """Whether a user's primary email is this one; Zendesk compares ignoring case."""
    return str(user.get("email")).strip().lower() == email.strip().lower()
