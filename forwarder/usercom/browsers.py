"""Which browser a User-Agent header names, in the words of the ua-parser project.

Its rules are read on first use: they cost more than the rest of a cold start.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ua_parser import Parser

LONGEST = 1000
"""How many characters of a header are read; no browser writes more."""


class Browser(NamedTuple):
    """A browser: its family (``Chrome``) and, where it tells one, version (``40.0.2214.115``)."""

    family: str
    version: str


def browser_of(user_agent: str) -> Browser | None:
    """The browser, or other program, of a User-Agent header; None for one that is not known."""
    found = _parser().parse_user_agent(user_agent[:LONGEST])
    if found is None:
        return None
    numbers = (found.major, found.minor, found.patch, found.patch_minor)
    return Browser(found.family, ".".join(number for number in numbers if number))


@cache
def _parser() -> Parser:
    """The rules that ua-parser-builtins brings, compiled one by one as they are tried."""
    from ua_parser import Parser
    from ua_parser.basic import Resolver
    from ua_parser.loaders import load_lazy_builtins

    return Parser(Resolver(load_lazy_builtins()))
