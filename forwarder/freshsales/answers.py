"""What Freshsales' answers mean for a call that cannot go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.call import Json
from contracts.exchange import Answer
from forwarder.ending import Ended, failed, refused

RETRYABLE = (408, 423, 425, 429)
"""Statuses below 500 that say: not now."""

Record = Mapping[str, Any]


def demand(answer: Answer, doing: str, unauthorized: str = "freshsales.settings.api-token") -> None:
    """Nothing where an answer says that it was done; else Ended with the outcome it means.

    ``unauthorized`` is the rule that a 401 would break.
    """
    if answer.ok:
        return
    told = f"{doing}: Freshsales answers {answer.status}: {words_of(answer)}"
    if answer.status >= 500 or answer.status in RETRYABLE or throttled(answer):
        raise Ended(failed(told))
    if answer.status == 401:
        raise Ended(refused(f"{doing}: Freshsales does not take the credentials", unauthorized))
    if answer.status == 403:
        raise Ended(refused(told, "freshsales.auth.admin-key"))
    if 300 <= answer.status < 400:
        says = f"{doing}: Freshsales redirects ({answer.status}); check the subdomain"
        raise Ended(refused(says, "freshsales.settings.subdomain"))
    raise Ended(refused(told))


def record_of(answer: Answer, name: str, doing: str) -> Record:
    """The record under ``name`` in an answer that must say it was done."""
    demand(answer, doing)
    record: Json = answer.body.get(name) if isinstance(answer.body, dict) else None
    if not is_record(record):
        raise Ended(failed(f"{doing}: Freshsales' answer holds no {name.replace('_', ' ')}"))
    known: Record = record
    return known


def is_record(value: Json) -> bool:
    """Whether a value is an object with an integer id."""
    return isinstance(value, dict) and type(value.get("id")) is int


def words_of(answer: Answer) -> str:
    """Freshsales' own words in an error, whichever of its envelopes they come in."""
    body: Json = answer.body
    if isinstance(body, dict) and isinstance(body.get("errors"), dict):
        body = body["errors"]
    said: Json = body.get("message") if isinstance(body, dict) else body
    texts = [str(text) for text in (said if isinstance(said, list) else [said]) if text]
    return "; ".join(texts)[:300] or "without a word"


def is_taken(answer: Answer) -> bool:
    """Whether a record with this email, or this name, is there already."""
    said = words_of(answer)
    phrases = ("already exists", "is not unique", "already been taken")
    return answer.status in (400, 422) and any(phrase in said for phrase in phrases)


def throttled(answer: Answer) -> bool:
    """Whether a 400 hides a limit: Freshsales' own services may be throttled behind it."""
    return answer.status == 400 and "Too many requests" in words_of(answer)
