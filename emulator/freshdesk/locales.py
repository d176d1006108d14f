"""The time zones and languages that Freshdesk has names for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def locales() -> Mapping[str, Mapping[str, str]]:
    """The labels by value: of ``time_zone`` and of ``language``."""
    place = files("emulator.freshdesk") / "locales.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))
