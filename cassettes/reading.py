"""Reading recorded traffic of any kind: cassette, HAR file, journal or shape file."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cassettes.cassette import FAKE, Cassette, Metadata, read
from cassettes.har import exchanges_of_har, metadata_of_har
from cassettes.shape_file import ShapeFile, is_shape_file, shape_file_of, shapes_of
from contracts.call import Json
from contracts.exchange import Exchange
from contracts.exchange_shape import ExchangeShape
from contracts.problem import BadInput
from contracts.wire import exchange_from_json

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a file holds: its shapes always, its exchanges unless it is a shape file."""

    metadata: Metadata
    exchanges: Sequence[Exchange] | None
    shapes: Sequence[ExchangeShape]


def exchanges_of(path: str | Path) -> list[Exchange]:
    """The exchanges of a vcrpy cassette, YAML or JSON, in order; bodies unpacked and parsed.

    An exchange's vendor is its host's, else the one the cassette's metadata names, else empty.
    BadInput names the file and the entry at fault.
    """
    return _exchanges(Cassette(path))


def traffic_of(path: str | Path) -> list[Exchange]:
    """The exchanges of a cassette, a HAR file or a journal; the content tells which it is.

    A journal is the list that ``GET /_fauxdesk/journal`` answers, or one entry a line.
    BadInput for a shape file, which holds no values.
    """
    return traffic_in(path)[1]


def traffic_in(path: str | Path) -> tuple[Metadata, list[Exchange]]:
    """What a file of traffic says of itself, and its exchanges; ``-`` is standard input."""
    told = _parsed(Path(path))
    if isinstance(told, ShapeFile):
        raise BadInput("a shape file holds no values, and this needs them", file=path)
    return told


def recorded_in(path: str | Path) -> Recorded:
    """What a file of traffic or of shapes holds, as far as it does."""
    told = _parsed(Path(path))
    if isinstance(told, ShapeFile):
        return Recorded(told.metadata, None, told.exchanges)
    metadata, exchanges = told
    return Recorded(metadata, exchanges, shapes_of(exchanges))


def _parsed(path: Path) -> ShapeFile | tuple[Metadata, list[Exchange]]:
    text = sys.stdin.read() if path == STDIN else read(path)
    if text.lstrip()[:1] not in ("{", "["):
        return _cassette(Cassette(path, text))
    data = _json(text)
    if data is None:
        return _of_a_fake(_journal_lines(text, path))
    if is_shape_file(data):
        return shape_file_of(data, path)
    if isinstance(data, Mapping) and "interactions" in data:
        return _cassette(Cassette(path, text))
    if isinstance(data, Mapping) and "log" in data:
        exchanges = exchanges_of_har(data, path)
        return metadata_of_har(data, exchanges), exchanges
    return _of_a_fake(_journal(data, path))


def _cassette(cassette: Cassette) -> tuple[Metadata, list[Exchange]]:
    return cassette.metadata, _exchanges(cassette)


def _of_a_fake(exchanges: list[Exchange]) -> tuple[Metadata, list[Exchange]]:
    """A journal with what can be said of it: fakes keep them, so no vendor is claimed."""
    if not exchanges:
        return Metadata(recorded_from=FAKE), exchanges
    first = exchanges[0]
    return Metadata(vendor=first.vendor, recorded_from=FAKE, recorded_at=first.at), exchanges


def _exchanges(cassette: Cassette) -> list[Exchange]:
    return [cassette.exchange(place) for place in range(len(cassette))]


def _json(text: str) -> Json:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _journal(data: Json, path: Path) -> list[Exchange]:
    if isinstance(data, Mapping):
        data = next((data[k] for k in ("entries", "journal") if k in data), [data])
    if not isinstance(data, list):
        says = "neither a cassette, nor a HAR file, nor a journal, nor a shape file"
        raise BadInput(says, file=path)
    return [_entry(entry, path, field=f"[{place}]") for place, entry in enumerate(data)]


def _journal_lines(text: str, path: Path) -> list[Exchange]:
    exchanges = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                entry = json.loads(line)
            except RecursionError as error:
                raise BadInput("is nested too deeply", file=path, line=number) from error
            except ValueError as error:
                raise BadInput(f"not JSON: {error}", file=path, line=number) from error
            exchanges.append(_entry(entry, path, line=number))
    return exchanges


def _entry(
    entry: Json, path: Path, *, line: int | None = None, field: str | None = None
) -> Exchange:
    if not isinstance(entry, Mapping):
        raise BadInput("not a journal entry: no object", file=path, line=line, field=field)
    try:
        return exchange_from_json(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise BadInput(f"not a journal entry: {what}", file=path, line=line, field=field) from error
