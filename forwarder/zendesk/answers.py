"""What Zendesk's answers mean for a call that cannot go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from contracts.call import Json
from contracts.exchange import Answer
from forwarder.ending import Ended, failed, refused
from forwarder.settings import Settings

RETRYABLE = (408, 423, 425, 429)
"""Statuses below 500 that say: not now."""


def demand(answer: Answer, doing: str, settings: Settings, forbidden: str | None = None) -> Answer:
    """The answer, if it says that it was done; else Ended with the outcome it means.

    ``doing`` says what was asked; ``forbidden`` is the rule that a 403 would break.
    """
    if answer.ok:
        return answer
    words = words_of(answer)
    if answer.status == 401:
        rule = "zendesk.auth.two-modes"
        if settings["email"].endswith("/token"):
            rule = "zendesk.auth.email-token-suffix"
        raise Ended(refused(f"{doing}: Zendesk does not take the credentials: {words}", rule))
    if answer.status == 403:
        raise Ended(refused(f"{doing}: the credentials lack the right: {words}", forbidden))
    if answer.status >= 500 or answer.status in RETRYABLE:
        raise Ended(failed(f"{doing}: Zendesk answers {answer.status}: {words}"))
    if 300 <= answer.status < 400:
        says = f"{doing}: Zendesk redirects ({answer.status}); check the subdomain"
        raise Ended(refused(says, "zendesk.settings.subdomain"))
    raise Ended(refused(f"{doing}: Zendesk answers {answer.status}: {words}"))


def record_of(answer: Answer, name: str, doing: str) -> dict[str, Json]:
    """The record under ``name`` in an answer, with an integer id; Ended where there is none."""
    body = answer.body
    record: Json = body.get(name) if isinstance(body, dict) else None
    if not is_record(record):
        raise Ended(failed(f"{doing}: Zendesk's answer holds no {name}"))
    return record


def is_record(value: Json) -> TypeGuard[dict[str, Json]]:
    """Whether a value is an object with an integer id."""
    return isinstance(value, dict) and type(value.get("id")) is int


def words_of(answer: Answer) -> str:
    """Zendesk's own words in an error, whichever of its envelopes they come in."""
    said = [text.strip() for text in _texts(answer.body) if text.strip()]
    return "; ".join(dict.fromkeys(said))[:300] or "without a word"


def is_taken(answer: Answer, *fields: str) -> bool:
    """Whether a 422 says that a value of one of ``fields`` is already held by a record.

    Zendesk says so by the code DuplicateValue or in words; which key and code a taken
    ``external_id`` or membership gets is not documented.
    """
    details = answer.body.get("details") if isinstance(answer.body, dict) else None
    if answer.status != 422 or not isinstance(details, dict):
        return False
    told = [entry for field in fields for entry in _list(details.get(field))]
    return any(
        isinstance(entry, dict)
        and (
            entry.get("error") == "DuplicateValue"
            or "already been taken" in str(entry.get("description"))
            or "already being used" in str(entry.get("description"))
        )
        for entry in told
    )


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        details = list(_texts(value.get("details"))) if value.get("details") else []
        if details:
            yield from details
            return
        for key in ("description", "message", "detail", "error_description", "title", "error"):
            yield from _texts(value.get(key))
        for key in value.keys() - _WORDS:
            if isinstance(value[key], list | dict):
                yield from _texts(value[key])


_WORDS = {"description", "message", "detail", "error_description", "title", "error", "details"}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
