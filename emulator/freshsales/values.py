"""What Freshsales reads a JSON value as, attribute by attribute."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from contracts.call import Json

LARGEST = 9_007_199_254_740_991
"""The largest amount: the largest integer that JavaScript tells from its neighbours."""

SMALLEST_DIGIT = 20
"""Sums with no digit before this decimal place are nothing."""

Reader = Callable[[Json], Json]


class WrongType(ValueError):
    """A value that an attribute cannot be."""


def anything(value: Json) -> Json:
    """The value itself."""
    return value


def text(value: Json) -> Json:
    """A string or null; numbers and booleans are spelled out."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    raise WrongType


def flag(value: Json) -> Json:
    """A boolean or null, also one spelled out."""
    if value is None or isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise WrongType


def whole(value: Json) -> Json:
    """An integer or null; digits are read as one."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,19}", value):
        return int(value)
    raise WrongType


def number(value: Json) -> Json:
    """A number or null, also one spelled out."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,19}(\.[0-9]{1,19})?", value.strip()):
        return float(value) if "." in value else int(value)
    raise WrongType


def amount(value: Json) -> Json:
    """A sum of money as the decimal string it reads back as: ``1234`` is ``"1234.0"``."""
    if value is None:
        return None
    try:
        sum_of_money = Decimal(str(value).strip()) if not isinstance(value, bool) else None
    except InvalidOperation:
        sum_of_money = None
    if sum_of_money is None or not sum_of_money.is_finite() or abs(sum_of_money) > LARGEST:
        raise WrongType
    if sum_of_money.adjusted() < -SMALLEST_DIGIT:
        return "0.0"
    whole_part, _, fraction = f"{sum_of_money:f}".partition(".")
    return f"{whole_part}.{fraction.rstrip('0') or '0'}"


def day(value: Json) -> Json:
    """A date ``YYYY-MM-DD`` or null."""
    if value is None:
        return None
    try:
        if isinstance(value, str) and len(value) == len("2026-01-31"):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise WrongType


def moment(value: Json) -> Json:
    """A time as it was sent, ISO 8601, or null; a blank one is none."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            datetime.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise WrongType


def words(value: Json) -> Json:
    """A list of strings; null is empty."""
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise WrongType


def addresses(value: Json) -> Json:
    """Emails in any of their forms: a text, a list of texts, or of objects."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str | dict) for item in value):
        return value
    raise WrongType


def ids(value: Json) -> Json:
    """A list of ids; null is empty."""
    if value is None:
        return []
    if isinstance(value, list):
        return [whole(item) for item in value if item is not None]
    raise WrongType


def objects(value: Json) -> Json:
    """A list of objects; null is empty."""
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    raise WrongType


def mapping(value: Json) -> Json:
    """An object; null is empty."""
    if value is None or isinstance(value, dict):
        return value or {}
    raise WrongType
