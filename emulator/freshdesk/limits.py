"""How often an account may be asked.

Source: developers.freshdesk.com/api, Rate limits; answers recorded in 2022.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from contracts.exchange import Request
from emulator.freshdesk.errors import too_many
from emulator.limits import Spent, spend
from emulator.visit import Visit, keeps


class Plan(NamedTuple):
    """Requests in a window: of any kind, and of those kinds that are counted apart too."""

    account: int
    ticket_creations: int | None = None
    ticket_updates: int | None = None
    ticket_lists: int | None = None
    contact_reads: int | None = None
    seconds: float = 60.0


HOUR = 3600.0
PLANS: Mapping[str, Plan] = {
    "trial": Plan(50),
    "growth": Plan(200, 80, 80, 20, 20),
    "pro": Plan(400, 160, 160, 100, 100),
    "enterprise": Plan(700, 280, 280, 200, 200),
    "addon-1000": Plan(1000, 400, 400, 300, 300),
    "addon-2000": Plan(2000, 800, 800, 400, 400),
    "blossom": Plan(3000, seconds=HOUR),
    "garden": Plan(3000, seconds=HOUR),
    "estate": Plan(5000, seconds=HOUR),
    "forest": Plan(5000, seconds=HOUR),
}
"""What an account may ask, by its plan; the last four are plans of old, counted by the hour."""

_CONTACTS = re.compile(r"/api/v2/contacts(/\d+)?")
_TICKET = re.compile(r"/api/v2/tickets/\d+")


def count_request(visit: Visit) -> None:
    """Take one request out of the account's windows, and tell what is left."""
    cost = cost_of(visit.request)
    visit.headers["X-Ratelimit-Used-Currentrequest"] = str(cost)
    for window in _windows(visit):
        _tell(visit, window, _spend(visit, window, cost))


def check_limits(visit: Visit) -> None:
    """Refusal where a window was empty before this request."""
    for window in _windows(visit):
        window.check(visit, window)


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


class Window(NamedTuple):
    """What is counted together: its name, how many requests it has, and the rule it keeps."""

    name: str
    limit: int
    seconds: float
    check: Callable[[Visit, Window], None]


@keeps("freshdesk.limits.account")
def check_account(visit: Visit, window: Window) -> None:
    """An account has a number of requests a minute, by its plan."""
    _refuse_spent(visit, window)


@keeps("freshdesk.limits.contact-reads")
def check_contact_reads(visit: Visit, window: Window) -> None:
    """Listing contacts and showing one have a limit of their own, lower than the account's."""
    _refuse_spent(visit, window)


@keeps("freshdesk.limits.tickets")
def check_tickets(visit: Visit, window: Window) -> None:
    """Listing, creating and changing tickets have limits of their own."""
    _refuse_spent(visit, window)


@keeps("freshdesk.limits.empty-answer")
def refuse(_visit: Visit, spent: Spent) -> None:
    """Who asks too often is answered without a body, and told how many seconds to wait."""
    raise too_many(max(math.ceil(spent.resets_in), 1))


def _windows(visit: Visit) -> Iterator[Window]:
    """The windows that a request is taken out of: the account's, and one of its kind."""
    plan, kind = PLANS[visit.account.settings["plan"]], kind_of(visit.request)
    yield Window("requests", plan.account, plan.seconds, check_account)
    limit = getattr(plan, kind) if kind else None
    if kind and limit is not None:
        check = check_contact_reads if kind == "contact_reads" else check_tickets
        yield Window(kind, limit, plan.seconds, check)


def _spend(visit: Visit, window: Window, cost: int) -> Spent:
    return spend(visit.account, window.name, window.limit, window.seconds, cost)


def _tell(visit: Visit, window: Window, spent: Spent) -> None:
    left = spent.remaining if visit.account.settings["rate_limits"] else max(spent.remaining, 1)
    visit.headers["X-Ratelimit-Total"] = str(window.limit)
    visit.headers["X-Ratelimit-Remaining"] = str(left)


def _refuse_spent(visit: Visit, window: Window) -> None:
    spent = _spend(visit, window, 0)
    if visit.account.settings["rate_limits"] and spent.over:
        _tell(visit, window, spent)
        refuse(visit, spent)
