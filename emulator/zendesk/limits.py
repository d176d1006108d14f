"""How often an account and a user may be asked for something.

Source: developer.zendesk.com, Introduction, Rate Limits; answers recorded in 2021 and 2023.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from emulator.limits import Spent, spend
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import account_limit, user_limit

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

USER_WRITES = 5
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
    if not visit.account.settings["rate_limits"]:
        return
    spent = spend(visit.account, f"user {user_id}", USER_WRITES, MINUTE)
    visit.headers["Zendesk-RateLimit-create-update-user"] = (
        f"total={USER_WRITES}; remaining={spent.remaining}; resets={resets(spent)}"
    )
    if spent.over:
        raise user_limit(resets(spent))


@keeps("zendesk.limits.searches")
def spend_search(visit: Visit, endpoint: str) -> None:
    """Searches have a number of requests a minute of their own, exports a smaller one."""
    limit, limited = SEARCHES[endpoint], visit.account.settings["rate_limits"]
    spent = spend(visit.account, endpoint, limit, MINUTE)
    left = spent.remaining if limited else max(spent.remaining, 1)
    visit.headers[f"Zendesk-RateLimit-{endpoint}"] = (
        f"total={limit}; remaining={left}; resets={resets(spent)}"
    )
    if limited and spent.over:
        raise account_limit(resets(spent))


def resets(spent: Spent) -> int:
    """The whole seconds until the window ends."""
    return max(math.ceil(spent.resets_in), 1)
