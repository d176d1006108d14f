"""Shapes: what values look like (types, formats, keys), and no value at all.

A shape is a JSON Schema (2020-12) of few words: ``type``, ``format``, ``properties`` (each of
them was there), ``additionalProperties`` (what stood under keys that are data themselves),
``items`` (absent where a list was empty) and ``anyOf``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from contracts.call import Json

LONGEST_NAME = 64
MOST_DIGITS = 3
"""Digits that a name may hold (``address1``); with more it is taken for data."""

_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$:.\[\]-]*")
_FORMATS = {
    "email": re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+"),
    "uri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+"),
    "uuid": re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}
_TIMES = {"date-time": datetime.fromisoformat, "date": date.fromisoformat}
_STAND_INS = {
    "email": "someone@example.com",
    "uri": "https://example.com/",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "date-time": "1970-01-01T00:00:00Z",
    "date": "1970-01-01",
}
_SCALARS: dict[str, Json] = {"null": None, "boolean": False, "integer": 0, "number": 0.5}


def shape_of(value: Json) -> Json:
    """The shape of a value."""
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list):
        return {"type": "array", **_every("items", map(shape_of, value))}
    if isinstance(value, str):
        form = format_of(value)
        return {"type": "string", **({"format": form} if form else {})}
    return {"type": kind_of(value)}


def kind_of(value: Json) -> str:
    """The JSON Schema type of a value."""
    if value is None:
        return "null"
    kinds = (
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (str, "string"),
        (list, "array"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "object")


@lru_cache(maxsize=4096)
def format_of(text: str) -> str | None:
    """The JSON Schema format of a text, where it has one."""
    form = next((name for name, form in _FORMATS.items() if form.fullmatch(text)), None)
    try:
        _TIMES.get(form or "", str)(text)
    except ValueError:
        return None
    return form


@lru_cache(maxsize=4096)
def is_name(key: str) -> bool:
    """Whether a key, a parameter or a header is a name, and not data: an id, an address, a host."""
    return (
        len(key) <= LONGEST_NAME
        and _NAME.fullmatch(key) is not None
        and sum(map(str.isdigit, key)) <= MOST_DIGITS
        and key.count(".") < 2
        and format_of(key) is None
    )


def stand_in(shape: Json) -> Json:
    """A value of this shape, made up; a list holds one item of each shape that was in it."""
    match shape["type"]:
        case "object":
            return {key: stand_in(held) for key, held in shape.get("properties", {}).items()}
        case "array":
            return [stand_in(each) for each in variants(shape.get("items"))]
        case "string":
            return _STAND_INS.get(shape.get("format", ""), "")
        case scalar:
            return _SCALARS[scalar]


def variants(shape: Json) -> list[Json]:
    """The shapes that stand in one place: none, one, or several."""
    if shape is None:
        return []
    found: list[Json] = shape.get("anyOf", [shape])
    return found


def _object(value: dict[str, Json]) -> Json:
    named = {key: shape_of(held) for key, held in value.items() if is_name(key)}
    others = (shape_of(held) for key, held in value.items() if not is_name(key))
    return {"type": "object", "properties": named, **_every("additionalProperties", others)}


def _every(word: str, shapes: Iterable[Json]) -> dict[str, Json]:
    """The distinct shapes under ``word``, or nothing where there are none."""
    distinct = {json.dumps(shape, sort_keys=True): shape for shape in shapes}
    several = [distinct[text] for text in sorted(distinct)]
    if not several:
        return {}
    return {word: several[0] if len(several) == 1 else {"anyOf": several}}
