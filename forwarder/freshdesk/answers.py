"""What Freshdesk's answers mean: what was found, what is taken, and when a call cannot go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from contracts.call import Json
from contracts.exchange import Answer
from forwarder.ending import Ended, failed, refused

Record: TypeAlias = Mapping[str, Any]

RETRYABLE = (408, 423, 425, 429)
"""Statuses below 500 that say: not now."""

KEY_RULE = "freshdesk.auth.key-as-user"
DOMAIN_RULE = "freshdesk.settings.domain"


def demand(answer: Answer, doing: str) -> Answer:
    """The answer, if it says that it was done; else Ended with the outcome it means.

    ``doing`` says what was asked. A record that is gone (404) may be there at the next try.
    """
    if answer.ok:
        return answer
    words = words_of(answer)
    if answer.status == 401:
        raise Ended(refused(f"{doing}: Freshdesk does not take the API key: {words}", KEY_RULE))
    if answer.status == 403:
        raise Ended(refused(f"{doing}: the API key lacks the right: {words}"))
    if answer.status >= 500 or answer.status in (*RETRYABLE, 404):
        raise Ended(failed(f"{doing}: Freshdesk answers {answer.status}: {words}"))
    if 300 <= answer.status < 400:
        says = f"{doing}: Freshdesk redirects ({answer.status}); check the domain"
        raise Ended(refused(says, DOMAIN_RULE))
    raise Ended(refused(f"{doing}: Freshdesk answers {answer.status}: {words}"))


def rows_of(answer: Answer, doing: str, under: str = "") -> list[Record]:
    """The records a look-up found, ``under`` a key or plainly listed; Ended where it failed."""
    if answer.status == 404:
        says = f"{doing}: Freshdesk knows no such account; check the domain"
        raise Ended(refused(says, DOMAIN_RULE))
    body = demand(answer, doing).body
    rows: Json = body
    if under:
        rows = body.get(under) if isinstance(body, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Ended(failed(f"{doing}: Freshdesk's answer cannot be read"))
    return rows


def with_ids(rows: list[Record], doing: str) -> list[Record]:
    """The records, each with an integer id; Ended where one has none."""
    if all(type(row.get("id")) is int for row in rows):
        return rows
    raise Ended(failed(f"{doing}: Freshdesk's answer cannot be read"))


def done(answer: Answer, doing: str) -> None:
    """Nothing, if a write was done and its record came back; else Ended."""
    body = demand(answer, doing).body
    with_ids([body if isinstance(body, dict) else {}], doing)


def taken(answer: Answer, field: str) -> Record | None:
    """What a 409 says of the value of ``field`` that another record holds; None where it does not.

    Source: API v2, Errors; the holder's id stands in ``additional_info.user_id`` (formie).
    """
    if answer.status != 409:
        return None
    for error in _errors(answer):
        if error.get("field") == field and error.get("code") == "duplicate_value":
            info = error.get("additional_info")
            return info if isinstance(info, dict) else {}
    return None


def words_of(answer: Answer) -> str:
    """Freshdesk's own words in an error, with the field each is about."""
    return "; ".join(dict.fromkeys(_words(answer)))[:300] or "without a word"


def _words(answer: Answer) -> Iterator[str]:
    for error in _errors(answer):
        field, message = error.get("field"), error.get("message") or error.get("code")
        yield f"{field}: {message}" if field else str(message)
    body = answer.body
    if isinstance(body, dict) and "errors" not in body:
        yield from (str(body[key]) for key in ("message", "description", "code") if body.get(key))
    elif isinstance(body, str) and not body.lstrip().startswith("<"):
        yield body.strip()


def _errors(answer: Answer) -> list[Record]:
    errors = answer.body.get("errors") if isinstance(answer.body, dict) else None
    return [e for e in errors if isinstance(e, dict)] if isinstance(errors, list) else []
