"""How often an account and a user may be asked for something.

Source: developer.zendesk.com, Introduction, Rate Limits; answers recorded in 2021 and 2023.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from emulator.limits import Spent, spend
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import account_limit, autocomplete_limit, user_limit

PER_MINUTE: Mapping[str, int] = {
    "suite-team": 200,
    "suite-growth": 400,
    "suite-professional": 400,
    "suite-enterprise": 700,
    "suite-enterprise-plus": 2500,
    "support-team": 200,
    "support-professional": 400,
    "support-enterprise": 700,
    "essential": 10,
    "high-volume": 2500,
}
"""Requests of an account by its plan."""

SEARCHES: Mapping[str, int] = {"search-index": 2500, "search-export": 100}
"""Requests a minute of an account's searches, by the name of their header."""

EXPORTS, EXPORTS_HIGH_VOLUME = 10, 30
"""Incremental exports of an account a minute, without and with the High Volume add-on."""

USER_WRITES = 5
UPSERTS = 1
SECOND = 1.0
MINUTE = 60.0


def spend_request(visit: Visit) -> None:
    """Count one request of the account and tell what is left; Refusal where nothing is."""
    limit = PER_MINUTE[visit.account.settings["plan"]]
    spent = spend(visit.account, "requests", limit, MINUTE)
    limited = bool(visit.account.settings["rate_limits"])
    left = str(spent.remaining if limited else max(spent.remaining, 1))
    visit.headers.update(
        {
            "X-Rate-Limit": str(limit),
            "X-Rate-Limit-Remaining": left,
            "Ratelimit-Limit": str(limit),
            "Ratelimit-Remaining": left,
            "Ratelimit-Reset": str(resets(spent)),
        }
    )
    if limited:
        check_account(visit, spent)


@keeps("zendesk.limits.account")
def check_account(_visit: Visit, spent: Spent) -> None:
    """An account has a number of requests a minute, by its plan."""
    if spent.over:
        raise account_limit(resets(spent))


@keeps("zendesk.limits.user-writes")
def spend_write(visit: Visit, user_id: int) -> None:
    """One user can be updated five times a minute, whatever the account has left."""
    spent = _spend(visit, f"user {user_id}", USER_WRITES, "create-update-user")
    if _is_over(visit, spent):
        raise user_limit(resets(spent))


@keeps("zendesk.limits.upserts")
def spend_upsert(visit: Visit) -> None:
    """An account upserts one user a second."""
    spent = spend(visit.account, "upserts", UPSERTS, SECOND)
    if _is_over(visit, spent):
        raise account_limit(resets(spent))


@keeps("zendesk.limits.searches")
def spend_search(visit: Visit, endpoint: str) -> None:
    """Searches have a number of requests a minute of their own, exports a smaller one."""
    spent = _spend(visit, endpoint, SEARCHES[endpoint], endpoint)
    if _is_over(visit, spent):
        raise account_limit(resets(spent))


@keeps("zendesk.limits.exports")
def spend_export(visit: Visit) -> None:
    """An account exports incrementally ten times a minute, or thirty with the add-on."""
    high_volume = visit.account.settings["plan"] == "high-volume"
    limit = EXPORTS_HIGH_VOLUME if high_volume else EXPORTS
    spent = spend(visit.account, "exports", limit, MINUTE)
    if _is_over(visit, spent):
        raise account_limit(resets(spent))


@keeps("zendesk.limits.autocompletes")
def spend_autocomplete(visit: Visit) -> None:
    """Names of organizations are autocompleted as many times a minute as the account says."""
    limit = visit.account.settings.get("autocompletes_per_minute")
    if limit is not None:
        spent = spend(visit.account, "autocompletes", limit, MINUTE)
        if _is_over(visit, spent):
            raise autocomplete_limit()


def resets(spent: Spent) -> int:
    """The whole seconds until the window ends."""
    return max(math.ceil(spent.resets_in), 1)


def _spend(visit: Visit, key: str, limit: int, header: str) -> Spent:
    """Count one request of a minute and tell what is left in a header of its own."""
    spent = spend(visit.account, key, limit, MINUTE)
    left = spent.remaining if visit.account.settings["rate_limits"] else max(spent.remaining, 1)
    told = f"total={limit}; remaining={left}; resets={resets(spent)}"
    visit.headers[f"Zendesk-RateLimit-{header}"] = told
    return spent


def _is_over(visit: Visit, spent: Spent) -> bool:
    return spent.over and bool(visit.account.settings["rate_limits"])
