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
_UNDO = "POST, DELETE, OPTIONS"

ALLOW: Mapping[str, str] = {
    r"users/search/": _READ,
    r"users/(update_or_create|merge)/": _ACT,
    r"users/mass_update_(standard|custom)_attributes/": "PUT, OPTIONS",
    r"(users|companies|attributes|tags|lists)/": _LIST,
    r"events/": _LIST,
    r"site-views/": _ACT,
    r"(users|companies)(-by-id)?/[^/]+/": _ONE,
    r"attributes/[^/]+/": "GET, DELETE, HEAD, OPTIONS",
    r"events/[^/]+/": _READ,
    r"users-by-id/[^/]+/events/": _LIST,
    r"users/[^/]+/events/": _READ,
    r"users(-by-id)?/[^/]+/ping_hits/": _READ,
    r"(users|companies)(-by-id)?/[^/]+/set_(multiple_)?attributes?/": _ACT,
    r"(users|companies)(-by-id)?/[^/]+/add_tag/": _ACT,
    r"users(-by-id)?/[^/]+/(add_many_tags|add_to_list)/": _ACT,
    r"(users|companies)(-by-id)?/[^/]+/remove_(attribute|tag)/": _UNDO,
    r"users(-by-id)?/[^/]+/remove_from_list/": _UNDO,
    r"users(-by-id)?/[^/]+/segments/": _READ,
    r"(tags|lists)/[^/]+/": "GET, PUT, DELETE, HEAD, OPTIONS",
    r"attribute-type/[^/]+/(users|companies)/": _READ,
    r"deals/(update_or_create/)?|deals-by-id/": _ACT,
    r"deals-by-id/[^/]+/": "PUT, OPTIONS",
    r"tags/[^/]+/(users|companies)/": _READ,
    r"segments/[^/]+/users/": _READ,
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
