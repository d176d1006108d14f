"""A cassette: a file of interactions in vcrpy's format, read lazily and written whole."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cassettes.interaction import EPOCH, Interaction, interaction_of, joined, unpacked
from cassettes.layout import Head, outside, parsed, places_of
from cassettes.scrubbing import Scrub
from cassettes.vendor import vendor as vendor_declared
from contracts.call import Json
from contracts.exchange import Exchange
from contracts.problem import BadInput

FAKE = "fauxdesk's own fake"
"""What ``recorded_from`` says where no real vendor answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a cassette says of itself; empty in one that somebody else recorded."""

    vendor: str = ""
    recorded_from: str = ""
    """Who answered: a sandbox's host, or ``FAKE``."""
    host: str = ""
    """The vendor's host that stands in the URLs by choice, so that it is public."""
    recorded_at: datetime = EPOCH
    recorder: str = ""
    """The tool and its version."""
    scrub: str = ""
    """The fingerprint of the key behind its pseudonyms."""
    others: Mapping[str, Json] = field(default_factory=dict)
    """What other tools noted."""

    @property
    def of_a_fake(self) -> bool:
        """Whether our own emulator answered: such a recording proves nothing of the vendor."""
        return self.recorded_from == FAKE

    def to_json(self) -> dict[str, Json]:
        """The metadata as it stands in the file."""
        own = {
            "vendor": self.vendor,
            "recorded_from": self.recorded_from,
            "host": self.host,
            "recorded_at": self.recorded_at.astimezone(UTC).isoformat(),
            "recorder": self.recorder,
            "scrub": self.scrub,
        }
        return {**own, **self.others}


class Cassette:
    """An opened cassette. Its interactions are found at once and parsed when asked for.

    BadInput, naming the file and the entry, where it is none or an entry is not well formed.
    """

    def __init__(self, path: str | Path, text: str | None = None) -> None:
        self.path = Path(path)
        self._text = read(self.path) if text is None else text
        is_json = self._text.lstrip()[:1] == "{"
        self._places = None if is_json else places_of(self._text)
        self._entries = self._all() if self._places is None else []

    def __len__(self) -> int:
        return len(self._places if self._places is not None else self._entries)

    @cached_property
    def heads(self) -> list[Head]:
        """What finds each interaction, in order."""
        if self._places is not None:
            return [place.head for place in self._places]
        return [_head_of(self.interaction(place)) for place in range(len(self))]

    @cached_property
    def metadata(self) -> Metadata:
        """What the cassette says of itself."""
        if self._places is None:
            told = self._whole.get("metadata")
        else:
            told = (self._parsed(outside(self._text, self._places)) or {}).get("metadata")
        return metadata_of(_mapping(told))

    def interaction(self, place: int) -> Interaction:
        """The interaction at ``place``, counted from 0."""
        if self._places is None:
            entry = self._entries[place]
        else:
            found = self._places[place]
            entry = self._parsed(self._text[found.start : found.end])[0]
        try:
            return interaction_of(entry)
        except ValueError as error:
            raise self._bad(str(error), place) from error

    def exchange(self, place: int) -> Exchange:
        """The exchange at ``place``, bodies unpacked and parsed."""
        told = self.metadata
        try:
            return self.interaction(place).exchange(told.vendor, told.recorded_at)
        except ValueError as error:
            raise self._bad(str(error), place) from error

    @cached_property
    def _whole(self) -> Mapping[str, Json]:
        whole = self._parsed(self._text)
        if isinstance(whole, Mapping) and isinstance(whole.get("interactions"), list):
            return whole
        old = isinstance(whole, list) and whole and "request" in _mapping(whole[0])
        if not self._text.strip():
            raise BadInput("is empty", file=self.path)
        if isinstance(whole, Mapping) and "shapes" in whole:
            raise BadInput("is a shape file; what is asked for needs values", file=self.path)
        if isinstance(whole, Mapping) and "log" in whole:
            why = "is a HAR file; `fauxdesk convert` makes a cassette of it"
            raise BadInput(why, file=self.path)
        why = "an old cassette: run `python -m vcr.migration` on it" if old else "not a cassette"
        raise BadInput(why, file=self.path, field="interactions")

    def _all(self) -> list[Json]:
        entries: list[Json] = self._whole["interactions"]
        return entries

    def _parsed(self, text: str) -> Json:
        try:
            return json.loads(text) if text.lstrip()[:1] == "{" else parsed(text)
        except ValueError as error:
            raise BadInput(str(error), file=self.path) from error

    def _bad(self, why: str, place: int) -> BadInput:
        part, colon, what = why.partition(": ")
        if not colon or " " in part:
            return BadInput(why, file=self.path, field=f"interactions[{place}]")
        return BadInput(what, file=self.path, field=f"interactions[{place}].{part}")


def scrub_for(metadata: Metadata, scrub: Scrub | None = None) -> Scrub:
    """The scrub (by default the default one) with what the vendor's folder and the host add."""
    scrub = (scrub or Scrub()).adding(vendor_declared(metadata.vendor).fields)
    return scrub.sparing(metadata.host.partition(".")[0]) if metadata.host else scrub


def read(path: Path) -> str:
    """The text of the file; BadInput where there is none or it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput("no such file", file=path) from error
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not text in UTF-8"
        raise BadInput(why or "cannot be read", file=path) from error


def write(path: str | Path, interactions: Iterable[Interaction], metadata: Metadata) -> None:
    """Write the cassette whole: whoever looks finds the old file or the new one."""
    write_texts(path, map(entry_text, interactions), metadata)


def entry_text(interaction: Interaction) -> str:
    """The text of an interaction's entry in a cassette."""
    return _dumped([interaction.to_json()])


def write_texts(path: str | Path, entries: Iterable[str], metadata: Metadata) -> None:
    """``write``, for interactions whose texts are made already."""
    header = _dumped({"metadata": metadata.to_json()}, sort_keys=False)
    texts = "".join(entries)
    interactions = f"interactions:\n{texts}" if texts else "interactions: []\n"
    replace_file(Path(path), f"{header}{interactions}version: 1\n")


def replace_file(path: Path, text: str) -> None:
    """Put ``text`` at ``path`` in one step, on disk before the name points to it.

    OSError names ``path``.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _mapping(told: Json) -> Mapping[str, Json]:
    return told if isinstance(told, Mapping) else {}


def _dumped(value: Json, *, sort_keys: bool = True) -> str:
    import yaml

    text: str = yaml.dump(value, Dumper=_dumper(), sort_keys=sort_keys)
    return text


@cache
def _dumper() -> Any:
    """The safe dumper, libyaml's where there is one, writing every value out where it stands."""
    import yaml

    safe: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return type("CassetteDumper", (safe,), {"ignore_aliases": lambda _dumper, _data: True})


def metadata_of(told: Mapping[str, Json]) -> Metadata:
    """The metadata that a file tells of itself; what is missing stays empty."""
    own = {
        name: str(told.get(name) or "")
        for name in ("vendor", "recorded_from", "host", "recorder", "scrub")
    }
    others = {k: v for k, v in told.items() if k not in (*own, "recorded_at")}
    at = told.get("recorded_at")
    try:
        at = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    except ValueError:
        at = EPOCH
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Metadata(**own, recorded_at=at, others=others)


def _head_of(interaction: Interaction) -> Head:
    kinds = [v for k, v in joined(interaction.headers).items() if k.lower() == "content-type"]
    body = unpacked(interaction.headers, interaction.body)
    return Head(interaction.method, interaction.url, kinds[0] if kinds else "", body)
