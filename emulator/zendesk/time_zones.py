"""The names Zendesk has for time zones.

Source: developer.zendesk.com, Users, time_zone; names as in Rails' ActiveSupport::TimeZone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def iana_of(name: str) -> str | None:
    """The IANA zone of a name, which may be one itself; None for a name that is unknown."""
    found = _zones().get(name)
    if found is not None or "/" not in name:
        return found
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _zones() -> Mapping[str, str]:
    text = Path(__file__).with_name("time_zones.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
