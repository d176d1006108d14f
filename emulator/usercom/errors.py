"""Every way User.com says no: the envelopes, the texts, and when each is given.

Envelopes as recorded from the API in 2018 (user_engage-ruby); the texts that nobody recorded are
those of Django REST framework, with which every recorded one agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.visit import Refusal

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_PAGE = "<!doctype html>\n<title>404 | UserEngage</title>\n<h1>Nothing is here</h1>\n"
_SIGN = {"WWW-Authenticate": "Token"}

NO_KEY = "Authentication credentials were not provided."
EMPTY_KEY = "Invalid token header. No credentials provided."
SPACED_KEY = "Invalid token header. Token string should not contain spaces."
UNKNOWN_KEY = "Invalid token."
REQUIRED = "This field is required."


def _detail(status: int, says: str, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, {"detail": says}, headers or {})


def nowhere() -> Answer:
    """No endpoint has that path: a page for people, not JSON."""
    return Answer(404, _PAGE, _HTML)


def unauthenticated(says: str) -> Refusal:
    """No key, or none that was ever valid."""
    return Refusal(_detail(401, says, _SIGN))


def forbidden() -> Refusal:
    """The key is revoked, or the domain that asks is not trusted."""
    return Refusal(_detail(403, "You do not have permission to perform this action."))


def throttled(seconds: int) -> Refusal:
    """The account has spent its requests."""
    says = f"Request was throttled. Expected available in {seconds} seconds."
    return Refusal(_detail(429, says, {"Retry-After": str(seconds)}))


def unknown_version() -> Refusal:
    """The Accept header names a version that is none."""
    return Refusal(_detail(406, 'Invalid version in "Accept" header.'))


def unacceptable() -> Refusal:
    """The Accept header leaves no room for JSON."""
    return Refusal(_detail(406, "Could not satisfy the request Accept header."))


def method_not_allowed(method: str) -> Answer:
    """The path is one, but not for this method."""
    return _detail(405, f'Method "{method}" not allowed.')


def not_found() -> Refusal:
    """No record has that id, or nobody matches."""
    return Refusal(_detail(404, "Not found."))


def invalid_page() -> Refusal:
    """A page that is no number, or beyond the last one."""
    return Refusal(_detail(404, "Invalid page."))


def invalid_cursor() -> Refusal:
    """A cursor that no answer gave."""
    return Refusal(_detail(404, "Invalid cursor"))


def malformed(says: str) -> Answer:
    """The body says it is JSON and is not; ``says`` is why."""
    return _detail(400, f"JSON parse error - {says}")


def unsupported_media(kind: str) -> Refusal:
    """The body is of a type that is not read."""
    return Refusal(_detail(415, f'Unsupported media type "{kind}" in request.'))


def invalid(errors: Mapping[str, Iterable[str]]) -> Refusal:
    """A record that cannot be like this: what is wrong, field by field."""
    return Refusal(Answer(400, {"errors": {field: list(says) for field, says in errors.items()}}))


def not_an_object(kind: str) -> Refusal:
    """The body is JSON and no object; ``kind`` is what it is."""
    says = f"Invalid data. Expected a dictionary, but got {kind}."
    return invalid({"non_field_errors": [says]})


def unknown_key(key: Json) -> str:
    """What is said of an id that names no record, where a body names it."""
    return f'Invalid pk "{key}" - object does not exist.'


def taken(field: str) -> Refusal:
    """Another record has this value already."""
    return invalid({field: ["This field must be unique."]})
