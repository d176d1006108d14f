"""What the context of a call tells of device, browser, language and page.

Source: seed 004, Identify; the names are those of User.com's page hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import NamedTuple, TypeAlias, TypeGuard

from contracts.call import Json
from forwarder.mapping import Draft
from forwarder.usercom.browsers import browser_of

Context: TypeAlias = Mapping[str, Json]


class Told(NamedTuple):
    """A field's value, and where in the call it came from."""

    place: str
    value: str


def put_context(draft: Draft, context: Context) -> None:
    """Send what the context tells; what it does not tell is left out, never null."""
    for field, read in FIELDS.items():
        told = next(read(context), None)
        if told is not None:
            draft.put_id(f"context.{told.place}", field, told.value)


def _at(*path: str) -> Callable[[Context], Iterator[Told]]:
    """Reads the text at a place of the context."""

    def read(context: Context) -> Iterator[Told]:
        value: Json = context
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if is_text(value):
            yield Told(".".join(path), value.strip())

    return read


def is_text(value: Json) -> TypeGuard[str]:
    """Whether a value is text that says something."""
    return isinstance(value, str) and bool(value.strip())


def _os(context: Context) -> Iterator[Told]:
    """Name and version of the operating system: ``iPhone OS 8.1.3``."""
    for _, name in _at("os", "name")(context):
        version = next(_at("os", "version")(context), None)
        yield Told("os", f"{name} {version.value}" if version else name)


def _resolution(context: Context) -> Iterator[Told]:
    """Width and height of the screen in pixels: ``1920x1080``."""
    screen = context.get("screen")
    if isinstance(screen, Mapping):
        width, height = screen.get("width"), screen.get("height")
        if _pixels(width) and _pixels(height):
            yield Told("screen", f"{width:.0f}x{height:.0f}")


def _pixels(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6


def _ip(context: Context) -> Iterator[Told]:
    """An address of the internet, whole: User.com refuses anything else."""
    for told in _at("ip")(context):
        try:
            yield Told(told.place, str(ip_address(told.value)))
        except ValueError:
            return


def _family(context: Context) -> Iterator[Told]:
    for place, user_agent in _at("userAgent")(context):
        browser = browser_of(user_agent)
        if browser:
            yield Told(place, browser.family)


def _version(context: Context) -> Iterator[Told]:
    for place, user_agent in _at("userAgent")(context):
        browser = browser_of(user_agent)
        if browser and browser.version:
            yield Told(place, browser.version)


FIELDS: Mapping[str, Callable[[Context], Iterator[Told]]] = {
    "user_agent": _at("userAgent"),
    "os": _os,
    "device_name": _at("device", "name"),
    "device_type": _at("device", "type"),
    "language": _at("locale"),
    "resolution": _resolution,
    "ip_address": _ip,
    "browser_family": _family,
    "browser_version": _version,
    "timezone": _at("timezone"),
    "current_url": _at("page", "url"),
}
"""The eleven fields of the seed, and how each is read from a context."""
