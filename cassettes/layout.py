"""The layout of a YAML cassette: where its interactions stand, found without parsing them.

PyYAML writes each interaction of a cassette as an item in column 0 and its parts in four
columns, so a scan of the text finds method, URL and body of every request. Whatever is laid
out otherwise is left to a full parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from contracts.call import Json

_ITEM = re.compile(r"^- ", re.M)
_HEAD = re.compile(
    r"^- request:\n"
    r"    body: ?(?P<body>.*?)\n"
    r"    headers:(?P<headers>.*?)\n"
    r"    method: (?P<method>[A-Z]+)\n"
    r"    uri: (?P<url>.*?)\n"
    r"  response:",
    re.M | re.S,
)
_KIND = re.compile(r"^ +content-type:\n +- (.*)$", re.M | re.I)
_SHARED = re.compile(r"[-:] [&*]id\d+\b")
_TOP = re.compile(r"^[a-z_]+:", re.M)
_FOLD = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*")


@dataclass(frozen=True, slots=True)
class Head:
    """What finds an interaction: the request without its headers but the content type."""

    method: str
    url: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interaction stands in the text, and its head."""

    start: int
    end: int
    head: Head


def places_of(text: str) -> list[Place] | None:
    """The interactions of a cassette as vcrpy lays it out; None for any other layout."""
    found = list(_HEAD.finditer(text))
    if not found or len(found) != len(_ITEM.findall(text)) or _SHARED.search(text):
        return None
    following = _TOP.search(text, found[-1].end())
    ends = [head.start() for head in found[1:]] + [following.start() if following else len(text)]
    return [Place(head.start(), end, _head_of(head)) for head, end in zip(found, ends, strict=True)]


def outside(text: str, places: list[Place]) -> str:
    """The text without its interactions: version and metadata."""
    return text[: places[0].start].replace("interactions:", "") + text[places[-1].end :]


def parsed(text: str) -> Json:
    """The value of a YAML text; ValueError says what is wrong and in which line."""
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506 - built on the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"not YAML: {error.problem} in line {line}") from error
    except yaml.YAMLError as error:
        raise ValueError(f"not YAML: {error}") from error


@cache
def _loader() -> Any:
    """The safe loader, libyaml's where there is one, with the tags that old vcrpy files hold."""
    import yaml

    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("CassetteLoader", (safe,), {})
    tag = "tag:yaml.org,2002:python/"
    for name in ("str", "unicode"):
        loader.add_constructor(tag + name, lambda load, node: load.construct_scalar(node))
    loader.add_constructor(tag + "tuple", lambda load, node: load.construct_sequence(node))
    loader.add_constructor(tag + "object/new:_io.BytesIO", _content("state"))
    loader.add_constructor(tag + "object/apply:builtins.iter", _content("args"))
    return loader


def _content(name: str) -> Any:
    """What a file or an iterator held when it was recorded as a request's body."""

    def construct(load: Any, node: Any) -> Json:
        held = load.construct_mapping(node, deep=True).get(name) or [b""]
        return held[0]

    return construct


def _head_of(found: re.Match[str]) -> Head:
    kind = _KIND.search(found["headers"])
    url = found["url"]
    if not url.startswith("http") or "\n" in url:
        url = _scalar(url).decode()
    return Head(found["method"], url, kind[1] if kind else "", _scalar(found["body"]))


def _scalar(text: str) -> bytes:
    """The bytes that a YAML scalar stands for, by hand where that is certain."""
    if text in ("null", "", "''", "~"):
        return b""
    if text[0] == "'" and text[-1] == "'":
        return _FOLD.sub(_unfolded, text[1:-1].replace("''", "'")).encode()
    value = parsed(text)
    return value if isinstance(value, bytes) else _joined(value)


def _joined(value: Json) -> bytes:
    pieces: Iterator[Json] = iter(value if isinstance(value, list) else [value])
    return b"".join(p if isinstance(p, bytes) else str(p).encode() for p in pieces)


def _unfolded(found: re.Match[str]) -> str:
    return "\n" * (found[0].count("\n") - 1) or " "
