"""Reading the JSON contracts of a vendor folder, each checked by its schema when it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from contracts.call import Json
from contracts.mismatch import Part
from contracts.problem import BadInput
from contracts.schema import SHARED, Schema


def documents(vendor: str, kind: str, schema: str) -> Iterator[tuple[str, Traversable, Json]]:
    """Every ``contracts/<vendor>/<kind>/*.json``: its name, place and content, sorted by name.

    BadInput names the file and the field that ``contracts/schemas/<schema>`` does not allow.
    """
    folder = files(f"contracts.{vendor}") / kind
    if not folder.is_dir():
        return
    for place in sorted(folder.iterdir(), key=lambda place: place.name):
        if place.name.endswith(".json"):
            yield (
                place.name.removesuffix(".json"),
                place,
                checked(_parsed(place), str(place), schema),
            )


@cache
def shapes_of(vendor: str) -> Mapping[str, Json]:
    """What the vendor's schemas share, ``contracts/<vendor>/shapes.json``; empty without one."""
    place = files(f"contracts.{vendor}") / SHARED
    shapes: Mapping[str, Json] = _parsed(place) if place.is_file() else {}
    return shapes


def checked(content: Json, file: str, schema: str) -> Json:
    """The content, which ``contracts/schemas/<schema>`` allows; BadInput names file and field."""
    for mismatch in _schema(schema).mismatches(content, Part.BODY):
        field = mismatch.where.strip("/").replace("/", ".") or None
        raise BadInput(mismatch.says, file=file, field=field)
    return content


def _parsed(place: Traversable) -> Json:
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error.msg}", file=str(place), line=error.lineno) from error


@cache
def _schema(name: str) -> Schema:
    return Schema(_parsed(files("contracts") / "schemas" / name))
