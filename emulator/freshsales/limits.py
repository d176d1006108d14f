"""How often an account may be asked for something.

Source: support.freshsales.io and crmsupport.freshworks.com, on API limits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from emulator.freshsales.auth import is_tracking
from emulator.freshsales.errors import too_many
from emulator.limits import Spent, spend
from emulator.visit import Refusal, Visit, keeps

PER_HOUR: Mapping[str, int] = {
    "free": 1000,
    "growth": 1000,
    "pro": 2000,
    "enterprise": 5000,
    "blossom": 1000,
    "garden": 1000,
    "estate": 2000,
    "forest": 5000,
}
"""Requests of an account by its plan; the second four are the classic plans."""

CLASSIC = ("blossom", "garden", "estate", "forest")
PER_MINUTE = 400
HOUR, MINUTE = 3600.0, 60.0


def spend_request(visit: Visit) -> None:
    """Count one request of the account; Refusal where none is left. Tracking is not counted."""
    settings = visit.account.settings
    if not settings["rate_limits"] or is_tracking(visit.request.path):
        return
    if settings["plan"] in CLASSIC:
        check_minute(visit, spend(visit.account, "minute", PER_MINUTE, MINUTE))
    check_hour(visit, spend(visit.account, "hour", PER_HOUR[settings["plan"]], HOUR))


@keeps("freshsales.limits.hour")
def check_hour(visit: Visit, spent: Spent) -> None:
    """An account has a number of requests an hour, by its plan and whoever asks."""
    if spent.over:
        raise _spent(visit, spent)


@keeps("freshsales.limits.minute")
def check_minute(visit: Visit, spent: Spent) -> None:
    """An account of a classic plan has 400 requests a minute."""
    if spent.over:
        raise _spent(visit, spent)


def _spent(visit: Visit, spent: Spent) -> Refusal:
    """Whether a 429 says when to come again, nobody says for sure: the account file has it."""
    seconds = max(math.ceil(spent.resets_in), 1)
    return too_many(seconds if visit.account.settings["retry_after"] else None)
