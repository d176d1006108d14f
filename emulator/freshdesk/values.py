"""What Freshdesk takes as a value, attribute by attribute: it converts nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TypeAlias

from contracts.call import Json
from emulator.multipart import Upload

Read: TypeAlias = Callable[[Json], Json]
"""Reads a value that is not null as an attribute keeps it; WrongType says what it must be."""

_NAMES: Mapping[type, str] = {
    str: "String",
    bool: "Boolean",
    int: "Integer",
    float: "Float",
    list: "Array",
    dict: "Object",
    type(None): "Null",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(Z|:\d\d(Z|[+-]\d\d(:?\d\d)?)?)?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class WrongType(ValueError):
    """A value of another type; the text is the type it must be."""


def type_name(value: Json) -> str:
    """What Freshdesk calls the type of a value."""
    return _NAMES.get(type(value), "File")


def text(value: Json) -> Json:
    """A string and nothing else."""
    if isinstance(value, str):
        return value
    raise WrongType("String")


def flag(value: Json) -> Json:
    """A boolean and nothing else."""
    if isinstance(value, bool):
        return value
    raise WrongType("Boolean")


def whole(value: Json) -> Json:
    """An integer and nothing else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise WrongType("Integer")


def record_id(value: Json) -> Json:
    """The id of a record."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise WrongType("Positive Integer")


def texts(value: Json) -> Json:
    """A list of strings."""
    return _list_of(str, value, "Strings")


def record_ids(value: Json) -> Json:
    """A list of the ids of records."""
    if isinstance(value, list):
        return [record_id(item) for item in value]
    raise WrongType("Array")


def objects(value: Json) -> Json:
    """A list of objects."""
    return _list_of(dict, value, "Objects")


def _list_of(kind: type, value: Json, elements: str) -> Json:
    if not isinstance(value, list):
        raise WrongType("Array")
    if not all(isinstance(item, kind) for item in value):
        raise WrongType(elements)
    return value


def mapping(value: Json) -> Json:
    """An object."""
    if isinstance(value, dict):
        return value
    raise WrongType("Object")


def midnight(value: Json) -> Json:
    """A day or a moment, kept as the midnight (UTC) of that day."""
    found = moment_of(value) if isinstance(value, str) else None
    if found is None:
        raise WrongType("Date")
    return found.strftime("%Y-%m-%dT00:00:00Z")


def moment(value: Json) -> Json:
    """A moment, kept in UTC to the second."""
    found = moment_of(value) if isinstance(value, str) else None
    if found is None:
        raise WrongType("Date")
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")


def files(value: Json) -> Json:
    """A list of files, as only a form can send them."""
    if isinstance(value, list) and all(isinstance(item, Upload) for item in value):
        return value
    raise WrongType("File")


def file(value: Json) -> Json:
    """A file, as only a form can send it."""
    if isinstance(value, Upload):
        return value
    raise WrongType("File")


def moment_of(text: str) -> datetime | None:
    """The moment (UTC) that one of Freshdesk's date forms names; None for any other text."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def is_day(value: Json) -> bool:
    """Whether it is a day written YYYY-MM-DD."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
