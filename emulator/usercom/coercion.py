"""What becomes of a value in a custom attribute of a type.

Source: seed 004, Identify, says that values are converted and those that cannot be are ignored;
lists as text are recorded (user_engage-ruby, 2018). Which texts count as which value is our choice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.times import WrongTime, moment
from emulator.wsgi import json_in

LONGEST = 255
"""Characters of a string."""

_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,18}\s*")
_DECIMAL = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unconvertible(ValueError):
    """A value that cannot be converted to the attribute's type."""


def converted(definition: Record, value: Json) -> Json:
    """The value as the defined type; Unconvertible where it cannot be."""
    try:
        return _CONVERTED[definition["value_type"]](definition, value)
    except (ValueError, OverflowError, RecursionError) as error:
        raise Unconvertible(f"not a {definition['value_type']}") from error


def _string(_definition: Record, value: Json) -> Json:
    written = value if isinstance(value, str) else str(value)
    if value is None or len(written) > LONGEST:
        raise Unconvertible
    return written


def _integer(_definition: Record, value: Json) -> Json:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise Unconvertible


def _float(_definition: Record, value: Json) -> Json:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number or (isinstance(value, str) and _DECIMAL.fullmatch(value)):
        read = float(value)
        if math.isfinite(read):
            return read
    raise Unconvertible


def _boolean(_definition: Record, value: Json) -> Json:
    spelled = str(value).strip().lower() if isinstance(value, str | int) else ""
    if spelled in ("true", "1"):
        return True
    if spelled in ("false", "0"):
        return False
    raise Unconvertible


def _date(_definition: Record, value: Json) -> Json:
    """A day, or that of a time as its own zone counts it."""
    if not isinstance(value, str) or (len(value) <= 10 and not _DAY.fullmatch(value)):
        raise Unconvertible
    return datetime.fromisoformat(value).date().isoformat()


def _datetime(_definition: Record, value: Json) -> Json:
    if isinstance(value, float):
        raise Unconvertible
    try:
        return moment(value).isoformat().replace("+00:00", "Z")
    except WrongTime as error:
        raise Unconvertible from error


def _fixed(definition: Record, value: Json) -> Json:
    choices = definition["choices"]
    several = isinstance(value, list) and definition["allow_multiple_choices"]
    if all(item in choices for item in value) if several else value in choices:
        return value
    raise Unconvertible


def _json(_definition: Record, value: Json) -> Json:
    read = json_in(value) if isinstance(value, str) else value
    if not isinstance(read, dict | list):
        raise Unconvertible
    return read


_CONVERTED: Mapping[str, Callable[[Record, Json], Json]] = {
    "string": _string,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "fixed": _fixed,
    "json": _json,
}

TYPES = tuple(_CONVERTED)
"""The types a custom attribute can have (apidocs.user.com, Attributes)."""
