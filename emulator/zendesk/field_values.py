"""Values of custom fields: what each type takes and how it reads back.

Source: developer.zendesk.com, User Fields; answers recorded from the API in 2021.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from contracts.call import Json
from emulator.table import Record
from emulator.zendesk.values import WrongType, flag, text, whole


def value_of(field: Record, value: Json) -> Json:
    """The value as the field keeps it, None for one that clears it; WrongType says why not."""
    if value is None or value == "":
        return None
    return _READ[field["type"]](field, value)


def blank_of(field: Record) -> Json:
    """What the field reads while nothing is set."""
    return False if field["type"] == "checkbox" else None


def tags_of(field: Record, value: Json) -> list[str]:
    """The tags that a value of the field puts on its record."""
    if field["type"] == "checkbox":
        return [field["tag"]] if value is True and field.get("tag") else []
    if field["type"] == "dropdown":
        return [value] if value is not None else []
    if field["type"] == "multiselect":
        return list(value or ())
    return []


def readable(pattern: Json) -> bool:
    """Whether the pattern is a regular expression."""
    return isinstance(pattern, str) and _compiled(pattern) is not None


def _date(_field: Record, value: Json) -> Json:
    try:
        moment = datetime.fromisoformat(value)
        day = moment.astimezone(UTC) if moment.tzinfo else moment
    except (TypeError, ValueError, OverflowError):
        raise WrongType("must be a date") from None
    return f"{day.date().isoformat()}T00:00:00+00:00"


def _integer(_field: Record, value: Json) -> Json:
    if isinstance(value, str) and value.startswith("-"):
        return -whole(value[1:])
    return whole(value)


def _decimal(_field: Record, value: Json) -> Json:
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,19}(\.[0-9]{1,19})?", value):
        return float(value)
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise WrongType("must be a number")


def _regexp(field: Record, value: Json) -> Json:
    pattern = _compiled(field.get("regexp_for_validation") or "")
    if not isinstance(value, str):
        raise WrongType("must be a string")
    if pattern is not None and not pattern.search(value):
        raise WrongType("does not match the field's pattern")
    return value


def _dropdown(field: Record, value: Json) -> Json:
    if isinstance(value, str) and value in _choices(field):
        return value
    raise WrongType("must be one of the field's options")


def _multiselect(field: Record, value: Json) -> Json:
    if isinstance(value, list) and all(isinstance(v, str) and v in _choices(field) for v in value):
        return list(dict.fromkeys(value))
    raise WrongType("must be a list of the field's options")


def _lookup(_field: Record, value: Json) -> Json:
    if isinstance(value, int | str) and re.fullmatch("[0-9]{1,19}", str(value)):
        return value
    raise WrongType("must be the id of a record")


def _choices(field: Record) -> set[str]:
    return {option["value"] for option in field.get("custom_field_options") or ()}


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern.replace(r"\z", r"\Z"))
    except (re.error, OverflowError, RecursionError):
        return None


_READ: Mapping[str, Callable[[Record, Json], Json]] = {
    "text": lambda _field, value: text(value),
    "textarea": lambda _field, value: text(value),
    "checkbox": lambda _field, value: flag(value),
    "date": _date,
    "integer": _integer,
    "decimal": _decimal,
    "regexp": _regexp,
    "dropdown": _dropdown,
    "multiselect": _multiselect,
    "lookup": _lookup,
}

TYPES = frozenset(_READ)
"""The types a custom field can have."""

CHOICES = ("dropdown", "multiselect")
"""The types whose values are among the field's options."""
