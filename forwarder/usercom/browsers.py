"""Which browser a User-Agent header names."""

from __future__ import annotations

import re
from typing import NamedTuple

BROWSERS = (
    ("Edge", r"(?:Edg|EdgA|EdgiOS|Edge)/([\d.]+)"),
    ("Opera", r"(?:OPR|OPiOS)/([\d.]+)"),
    ("Samsung Internet", r"SamsungBrowser/([\d.]+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/([\d.]+)"),
    ("Chrome", r"(?:Chrome|CriOS)/([\d.]+)"),
    ("Safari", r"Version/([\d.]+).*Safari/"),
    ("Internet Explorer", r"(?:MSIE |Trident/.*rv:)([\d.]+)"),
)
"""Family and where its version stands; the first that fits counts, since Edge and Opera also
claim to be Chrome, and Chrome to be Safari."""


class Browser(NamedTuple):
    """A browser: its family (``Chrome``) and version (``40.0.2214.115``)."""

    family: str
    version: str


def browser_of(user_agent: str) -> Browser | None:
    """The browser of a User-Agent header; None for what is no browser known here."""
    for family, pattern in BROWSERS:
        found = re.search(pattern, user_agent)
        if found:
            return Browser(family, found[1].rstrip("."))
    return None
