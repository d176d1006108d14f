"""The example calls of the user's documents, and what the demo's accounts hold before them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contracts.call import Json

MARKS = ("_seed", "_lang", "_notes", "_form")


@dataclass(frozen=True, slots=True)
class Example:
    """One example call as the documents print it; ``seed`` is its file and method."""

    seed: str
    language: str
    message: Mapping[str, Json]
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """A vendor's part of the demo: account file, headline scenarios, table columns to show."""

    account: Mapping[str, Json]
    headlines: tuple[str, ...]
    columns: Mapping[str, list[str]]


@cache
def examples() -> tuple[Example, ...]:
    """Every example call, in the order of the documents."""
    text = (files(__name__) / "calls.jsonl").read_text(encoding="utf-8")
    return tuple(_example(json.loads(line)) for line in text.splitlines() if line)


@cache
def show_of(vendor: str) -> Show:
    """The vendor's part of the demo; an empty one where it brings none."""
    place = files(__name__) / f"{vendor}.toml"
    data = tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    return Show(data.get("account", {}), tuple(data.get("headlines", ())), data.get("show", {}))


def _example(line: dict[str, Json]) -> Example:
    message = {key: value for key, value in line.items() if key not in MARKS}
    return Example(line["_seed"], line["_lang"], message, line.get("_form"))
