"""Scanning: secrets and addresses that are left in recordings, however they are wrapped."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, quote_plus

from cassettes import labels, layers
from cassettes.places import texts_of
from cassettes.pseudonyms import Sort
from cassettes.sensitive import SIGNED_TEXT
from cassettes.suspicion import Suspicion, suspicions
from contracts.call import Json

SHORTEST_KNOWN = 5
"""Characters of a known secret; a shorter one would be found in any text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not stand in a file; ``hint`` tells it and does not give it away."""

    file: Path
    line: int | None
    field: str
    looks_like: str
    hint: str

    def __str__(self) -> str:
        """``file:line: field: what it looks like (hint)``."""
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        where = f"{place}: {self.field}" if self.field else place
        return f"{where}: {self.looks_like} ({self.hint})"

    def to_json(self) -> dict[str, Json]:
        """The finding as JSON."""
        return {
            "file": str(self.file),
            "line": self.line,
            "field": self.field,
            "looks_like": self.looks_like,
            "hint": self.hint,
        }


class Scan:
    """Looks through files for what may open an account or name a person.

    ``known`` are secrets by name that are looked for in every encoding, ``allowed`` patterns
    of what is none, ``public`` asks whether an address or a number is
    known to be invented.
    """

    def __init__(
        self,
        known: Mapping[str, str] | None = None,
        allowed: Iterable[re.Pattern[str]] = (),
        public: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._allowed = tuple(allowed)
        self._public = public
        self._names = {
            form.casefold(): name
            for name, secret in (known or {}).items()
            if len(secret) >= SHORTEST_KNOWN
            for form in forms_of(secret)
        }
        forms = sorted(self._names, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, forms)), re.I) if forms else None
        self._suspected = lru_cache(65536)(self._suspect)

    def findings(self, file: Path) -> Iterator[Finding]:
        """What is left in a file, each thing once a place. BadInput where it cannot be read."""
        for text in texts_of(file):
            for found in self._suspected(text.key, text.text):
                yield Finding(file, text.line, text.field, found.looks_like, hint(found.secret))

    def _suspect(self, key: str, text: str) -> tuple[Suspicion, ...]:
        found: dict[str, Suspicion] = {}
        for under, inner in inside(key, text):
            for suspicion in (*self._known_in(inner), *suspicions(under, inner)):
                if not self._is_fine(suspicion):
                    found.setdefault(suspicion.secret, suspicion)
        return tuple(found.values())

    def _known_in(self, text: str) -> Iterator[Suspicion]:
        if self._known is not None:
            for found in self._known.finditer(text):
                yield Suspicion(f"the known secret {self._names[found[0].casefold()]}", found[0])

    def _is_fine(self, found: Suspicion) -> bool:
        if found.sort is not Sort.SECRET and self._public(found.secret):
            return True
        return any(pattern.fullmatch(found.secret) for pattern in self._allowed)


def inside(key: str, text: str) -> Iterator[tuple[str, str]]:
    """The text with its key, then whatever is wrapped in it, with the keys found there."""
    found: dict[tuple[str, str], None] = {}

    def look(key: str, text: str, depth: int) -> None:
        if (key, text) in found or len(text) < SHORTEST_KNOWN:
            return
        found[key, text] = None
        if depth:
            _open(text, lambda k, t: look(k, t, depth - 1))

    look(key, text, layers.DEPTH)
    yield from found


def _open(text: str, look: Callable[[str, str], None]) -> None:
    """Show ``look`` what one layer of the text holds."""

    def seen(key: str, value: str) -> str:
        look(key, value)
        return value

    def pair(key: str, value: str) -> tuple[str, str]:
        look("", key)
        return key, seen(key, value)

    def bare(value: str) -> str:
        return seen("", value)

    def json(value: Json) -> Json:
        _look_through("", value, look)
        return value

    if layers.json_text(text, json) is None and layers.form(text, pair) is None:
        layers.queries(text, pair)
        labels.labelled(text, seen)
        for signed in SIGNED_TEXT.finditer(text):
            look("authorization", signed[0])
    layers.percent_encoded(text, bare)
    layers.base64_encoded(text, bare)


def _look_through(key: str, value: Json, look: Callable[[str, str], None]) -> None:
    if isinstance(value, Mapping):
        for name, item in value.items():
            look("", name)
            _look_through(name, item, look)
    elif isinstance(value, list):
        for item in value:
            _look_through(key, item, look)
    elif value is not None and not isinstance(value, bool):
        look(key, str(value))


def forms_of(secret: str) -> set[str]:
    """The secret as it is, percent-encoded, in hex, and in base64 wherever it begins in a text."""
    data = secret.encode()
    shifted = (base64.b64encode(b"\0" * shift + data).decode() for shift in range(3))
    cores = [
        text.rstrip("=")[start : -1 if "=" in text else None]
        for text, start in zip(shifted, (0, 2, 3), strict=True)
    ]
    safe = [core.replace("+", "-").replace("/", "_") for core in cores]
    return {secret, quote(secret, safe=""), quote_plus(secret), data.hex(), *cores, *safe}


def hint(secret: str) -> str:
    """What tells the secret's owner which it is, and nobody else more than that."""
    if "@" in secret:
        return f"{secret[0]}***@***, {len(secret)} characters"
    shown = secret[:2] if len(secret) >= 16 else ""
    return f"{shown}***, {len(secret)} characters"
