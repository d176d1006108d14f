"""The steps of a visit: limits, credentials, strictness, route; all or nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from contracts.exchange import Answer
from emulator.strictness import refuse_broken_rules
from emulator.visit import Refusal, Visit
from emulator.wsgi import WITH_BODY, NotJson

Route: TypeAlias = Callable[[Visit], Answer]
"""A route with its path parameters filled in."""

log = logging.getLogger(__name__)


def answered(visit: Visit, route: Route) -> Answer:
    """The vendor's answer; a refused or failed request leaves nothing behind.

    A mistake of ours is answered 500 and logged; it never looks like the vendor's own answer.
    """
    try:
        with visit.account.tables.transaction():
            answer = route(visit)
            if answer.status >= 400:
                raise Refusal(answer)
    except Refusal as refusal:
        answer = refusal.answer
    except Exception:
        asked = visit.request
        log.exception("fauxdesk failed at %s %s", asked.method, asked.path)
        answer = Answer(500, {"error": "fauxdesk itself failed; the traceback is on its log"})
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
            return Answer(501, {"error": "not emulated", "what": what, "see": "README"})
        if not request.path.startswith(vendor.prefix):
            says = f"{vendor.title} is served below {vendor.prefix}"
            return Answer(404, {"error": "not found", "what": says})
        vendor.before(visit)
        return vendor.answer_unknown(visit, status)

    return unrouted_route


def _complete(visit: Visit, answer: Answer) -> Answer:
    headers = {
        **visit.account.vendor.after(visit, answer),
        **visit.headers,
        **answer.headers,
    }
    if visit.marks:
        headers["X-Fauxdesk-Rule"] = ", ".join(dict.fromkeys(mark.rule for mark in visit.marks))
    return replace(answer, headers=headers)
