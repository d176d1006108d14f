"""What User.com reads a JSON value as, field by field, and what it says where it cannot.

The texts are those of Django REST framework, with which the recorded answers agree.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date
from typing import TypeAlias

from contracts.call import Json
from emulator.usercom.times import WrongTime, as_stamp, moment

Read: TypeAlias = Callable[[Json], Json]
"""Reads a value as a field's; WrongValue says why it cannot."""

_EMAIL = re.compile(r"[^@\s<>,;\"]+@[\w-]+(\.[\w-]+)+")
_WHOLE = re.compile(r"\s*([+-]?[0-9]{1,18})(\.0*)?\s*")
_DECIMAL = re.compile(r"\s*([+-]?[0-9]{1,18}(\.[0-9]{1,18})?)\s*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRUE = ("t", "true", "y", "yes", "on", "1")
_FALSE = ("f", "false", "n", "no", "off", "0")
_DATETIME = (
    "Datetime has wrong format. Use one of these formats instead: "
    "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
)
_DATE = "Date has wrong format. Use one of these formats instead: YYYY-MM-DD."


class WrongValue(ValueError):
    """A value that a field cannot be; the argument is what the vendor says of it."""


class TooLong(WrongValue):
    """A text longer than its field."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"Ensure this field has no more than {longest} characters.")


def text(longest: int | None = None) -> Read:
    """A string or null, trimmed; numbers are spelled out. ``longest`` counts characters."""

    def read(value: Json) -> Json:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise WrongValue("Not a valid string.")
        written = str(value).strip()
        if longest is not None and len(written) > longest:
            raise TooLong(longest)
        return written

    return read


def email(value: Json) -> Json:
    """An email address as it was written, or null."""
    written = filled(text(254))(value) if value is not None else None
    if written is not None and not _EMAIL.fullmatch(written):
        raise WrongValue("Enter a valid email address.")
    return written


def filled(read: Read) -> Read:
    """What ``read`` reads, where it is not an empty string."""

    def read_filled(value: Json) -> Json:
        got = read(value)
        if got == "":
            raise WrongValue("This field may not be blank.")
        return got

    return read_filled


def required(read: Read) -> Read:
    """What ``read`` reads, where it is neither null nor an empty string."""

    def read_required(value: Json) -> Json:
        if value is None:
            raise WrongValue("This field may not be null.")
        return filled(read)(value)

    return read_required


def whole(value: Json) -> Json:
    """An integer or null, also one spelled out."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    written = _WHOLE.fullmatch(str(value)) if isinstance(value, str | float) else None
    if written is None:
        raise WrongValue("A valid integer is required.")
    return int(written[1])


def number(value: Json) -> Json:
    """A number or null, also one spelled out."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    written = _DECIMAL.fullmatch(value) if isinstance(value, str) else None
    if written is None:
        raise WrongValue("A valid number is required.")
    return float(written[1])


def flag(value: Json) -> Json:
    """A boolean, also one spelled out."""
    spelled = str(value).lower() if isinstance(value, str | int) else ""
    if spelled in _TRUE:
        return True
    if spelled in _FALSE:
        return False
    raise WrongValue("This field may not be null." if value is None else "Must be a valid boolean.")


def choice(choices: Mapping[str, str]) -> Read:
    """What the number written stands for: ``{"1": "visitor"}``; null stays null."""

    def read(value: Json) -> Json:
        if value is None:
            return None
        spelled = str(value) if isinstance(value, str | int) else ""
        if spelled not in choices:
            raise WrongValue(f'"{value}" is not a valid choice.')
        return choices[spelled]

    return read


def one_of(numbers: Collection[int]) -> Read:
    """One of these numbers, also spelled out, or null."""

    def read(value: Json) -> Json:
        try:
            held = whole(value)
        except WrongValue:
            held = value
        if held is not None and (isinstance(held, bool) or held not in numbers):
            raise WrongValue(f'"{value}" is not a valid choice.')
        return held

    return read


def currency(value: Json) -> Json:
    """A currency by its three letters (ISO 4217), or null."""
    written = text()(value)
    if written is not None and not _CURRENCY.fullmatch(written):
        raise WrongValue(f'"{written}" is not a valid choice.')
    return written


def texts(value: Json) -> Json:
    """A list of strings, each once; null is null."""
    read = each(required(text()))(value)
    return None if read is None else list(dict.fromkeys(read))


def each(read: Read) -> Read:
    """A list whose items ``read`` reads; null is null."""

    def read_each(value: Json) -> Json:
        if value is None:
            return None
        if not isinstance(value, list):
            raise WrongValue(f'Expected a list of items but got type "{type(value).__name__}".')
        return [read(item) for item in value]

    return read_each


def address(value: Json) -> Json:
    """An IP address, or null."""
    if value is None:
        return None
    try:
        return str(ipaddress.ip_address(str(value)))
    except ValueError as error:
        raise WrongValue("Enter a valid IPv4 or IPv6 address.") from error


def time(value: Json) -> Json:
    """A time as answers show it, from ISO 8601 or seconds since 1970; null stays null."""
    if value is None:
        return None
    try:
        return as_stamp(moment(value))
    except WrongTime as error:
        raise WrongValue(_DATETIME) from error


def day(value: Json) -> Json:
    """A date, YYYY-MM-DD, or null."""
    if value is None:
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise WrongValue(_DATE)


def mapping(value: Json) -> Json:
    """An object; null is empty."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise WrongValue(f'Expected a dictionary of items but got type "{type(value).__name__}".')
    return value


def anything(value: Json) -> Json:
    """The value itself."""
    return value
