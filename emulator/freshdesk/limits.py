"""How often an account may be asked.

Source: developers.freshdesk.com/api, Rate limits; answers recorded in 2022.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from contracts.exchange import Request
from emulator.freshdesk.errors import too_many
from emulator.limits import Spent, spend
from emulator.visit import Visit, keeps


class Plan(NamedTuple):
    """Requests a minute: of any kind, and of some kinds of their own."""

    account: int
    ticket_creations: int
    ticket_updates: int
    ticket_lists: int
    contact_reads: int


PER_MINUTE: Mapping[str, Plan] = {
    "trial": Plan(50, 50, 50, 50, 50),
    "growth": Plan(200, 80, 80, 20, 20),
    "pro": Plan(400, 160, 160, 100, 100),
    "enterprise": Plan(700, 280, 280, 200, 200),
    "addon-1000": Plan(1000, 400, 400, 300, 300),
    "addon-2000": Plan(2000, 800, 800, 400, 400),
}
"""What an account may ask, by its plan."""

MINUTE = 60.0
_CONTACTS = re.compile(r"/api/v2/contacts(/\d+)?")
_TICKET = re.compile(r"/api/v2/tickets/\d+")


def spend_request(visit: Visit) -> None:
    """Count one request and tell what is left; Refusal where nothing is."""
    account, cost = visit.account, cost_of(visit.request)
    plan = PER_MINUTE[account.settings["plan"]]
    spent = spend(account, "requests", plan.account, MINUTE, cost)
    visit.headers["X-Ratelimit-Used-Currentrequest"] = str(cost)
    check_account(visit, spent, plan.account)
    kind = kind_of(visit.request)
    if kind is not None:
        limit: int = getattr(plan, kind)
        check = check_contact_reads if kind == "contact_reads" else check_tickets
        check(visit, spend(account, kind, limit, MINUTE, cost), limit)


def kind_of(request: Request) -> str | None:
    """Which requests of their own kind are counted apart too."""
    method, path = request.method, request.path
    if method == "GET" and _CONTACTS.fullmatch(path):
        return "contact_reads"
    if path == "/api/v2/tickets":
        return {"GET": "ticket_lists", "POST": "ticket_creations"}.get(method)
    return "ticket_updates" if method == "PUT" and _TICKET.fullmatch(path) else None


def cost_of(request: Request) -> int:
    """How many requests one counts for: what is included with tickets costs extra."""
    include = request.query.get("include")
    names = (include[-1] if isinstance(include, list) else include or "").split(",")
    count = len([name for name in names if name])
    if request.method != "GET" or not count:
        return 1
    if request.path == "/api/v2/tickets":
        return 1 + 2 * count
    return 1 + count if _TICKET.fullmatch(request.path) else 1


@keeps("freshdesk.limits.account")
def check_account(visit: Visit, spent: Spent, limit: int) -> None:
    """An account has a number of requests a minute, by its plan."""
    _tell(visit, spent, limit)


@keeps("freshdesk.limits.contact-reads")
def check_contact_reads(visit: Visit, spent: Spent, limit: int) -> None:
    """Listing contacts and showing one are counted apart too, and have fewer a minute."""
    _tell(visit, spent, limit)


@keeps("freshdesk.limits.tickets")
def check_tickets(visit: Visit, spent: Spent, limit: int) -> None:
    """Listing, making and changing tickets are counted apart too."""
    _tell(visit, spent, limit)


@keeps("freshdesk.limits.empty-answer")
def refuse(visit: Visit, spent: Spent) -> None:
    """Who asks too often is answered without a body, and told how many seconds to wait."""
    if visit.account.settings["rate_limits"] and spent.over:
        raise too_many(max(math.ceil(spent.resets_in), 1))


def _tell(visit: Visit, spent: Spent, limit: int) -> None:
    limited = bool(visit.account.settings["rate_limits"])
    visit.headers.update(
        {
            "X-Ratelimit-Total": str(limit),
            "X-Ratelimit-Remaining": str(spent.remaining if limited else max(spent.remaining, 1)),
        }
    )
    refuse(visit, spent)
