"""Places: where every text of a file stands, whatever kind of file it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cassettes.layers import opened_pack
from cassettes.layout import parsed
from contracts.call import Json
from contracts.problem import BadInput

SKIPPED = frozenset({".git", ".venv", "node_modules", "__pycache__"})
"""Folders that hold nobody's recordings."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a file: its line (from 1) or its path in the data, its key, and what it says."""

    line: int | None
    field: str
    key: str
    text: str


def files_in(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in order."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and not SKIPPED & set(file.relative_to(path).parts):
                yield file


def texts_of(file: Path) -> Iterator[Text]:
    """Every text of a file: by its place in a cassette, HAR or journal, by line in any other.

    BadInput where the file cannot be read.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", file=file) from error
    pack = opened_pack(data)
    text = (pack[0] if pack else data).decode("utf-8", errors="replace")
    value = _value(text)
    yield from _lines(text) if value is None else _texts(value, "", "")


def _value(text: str) -> Json:
    """The data in the text; None where it is no JSON document and no cassette."""
    try:
        if text.lstrip()[:1] in ("{", "["):
            return json.loads(text)
        if "interactions:" in text:
            value = parsed(text)
            return value if isinstance(value, Mapping) else None
    except (ValueError, RecursionError):
        pass
    return None


def _lines(text: str) -> Iterator[Text]:
    for number, line in enumerate(text.splitlines(), 1):
        value = _value(line) if line[:1] == "{" else None
        if value is None:
            yield Text(number, "", "", line)
        else:
            yield from (Text(number, t.field, t.key, t.text) for t in _texts(value, "", ""))


def _texts(value: Json, field: str, key: str) -> Iterator[Text]:
    if isinstance(value, Mapping):
        named = value.get("name") if {"name", "value"} <= value.keys() else None
        for name, item in value.items():
            under = str(named) if named and name == "value" else str(name)
            yield Text(None, field, "", str(name))
            yield from _texts(item, f"{field}.{name}" if field else str(name), under)
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from _texts(item, f"{field}[{place}]", key)
    elif isinstance(value, bytes):
        pack = opened_pack(value)
        yield Text(None, field, key, (pack[0] if pack else value).decode("utf-8", "replace"))
    elif value is not None and not isinstance(value, bool):
        yield Text(None, field, key, str(value))
