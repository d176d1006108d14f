"""Traits arrive under Zendesk's names, not Segment's. Source: seed 001, Identify and Group."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contracts.exchange import Exchange
from contracts.judging import Judge, judges_each
from contracts.reading import Record
from contracts.zendesk.judging.reading import organization_written, user_written

NAME = ("first_name", "last_name", "firstName", "lastName")
TIME_ZONE = ("timezone", "timeZone")
LOCALE = ("localeId",)
ORGANIZATION = ("organizationId",)
USER_ID = ("userId", "user_id")


def _spelled(
    rule_id: str,
    written: Callable[[Exchange], Record | None],
    *,
    wrong: Iterable[str],
    right: Iterable[str],
) -> Judge:
    refused, wanted = frozenset(wrong), frozenset(right)

    @judges_each(rule_id)
    def spelled(exchange: Exchange) -> bool | None:
        record = written(exchange) or {}
        if refused & record.keys():
            return False
        return True if wanted & record.keys() else None

    return spelled


example_traits = _spelled(
    "zendesk.identify.example-traits",
    user_written,
    wrong=(*NAME, *TIME_ZONE, *LOCALE, *ORGANIZATION, *USER_ID),
    right=("time_zone", "locale", "locale_id", "organization_id", "phone"),
)
timezone = _spelled(
    "zendesk.identify.timezone", user_written, wrong=TIME_ZONE, right=("time_zone",)
)
locale = _spelled(
    "zendesk.identify.locale", user_written, wrong=LOCALE, right=("locale", "locale_id")
)
userid_external = _spelled(
    "zendesk.identify.userid-external", user_written, wrong=USER_ID, right=("external_id",)
)
organization_traits = _spelled(
    "zendesk.group.example-traits",
    organization_written,
    wrong=("url", "deleted"),
    right=("name",),
)


@judges_each("zendesk.identify.organization")
def organization(exchange: Exchange) -> bool | None:
    """The organization is an integer under organization_id."""
    user = user_written(exchange) or {}
    if any(key in user for key in ORGANIZATION):
        return False
    value = user.get("organization_id")
    return None if value is None else isinstance(value, int) and not isinstance(value, bool)


@judges_each("zendesk.settings.verified")
def verified(exchange: Exchange) -> bool | None:
    """The key is verified; verify is none of Zendesk's."""
    user = user_written(exchange) or {}
    if "verify" in user:
        return False
    return True if user.get("verified") is True else None
