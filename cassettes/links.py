"""Moving an answer's links from one origin to another, so that who follows them arrives there."""

from __future__ import annotations

import re
from functools import lru_cache

from cassettes.interaction import HeaderLists


def moved_text(text: str, here: str, there: str) -> str:
    """The text with every URL of the origin ``here`` at the origin ``there``.

    An origin is scheme and host, ``https://acme.example``; slashes may be escaped as in JSON.
    """
    if here == there:
        return text
    return _origin(here).sub(lambda found: _escaped(there) if "\\" in found[0] else there, text)


def moved_bytes(body: bytes, here: str, there: str) -> bytes:
    """The body with its links moved; bytes that are no text stay as they are."""
    return moved_text(body.decode("latin-1"), here, there).encode("latin-1")


def moved_headers(headers: HeaderLists, here: str, there: str) -> dict[str, list[str]]:
    """The headers (Location, Link and whatever else holds a URL) with their links moved."""
    return {name: [moved_text(v, here, there) for v in values] for name, values in headers.items()}


@lru_cache(256)
def _origin(origin: str) -> re.Pattern[str]:
    return re.compile(
        f"(?:{re.escape(origin)}|{re.escape(_escaped(origin))})(?![\\w-]|[.:]\\w)", re.I
    )


def _escaped(origin: str) -> str:
    return origin.replace("/", "\\/")
