"""When each rule was last seen at work in a recording, and who answered there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import cassettes
from cassettes.cassette import FAKE, Cassette
from cassettes.interaction import EPOCH
from contracts.checking import labelled
from contracts.coverage import Coverage, marks_of
from contracts.covered import Recorded
from contracts.exchange import Exchange
from contracts.hosts import places, vendor_of
from contracts.problem import BadInput

SHIPPED = Path(cassettes.__path__[0])
"""The recordings of our own scenarios."""
SUFFIXES = frozenset({".yaml", ".yml", ".json"})


def latest_recordings(folders: Iterable[Path]) -> dict[str, Recorded]:
    """The latest recording of each rule among the cassettes below ``folders``.

    Traffic of a real vendor comes before traffic of our own fake, whatever the dates. A file
    that is no cassette, or cannot be read as one, is passed over.
    """
    latest: dict[str, Recorded] = {}
    for file in _files(folders):
        try:
            recorded, rules = _recorded(file)
        except (BadInput, ValueError):
            continue
        for rule in rules:
            latest[rule] = max(latest.get(rule, recorded), recorded, key=_worth)
    return latest


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    found = (f for folder in folders for f in sorted(folder.rglob("*")) if f.suffix in SUFFIXES)
    return iter(dict.fromkeys(file for file in found if file.is_file()))


def _recorded(file: Path) -> tuple[Recorded, set[str]]:
    """What the cassette says of itself, and the rules that its exchanges exercise."""
    cassette = Cassette(file)
    told, exchanges = cassette.metadata, _vendors_exchanges(cassette)
    of_a_fake = told.of_a_fake or any(marks_of(exchange) for exchange in exchanges)
    recorded = Recorded(
        at=None if told.recorded_at == EPOCH else told.recorded_at,
        origin=told.recorded_from or (FAKE if of_a_fake else ""),
        of_a_fake=of_a_fake,
        cassette=_name_of(file),
    )
    return recorded, _exercised(exchanges)


def _vendors_exchanges(cassette: Cassette) -> list[Exchange]:
    """The exchanges with vendors; those with others are not even parsed."""
    vendor = cassette.metadata.vendor
    wanted = [
        place
        for place, head in enumerate(cassette.heads)
        if vendor in places() or vendor_of(urlsplit(head.url).netloc)
    ]
    return [cassette.exchange(place) for place in wanted]


def _exercised(exchanges: Iterable[Exchange]) -> set[str]:
    of: dict[str, list[Exchange]] = {}
    for exchange in exchanges:
        of.setdefault(exchange.vendor, []).append(exchange)
    seen = Coverage()
    for vendor, own in of.items():
        if vendor in places():
            seen.see(vendor, labelled(vendor, own), "")
    return {sign.rule for sign in seen.signs if sign.exercises}


def _worth(recorded: Recorded) -> tuple[bool, datetime]:
    return not recorded.of_a_fake, recorded.at or EPOCH


def _name_of(file: Path) -> str:
    """The file as a reader finds it: below the shipped folder, below where we are, or whole."""
    for root in (SHIPPED, Path.cwd()):
        if file.is_relative_to(root):
            return file.relative_to(root).as_posix()
    return file.as_posix()
