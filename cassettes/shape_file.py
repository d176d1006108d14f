"""Shape files: recordings without values, for teams that may not commit any.

JSON, held to ``shape_file.schema.json``: paths, names, types, formats and statuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from importlib.resources import files
from pathlib import Path

from cassettes.cassette import FAKE, Metadata, metadata_of, replace_file
from cassettes.recording import recorder_name
from cassettes.sensitive import VOLATILE_HEADERS
from cassettes.vendor import vendor as vendor_declared
from contracts.call import Json
from contracts.exchange import Exchange
from contracts.exchange_shape import ExchangeShape, exchange_shape, exchange_shape_from_json
from contracts.hosts import places, vendor_of
from contracts.mismatch import Part
from contracts.problem import BadInput
from contracts.schema import Schema

VERSION = 1


@dataclass(frozen=True, slots=True)
class ShapeFile:
    """What a shape file holds."""

    metadata: Metadata
    exchanges: Sequence[ExchangeShape]


def shapes_of(exchanges: Iterable[Exchange]) -> list[ExchangeShape]:
    """The shapes of exchanges, without the headers that no two recordings share."""
    return [
        exchange_shape(each, VOLATILE_HEADERS | vendor_declared(each.vendor).volatile)
        for each in exchanges
    ]


def write_shapes(path: str | Path, exchanges: Iterable[Exchange], metadata: Metadata) -> None:
    """Write the shapes of exchanges, in one step; not one value of theirs reaches the file."""
    write_shape_texts(path, map(shape_text, shapes_of(exchanges)), metadata)


def shape_text(shape: ExchangeShape) -> str:
    """The text of a shape in a shape file."""
    return json.dumps(shape.to_json(), indent=1, ensure_ascii=False)


def write_shape_texts(path: str | Path, texts: Iterable[str], metadata: Metadata) -> None:
    """``write_shapes``, for shapes whose texts are made already."""
    head = json.dumps({"shapes": VERSION, "metadata": _told(metadata)}, indent=1)
    held = ",\n".join(texts)
    replace_file(Path(path), f'{head[:-2]},\n "exchanges": [\n{held}\n ]\n}}\n')


def is_shape_file(data: Json) -> bool:
    """Whether parsed JSON means to be a shape file."""
    return isinstance(data, dict) and "shapes" in data and "exchanges" in data


def shape_file_of(data: Json, file: str | Path) -> ShapeFile:
    """The shape file that parsed JSON is; BadInput names the file and the field at fault."""
    wrong = _schema().mismatches(data, Part.BODY)
    if wrong:
        field = wrong[0].where.strip("/").replace("/", ".") or None
        raise BadInput(wrong[0].says, file=file, field=field)
    exchanges = [exchange_shape_from_json(entry) for entry in data["exchanges"]]
    return ShapeFile(metadata_of(data["metadata"]), exchanges)


def _told(metadata: Metadata) -> dict[str, Json]:
    """The metadata; a customer's host is a value too, so only the vendor's domain is told."""
    return {
        "vendor": metadata.vendor if metadata.vendor in places() else "",
        "recorded_from": FAKE if metadata.of_a_fake else _domain(metadata.recorded_from),
        "recorded_at": metadata.recorded_at.astimezone(UTC).isoformat(),
        "recorder": recorder_name(),
    }


def _domain(host: str) -> str:
    vendor = vendor_of(host)
    if vendor is None:
        return "{host}" if host else ""
    name = host.partition(":")[0].lower().rstrip(".")
    return next(f"{{subdomain}}.{own}" for own in places()[vendor].hosts if name.endswith(own))


@cache
def _schema() -> Schema:
    text = (files("cassettes") / "shape_file.schema.json").read_text(encoding="utf-8")
    return Schema(json.loads(text))
