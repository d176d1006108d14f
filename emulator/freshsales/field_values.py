"""What custom fields hold, by their type. Nobody says what Freshsales makes of a wrong value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contracts.call import Json
from emulator.freshsales.values import WrongType, day, number, text
from emulator.table import Record


def value_of(field: Record, value: Json) -> Json:
    """The value as the field keeps it, None for one that clears it; WrongType for another type."""
    if value is None or value == "":
        return None
    return _READ[field["type"]](field, value)


def _checkbox(_field: Record, value: Json) -> Json:
    if isinstance(value, bool):
        return value
    raise WrongType


def _dropdown(field: Record, value: Json) -> Json:
    if isinstance(value, str) and value in [choice["value"] for choice in field["choices"]]:
        return value
    raise WrongType


def _several(field: Record, value: Json) -> Json:
    chosen = value if isinstance(value, list) else [value]
    return [_dropdown(field, item) for item in chosen]


def _text(_field: Record, value: Json) -> Json:
    return text(value)


_READ: Mapping[str, Callable[[Record, Json], Json]] = {
    "text": _text,
    "textarea": _text,
    "email": _text,
    "phone_number": _text,
    "auto_complete": _text,
    "number": lambda _field, value: number(value),
    "checkbox": _checkbox,
    "date": lambda _field, value: day(value),
    "dropdown": _dropdown,
    "radio": _dropdown,
    "multi_select_dropdown": _several,
}
