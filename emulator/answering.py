"""The steps of a visit: fault, limits, credentials, strictness, route; all or nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from contracts.exchange import Answer, Exchange, Request
from contracts.own_answers import not_emulated
from emulator.strictness import refuse_broken_rules
from emulator.visit import Refusal, Visit
from emulator.wsgi import WITH_BODY, NotJson, bytes_in, kind_of

if TYPE_CHECKING:
    from emulator.account import Account
    from emulator.faults import Fault

Route: TypeAlias = Callable[[Visit], Answer]
"""A route with its path parameters filled in."""

OUR_MISTAKE = Answer(500, {"error": "fauxdesk itself failed; the traceback is on its log"})
"""What a mistake of ours is answered; it never looks like the vendor's own answer."""

log = logging.getLogger(__name__)


def received(
    account: Account, request: Request, route: Route, fault: Fault | None = None
) -> tuple[Answer, bytes] | None:
    """The answer of one visit and its body on the wire; None where the connection is cut.

    The visit is noted in the account's journal; the account is locked meanwhile. What a fault
    orders takes the place of the route, or of its answer where it strikes after.
    """
    with account.lock:
        started, at = time.perf_counter(), account.clock.now()
        visit = Visit(account, request)
        answer: Answer | None
        if fault is None or not fault.replaces:
            answer = answered(visit, route)
        else:
            if fault.after:
                answered(visit, route)
            answer = fault.answer
            visit.content = bytes_in(answer and answer.body)
        exchange = Exchange(
            request=request,
            answer=answer,
            vendor=account.vendor.name,
            at=at,
            seconds=time.perf_counter() - started + (fault.delay if fault else 0),
            message_id=request.headers.get("X-Request-Id"),
        )
        account.journal.add(exchange, account.name, visit.marks)
    return None if answer is None else (answer, visit.content)


def answered(visit: Visit, route: Route) -> Answer:
    """The vendor's answer; a refused or failed request leaves nothing behind.

    What has become due on the clock is done first, and stays done.
    A mistake of ours is answered 500 and logged; it never looks like the vendor's own answer.
    """
    try:
        visit.account.vendor.catch_up(visit.account)
        with visit.account.tables.transaction():
            answer = route(visit)
            if answer.status >= 400:
                raise Refusal(answer)
    except Refusal as refusal:
        answer = refusal.answer
    except Exception:
        asked = visit.request
        log.exception("fauxdesk failed at %s %s", asked.method, asked.path)
        answer = OUR_MISTAKE
    return _complete(visit, answer)


def guarded(route: Route) -> Route:
    """A route of the vendor's API behind limits, credentials and strictness."""

    def guarded_route(visit: Visit) -> Answer:
        vendor, request = visit.account.vendor, visit.request
        vendor.before(visit)
        vendor.authenticate(visit)
        if isinstance(request.body, NotJson) and request.method in WITH_BODY:
            return vendor.answer_malformed(visit)
        refuse_broken_rules(visit)
        return route(visit)

    return guarded_route


def unrouted(status: int) -> Route:
    """What a path or method without a route is answered: ``status`` is 404 or 405."""

    def unrouted_route(visit: Visit) -> Answer:
        vendor, request = visit.account.vendor, visit.request
        what = vendor.unbuilt(request.method, request.path)
        if what is not None:
            return not_emulated(what)
        if not request.path.startswith(vendor.prefix):
            says = f"{vendor.title} is served below {vendor.prefix}"
            return Answer(404, {"error": "not found", "what": says})
        vendor.before(visit)
        return vendor.answer_unknown(visit, status)

    return unrouted_route


def _complete(visit: Visit, answer: Answer) -> Answer:
    visit.content = bytes_in(answer.body)
    headers = {
        **kind_of(answer.body),
        **visit.account.vendor.after(visit, answer),
        **visit.headers,
        **answer.headers,
    }
    if answer.body is not None:
        headers["Content-Length"] = str(len(visit.content))
    if visit.marks:
        headers["X-Fauxdesk-Rule"] = ", ".join(dict.fromkeys(mark.rule for mark in visit.marks))
    return Answer(answer.status, answer.body, headers)
