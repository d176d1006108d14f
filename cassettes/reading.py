"""Reading recorded traffic of any kind: cassette, HAR file or journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cassettes.cassette import Cassette, read
from cassettes.har import exchanges_of_har
from contracts.call import Json
from contracts.exchange import Exchange
from contracts.problem import BadInput
from contracts.wire import exchange_from_json


def exchanges_of(path: str | Path) -> list[Exchange]:
    """The exchanges of a vcrpy cassette, YAML or JSON, in order; bodies unpacked and parsed.

    An exchange's vendor is its host's, else the one the cassette's metadata names, else empty.
    BadInput names the file and the entry at fault.
    """
    return _exchanges(Cassette(path))


def traffic_of(path: str | Path) -> list[Exchange]:
    """The exchanges of a cassette, a HAR file or a journal; the content tells which it is.

    A journal is the list that ``GET /_fauxdesk/journal`` answers, or one entry a line.
    """
    path = Path(path)
    text = read(path)
    if text.lstrip()[:1] not in ("{", "["):
        return _exchanges(Cassette(path, text))
    data = _json(text)
    if data is None:
        return _journal_lines(text, path)
    if isinstance(data, Mapping) and "interactions" in data:
        return _exchanges(Cassette(path, text))
    if isinstance(data, Mapping) and "log" in data:
        return exchanges_of_har(data, path)
    return _journal(data, path)


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
        raise BadInput("neither a cassette, nor a HAR file, nor a journal", file=path)
    return [_entry(entry, path, field=f"[{place}]") for place, entry in enumerate(data)]


def _journal_lines(text: str, path: Path) -> list[Exchange]:
    exchanges = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise BadInput(f"not JSON: {error}", file=path, line=number) from error
            exchanges.append(_entry(entry, path, line=number))
    return exchanges


def _entry(
    entry: Json, path: Path, *, line: int | None = None, field: str | None = None
) -> Exchange:
    try:
        return exchange_from_json(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise BadInput(f"not a journal entry: {what}", file=path, line=line, field=field) from error
