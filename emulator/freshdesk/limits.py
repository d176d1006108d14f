"""How often an account may be asked.

Source: developers.freshdesk.com/api, Rate limits; answers recorded in 2022.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from emulator.freshdesk.errors import too_many
from emulator.limits import Spent, spend
from emulator.visit import Visit, keeps

PER_MINUTE: Mapping[str, tuple[int, int]] = {
    "trial": (50, 50),
    "growth": (200, 20),
    "pro": (400, 100),
    "enterprise": (700, 200),
    "addon-1000": (1000, 300),
    "addon-2000": (2000, 400),
}
"""Requests of an account by its plan: of any kind, and readings of contacts."""

MINUTE = 60.0
_READS_CONTACTS = re.compile(r"/api/v2/contacts(/\d+)?")


def spend_request(visit: Visit) -> None:
    """Count one request and tell what is left; Refusal where nothing is."""
    account = visit.account
    limit, reads = PER_MINUTE[account.settings["plan"]]
    spent = spend(account, "requests", limit, MINUTE)
    check_account(visit, spent, limit)
    if visit.request.method == "GET" and _READS_CONTACTS.fullmatch(visit.request.path):
        spent = spend(account, "contact reads", reads, MINUTE)
        check_contact_reads(visit, spent, reads)


@keeps("freshdesk.limits.account")
def check_account(visit: Visit, spent: Spent, limit: int) -> None:
    """An account has a number of requests a minute, by its plan."""
    _tell(visit, spent, limit)


@keeps("freshdesk.limits.contact-reads")
def check_contact_reads(visit: Visit, spent: Spent, limit: int) -> None:
    """Listing contacts and showing one are counted apart too, and have fewer a minute."""
    _tell(visit, spent, limit)


def _tell(visit: Visit, spent: Spent, limit: int) -> None:
    limited = bool(visit.account.settings["rate_limits"])
    visit.headers.update(
        {
            "X-Ratelimit-Total": str(limit),
            "X-Ratelimit-Remaining": str(spent.remaining if limited else max(spent.remaining, 1)),
            "X-Ratelimit-Used-Currentrequest": "1",
        }
    )
    if limited and spent.over:
        raise too_many(max(math.ceil(spent.resets_in), 1))
