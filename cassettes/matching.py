"""Which recording a request is, and which it nearly is."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from cassettes.layout import Head
from cassettes.pseudonyms import Sort
from cassettes.sensitive import sort_of_key
from contracts.call import Json
from contracts.credentials import MASK
from contracts.exchange import Request
from contracts.wire import request_of

_BOUNDARY = re.compile(r'boundary="?([^";,]+)', re.I)


class Key(NamedTuple):
    """What must be equal between a request and its recording; the host does not count."""

    method: str
    path: str
    query: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Near:
    """A recording that is not the request: its place, and where they differ."""

    place: int
    differs: tuple[str, ...]
    """``part: recorded X, asked Y`` for each part, the most telling first."""


def key_of(request: Request) -> Key:
    """The key of a request: parameters and JSON keys in any order are the same."""
    body = b"" if request.body is None else _canonical(request.body).encode()
    digest = hashlib.blake2b(body, digest_size=16).digest()
    return Key(request.method, request.path, _canonical(_in_lists(request.query)), digest)


def request_of_head(head: Head) -> Request:
    """The recorded request, as far as the head tells."""
    headers = {"Content-Type": head.kind} if head.kind else {}
    return steady(request_of(head.method, head.url, headers, head.body))


def steady(request: Request) -> Request:
    """The request without what a client draws anew each time: the boundary of a multipart body."""
    kind = request.header("Content-Type") or ""
    found = _BOUNDARY.search(kind) if kind.lower().startswith("multipart/") else None
    if found is None or not isinstance(request.body, str):
        return request
    return replace(request, body=request.body.replace(found[1], "boundary"))


def nearest(asked: Request, recorded: Sequence[Request], most: int = 3) -> list[Near]:
    """The recordings most like the request, best first.

    The path counts most, then the method; then how many places differ.
    """
    ranked = sorted(range(len(recorded)), key=lambda place: _unlike(asked, recorded[place]))
    return [Near(place, tuple(_differences(asked, recorded[place]))) for place in ranked[:most]]


def _unlike(asked: Request, recorded: Request) -> tuple[int, bool, int]:
    steps = zip_longest(asked.path.split("/"), recorded.path.split("/"))
    return (
        sum(a != b for a, b in steps),
        asked.method != recorded.method,
        sum(1 for _ in _differences(asked, recorded)),
    )


def _differences(asked: Request, recorded: Request) -> Iterator[str]:
    for part in ("method", "path", "query", "body"):
        ours, theirs = getattr(recorded, part), getattr(asked, part)
        if part == "query":
            ours, theirs = _in_lists(ours), _in_lists(theirs)
        yield from (
            f"{where}: recorded {a}, asked {b}" for where, a, b in _unequal(part, ours, theirs)
        )


def _unequal(where: str, recorded: Json, asked: Json) -> Iterator[tuple[str, str, str]]:
    """The places where two values differ, with both sides as text but for secrets."""
    if isinstance(recorded, Mapping) and isinstance(asked, Mapping):
        for key in dict.fromkeys([*recorded, *asked]):
            if sort_of_key(key) is Sort.SECRET or key not in recorded or key not in asked:
                ours, theirs = ({key: v[key]} if key in v else {} for v in (recorded, asked))
                if ours != theirs:
                    yield f"{where}.{key}", _shown_at(key, ours), _shown_at(key, theirs)
            else:
                yield from _unequal(f"{where}.{key}", recorded[key], asked[key])
    elif isinstance(recorded, list) and isinstance(asked, list) and len(recorded) == len(asked):
        for place, (one, other) in enumerate(zip(recorded, asked, strict=True)):
            yield from _unequal(f"{where}[{place}]", one, other)
    elif _canonical(recorded) != _canonical(asked):
        yield where, _shown(recorded), _shown(asked)


def _shown_at(key: str, held: Mapping[str, Json]) -> str:
    if key not in held:
        return "nothing"
    return "a secret" if sort_of_key(key) is Sort.SECRET else _shown(held[key])


def _shown(value: Json) -> str:
    text = "nothing" if value is None else json.dumps(_masked(value), ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _masked(value: Json) -> Json:
    if isinstance(value, Mapping):
        return {k: MASK if sort_of_key(k) is Sort.SECRET else _masked(v) for k, v in value.items()}
    return [_masked(item) for item in value] if isinstance(value, list) else value


def _in_lists(query: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
    return {k: list(v) if isinstance(v, list) else [v] for k, v in query.items()}


def _canonical(value: Json) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
