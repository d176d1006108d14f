"""The headers that answers carry, as recorded from the API in 2018 (user_engage-ruby)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from contracts.exchange import Answer
from emulator.visit import Visit

PREFIX = "/api/public/"

_LIST = "GET, POST, HEAD, OPTIONS"
_ONE = "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"
_READ = "GET, HEAD, OPTIONS"
_ACT = "POST, OPTIONS"

ALLOW: Mapping[str, str] = {
    r"users/search/": _READ,
    r"users/update_or_create/": _ACT,
    r"(users|companies|attributes)/": _LIST,
    r"events/": _LIST,
    r"site-views/": _ACT,
    r"(users|companies)(-by-id)?/[^/]+/": _ONE,
    r"attributes/[^/]+/": "GET, DELETE, HEAD, OPTIONS",
    r"events/[^/]+/": _READ,
    r"users-by-id/[^/]+/events/": _LIST,
    r"users/[^/]+/events/": _READ,
    r"users(-by-id)?/[^/]+/ping_hits/": _READ,
    r"(users|companies)(-by-id)?/[^/]+/set_(multiple_)?attributes?/": _ACT,
    r"companies/[^/]+/(add|remove)_member/": _ACT,
}
"""What a path below the prefix takes, as patterns."""

_PATTERNS = tuple((re.compile(pattern), methods) for pattern, methods in ALLOW.items())


def headers_of(visit: Visit, answer: Answer) -> Mapping[str, str]:
    """What an answer carries beside its own headers; a page for people has less."""
    headers = {"Vary": "Cookie", "X-Frame-Options": "SAMEORIGIN"}
    methods = allowed(visit.request.path)
    return {**headers, "Allow": methods} if methods and answer.status != 501 else headers


def allowed(path: str) -> str | None:
    """The methods that a path takes, None where the path is none."""
    below = path.removeprefix(PREFIX)
    return next((methods for pattern, methods in _PATTERNS if pattern.fullmatch(below)), None)
