"""What User.com's answers mean for a call that cannot go on."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.call import Json
from contracts.exchange import Answer
from forwarder.ending import Ended, failed, refused

RETRYABLE = (408, 425, 429)
"""Statuses below 500 that say: not now."""

KEY_RULE = "usercom.auth.api-key-required"
FORBIDDEN_RULE = "usercom.error.403-revoked-key"
ADDRESS_RULE = "usercom.settings.subdomain"


def demand(answer: Answer, doing: str) -> Answer:
    """The answer, if it says that it was done; else Ended with the outcome it means.

    ``doing`` says what was asked.
    """
    if answer.ok:
        return answer
    words = words_of(answer)
    if answer.status == 401:
        raise Ended(refused(f"{doing}: User.com does not know the API key: {words}", KEY_RULE))
    if answer.status == 403:
        hint = "the API key is revoked, or the domain is not trusted"
        raise Ended(refused(f"{doing}: {hint}: {words}", FORBIDDEN_RULE))
    if answer.status >= 500 or answer.status in RETRYABLE:
        raise Ended(failed(f"{doing}: User.com answers {answer.status}: {words}"))
    if 300 <= answer.status < 400:
        says = f"{doing}: User.com redirects ({answer.status}); check the subdomain"
        raise Ended(refused(says, ADDRESS_RULE))
    raise Ended(refused(f"{doing}: User.com answers {answer.status}: {words}"))


def held(answer: Answer, key: str, kind: type[int] | type[str], doing: str) -> Json:
    """What the answer holds under ``key``; Ended where that is not there or of another kind."""
    value = answer.body.get(key) if isinstance(answer.body, dict) else None
    if type(value) is not kind or value == "":
        raise Ended(failed(f"{doing}: User.com's answer holds no {key}"))
    return value


def is_taken(answer: Answer, field: str) -> bool:
    """Whether a 400 says that another record holds this value of ``field``.

    The words are those of the framework that User.com is built on, not documented ones.
    """
    errors = answer.body.get("errors") if isinstance(answer.body, dict) else None
    said = errors.get(field) if isinstance(errors, dict) else None
    return answer.status == 400 and any("unique" in text for text in _texts(said))


def words_of(answer: Answer) -> str:
    """User.com's own words in an error, each with the field that it is about."""
    body = answer.body
    if not isinstance(body, dict):
        return "without a word"
    errors = body.get("errors")
    told = errors if isinstance(errors, dict) else {"": body.get("detail")}
    said = [f"{k}: {text}" if k else text for k, v in told.items() for text in _texts(v)]
    return "; ".join(said)[:300] or "without a word"


def _texts(value: Json) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip()
