"""What vendors say when they refuse: the texts of error answers, without what differs by person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cassettes.sensitive import EMAIL_TEXT, HOST_TEXT, URL_TEXT, sort_of_key
from contracts.call import Json
from contracts.exchange import Exchange
from contracts.exchange_shape import exchange_shape

FIRST_ERROR = 400

_ADDRESSES = ((URL_TEXT, "{url}"), (EMAIL_TEXT, "{email}"), (HOST_TEXT, "{host}"))
_NUMBERS = (
    (re.compile(r"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b"), "{id}"),
    (re.compile(r"\d+"), "{number}"),
)
SHORTEST = 3
"""Characters that a text which was sent must have to be known again in an answer."""


def error_texts(exchanges: Iterable[Exchange]) -> dict[tuple[str, str, int], set[str]]:
    """The texts of every error answer by vendor, operation and status.

    Addresses, URLs, numbers and whatever the request itself held have a placeholder, so that
    two recordings of one story say the same. What stands under a sensitive key is left out.
    """
    texts: dict[tuple[str, str, int], set[str]] = {}
    for exchange in exchanges:
        if exchange.answer is not None and exchange.answer.status >= FIRST_ERROR:
            sent = {s for s in _strings(_asked(exchange)) if len(s) >= SHORTEST}
            said = texts.setdefault(_place(exchange), set())
            told = _strings(exchange.answer.body, sensitive=False)
            said.update(_steady(text, sent) for text in told)
    return texts


def _place(exchange: Exchange) -> tuple[str, str, int]:
    told = exchange_shape(exchange)
    return told.vendor, told.place, told.status


def _asked(exchange: Exchange) -> Json:
    request = exchange.request
    return [dict(request.query), request.body, request.path.split("/")]


def _steady(text: str, sent: Iterable[str]) -> str:
    for pattern, name in _ADDRESSES:
        text = pattern.sub(name, text)
    for value in sorted(sent, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "{sent}", text, flags=re.IGNORECASE)
    for pattern, name in _NUMBERS:
        text = pattern.sub(name, text)
    return text


def _strings(value: Json, *, sensitive: bool = True) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if sensitive or sort_of_key(key) is None or not isinstance(item, str):
                yield from _strings(item, sensitive=sensitive)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, sensitive=sensitive)
