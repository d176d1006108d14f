"""The headers that answers carry, as recorded from the API in 2022."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from email.utils import format_datetime
from http import HTTPStatus

from contracts.exchange import Answer
from emulator.visit import Visit, keeps

_ALWAYS: Mapping[str, str] = {
    "Pragma": "no-cache",
    "X-Freshdesk-Api-Version": "latest=v2; requested=v2",
    "X-Xss-Protection": "1; mode=block",
    "X-Ua-Compatible": "IE=Edge,chrome=1",
    "X-Content-Type-Options": "nosniff",
    "Expires": "Wed, 13 Oct 2010 00:00:00 UTC",
    "X-Fw-Ratelimiting-Managed": "true",
    "X-Envoy-Upstream-Service-Time": "0",
    "Server": "fwe",
}
_READ = "must-revalidate, no-cache, no-store, private, max-age=0"
_WRITTEN = "no-cache, no-store, max-age=0, must-revalidate"
_NOTHING = "text/html; charset=utf-8"
"""What an answer 404 without a body calls itself: clients try to parse any other kind."""


def headers_of(visit: Visit, answer: Answer) -> Mapping[str, str]:
    """What an answer carries beside its own headers and the rate limits."""
    status, writes = HTTPStatus(answer.status), visit.request.writes
    headers = {
        "Date": format_datetime(visit.account.clock.now(), usegmt=True),
        "Status": f"{status.value} {status.phrase}",
        **_ALWAYS,
        "X-Request-Id": str(uuid.uuid4()),
        "X-Trace-Id": uuid.uuid4().hex,
        "X-Rack-Cache": "invalidate, pass" if writes else "miss",
        "Cache-Control": _WRITTEN if writes else _READ,
    }
    if isinstance(answer.body, dict | list):
        headers["Content-Type"] = "application/json; charset=utf-8"
    elif tell_nothing(visit, answer):
        headers["Content-Type"] = _NOTHING
    leave_untyped(visit, answer)
    return headers


@keeps("freshdesk.requests.nothing-found")
def tell_nothing(_visit: Visit, answer: Answer) -> bool:
    """What is not there is answered 404 without a body, and not as JSON."""
    return answer.status == 404 and answer.body is None


@keeps("freshdesk.requests.nothing-told")
def leave_untyped(_visit: Visit, answer: Answer) -> bool:
    """An answer 204 has neither a body nor a type."""
    return answer.status == 204
