"""The kind and the form of a value: what is compared of times, and of people's data."""

from __future__ import annotations

import re

from cassettes.sensitive import EMAIL_TEXT
from contracts.call import Json

_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|UTC|[+-]\d\d:?\d\d))?")
_KINDS = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "text",
    list: "list",
    dict: "object",
}


def kind_of(value: Json) -> str:
    """The JSON type of a value, integers told from other numbers."""
    return _KINDS[type(value)]


def time_form(value: Json) -> str | None:
    """How a moment is written, ``0000-00-00T00:00:00Z``; None for what names no moment.

    Offsets have one form, whatever they are.
    """
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return None
    return re.sub(r"\d", "0", re.sub(r"-(?=\d\d:?\d\d$)", "+", value))


def form_of(value: Json) -> str:
    """What of a person's data can be compared: its kind, and what sort of text it is."""
    if not isinstance(value, str):
        return kind_of(value)
    if not value:
        return "empty text"
    if EMAIL_TEXT.fullmatch(value):
        return "email address"
    if value.startswith(("http://", "https://")):
        return "address"
    return "digits" if value.isdigit() else "text"
