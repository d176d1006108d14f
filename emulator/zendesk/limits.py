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


def resets(spent: Spent) -> int:
    """The whole seconds until the window ends."""
    return max(math.ceil(spent.resets_in), 1)
