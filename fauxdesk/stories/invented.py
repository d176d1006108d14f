"""What our own stories invented: addresses and numbers that name nobody."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import contracts
from cassettes.sensitive import EMAIL_TEXT, PHONE_TEXT
from contracts.vendors import vendor_names

PUBLISHED = (".json", ".toml")
_NUMBER = re.compile(r'(?<=")\+?\d[\d ().-]{6,}(?=")')


def is_invented(value: str) -> bool:
    """Whether an address or a number stands in a scenario or an operation that we publish."""
    return value.casefold() in _invented()


@cache
def _invented() -> frozenset[str]:
    found: set[str] = set()
    for vendor in vendor_names(contracts):
        for folder in ("scenarios", "operations"):
            for file in (files(f"contracts.{vendor}") / folder).iterdir():
                if file.name.endswith(PUBLISHED):
                    text = file.read_text(encoding="utf-8")
                    for shape in (EMAIL_TEXT, PHONE_TEXT, _NUMBER):
                        found |= {match[0].casefold() for match in shape.finditer(text)}
    return frozenset(found)
