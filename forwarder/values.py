"""Turning a trait's value into what a vendor's field takes.

Each function returns the value to send, or raises Unfit with the reason; no value is guessed.
Form-encoded calls carry only text, so digits and ``"false"`` count as what they spell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from contracts.call import Json
from forwarder.dates import instant
from forwarder.traits import looks_like_email

Convert: TypeAlias = Callable[[Json], Json]


class Unfit(ValueError):
    """A value that a field cannot take; the text says why."""


def text(value: Json) -> str:
    """Text, trimmed and not empty; a number in its plain digits."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if not isinstance(value, str):
        raise Unfit(f"{kind_of(value)} is not text")
    if not value.strip():
        raise Unfit("it is empty")
    return value.strip()


def email(value: Json) -> str:
    """A text that could be an email address, trimmed."""
    if not isinstance(value, str) or not looks_like_email(value.strip()):
        raise Unfit("it is not an email address")
    return value.strip()


def verbatim(value: Json) -> Json:
    """A text, number or boolean as it is; text must not be blank."""
    if isinstance(value, str) and not value.strip():
        raise Unfit("it is empty")
    if value is None or isinstance(value, list | dict):
        raise Unfit(f"{kind_of(value)} is not a single value")
    return value


def whole_number(value: Json) -> int:
    """An integer; its digits as text count."""
    number = decimal(value)
    if isinstance(number, float) and not number.is_integer():
        raise Unfit("it is not a whole number")
    return int(number)


def decimal(value: Json) -> int | float:
    """A finite number; its digits as text count."""
    number = value
    if isinstance(value, str):
        number = _spelled(value.strip())
    if isinstance(number, bool) or not isinstance(number, int | float) or not _finite(number):
        raise Unfit("it is not a number")
    return number


def flag(value: Json) -> bool:
    """A boolean; the texts ``true`` and ``false`` count, whatever their case."""
    spelled = value.strip().lower() if isinstance(value, str) else value
    if spelled is True or spelled == "true":
        return True
    if spelled is False or spelled == "false":
        return False
    raise Unfit("it is neither true nor false")


def date(value: Json) -> Json:
    """A date, as ISO 8601: text that is one stays as it is, an epoch number is written out."""
    found = instant(value)
    if found is None:
        raise Unfit("it is not a date")
    if isinstance(value, str) and "-" in value[1:]:
        return value.strip()
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def texts(value: Json) -> list[str]:
    """A list of texts; a single one becomes a list of one."""
    return [text(item) for item in (value if isinstance(value, list) else [value])]


def one_of(choices: Sequence[str]) -> Convert:
    """A converter to a text that is one of these, spelled alike."""

    def choice(value: Json) -> Json:
        chosen = text(value)
        if chosen not in choices:
            raise Unfit("it is none of the choices")
        return chosen

    return choice


def kind_of(value: Json) -> str:
    """What JSON calls a value, with its article: ``a list``."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    names = {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "something else")


def _spelled(digits: str) -> int | float | None:
    if re.fullmatch(r"[+-]?[0-9]{1,400}", digits):
        return int(digits)
    if re.fullmatch(r"[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?", digits):
        return float(digits)
    return None


def _finite(number: float) -> bool:
    return isinstance(number, int) or math.isfinite(number)
