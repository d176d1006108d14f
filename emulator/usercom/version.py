"""Which version of the API a request speaks: its Accept header says.

Source: apidocs.user.com, all pages; without a version the recorded answers have the first's keys.
"""

from __future__ import annotations

from functools import lru_cache

from contracts.exchange import Request
from emulator.usercom.errors import unacceptable, unknown_version
from emulator.visit import Visit, keeps

VERSIONS = {"1": 1, "2": 2}
_JSON = (("application", "json"), ("application", "*"), ("*", "*"))


def version_of(request: Request) -> int:
    """1 or 2; 1 where the Accept header names none, or one that is none."""
    kind, version = _accepted(request.headers.get("Accept", "*/*"))
    return VERSIONS.get(version, 1) if kind else 1


@keeps("usercom.versions.by-accept")
def speak_version_one(visit: Visit) -> bool:
    """Without a version in the Accept header, an answer has the keys of version 1."""
    return version_of(visit.request) == 1


@keeps("usercom.versions.known")
def check_version(visit: Visit) -> None:
    """An Accept header takes JSON, and names version 1 or 2 where it names one."""
    kind, version = _accepted(visit.request.headers.get("Accept", "*/*"))
    if not kind:
        raise unacceptable()
    if version not in VERSIONS:
        raise unknown_version()


@lru_cache(maxsize=256)
def _accepted(header: str) -> tuple[bool, str]:
    ranges = [_media_range(part) for part in header.split(",") if part.strip()]
    near = [(kind, params) for kind, params in ranges if kind in _JSON]
    if not near:
        return not ranges, "1"
    _, params = min(near, key=lambda found: (_JSON.index(found[0]), -len(found[1])))
    return True, params.get("version", "1")


def _media_range(part: str) -> tuple[tuple[str, str], dict[str, str]]:
    kind, *params = (piece.strip() for piece in part.split(";"))
    major, _, minor = kind.lower().partition("/")
    pairs = (param.partition("=") for param in params)
    return (major, minor), {key.strip(): value.strip(' "') for key, _, value in pairs}
