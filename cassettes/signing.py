"""The headers that sign a request, taken apart: schemes, Basic pairs and cookie names stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from cassettes.pseudonyms import Sort
from cassettes.sensitive import COOKIE_HEADERS, CREDENTIAL_HEADERS, EMAIL_TEXT, sort_of_key
from contracts.credentials import basic, basic_pair

Hide: TypeAlias = Callable[[Sort, str], str]
"""What gives a sensitive value its pseudonym."""

TOKEN_SUFFIX = "/token"  # noqa: S105 - the literal word, no token
_SCHEME = re.compile(r"(?P<before>[A-Za-z]+\s+(?:token=)?\"?)(?P<secret>[^\"]*)(?P<after>\"?)")
_COOKIE = re.compile(
    r"(?P<before>(?:^|[;,])\s*[^=;,\s]+=)(?P<value>[^;,]*(?:,(?!\s*[^=;,\s]+=)[^;,]*)*)"
)
"""A comma that no name follows is part of the value."""
_ATTRIBUTES = frozenset({"domain", "expires", "max-age", "path", "priority", "samesite"})


def credentials(value: str, hide: Hide) -> str:
    """An Authorization header: its scheme, and the form of what follows, stay."""
    pair = basic_pair(value)
    if pair is not None:
        return basic(*user_info(":".join(pair), hide).split(":", 1))
    found = _SCHEME.fullmatch(value.strip())
    if found is None:
        return hide(Sort.SECRET, value)
    return found["before"] + hide(Sort.SECRET, found["secret"]) + found["after"]


def user_info(pair: str, hide: Hide) -> str:
    """``user:password``; an address stays one and keeps its ``/token``, a filler of one stays."""
    user, colon, password = pair.partition(":")
    name = user.removesuffix(TOKEN_SUFFIX)
    known = EMAIL_TEXT.fullmatch(name)
    hidden = hide(Sort.EMAIL if known else Sort.SECRET, name)
    if len(password) > 1:
        password = hide(Sort.SECRET, password)
    return f"{hidden}{user[len(name) :]}{colon}{password}"


def cookies(value: str, hide: Hide, attribute: Callable[[str], str]) -> str:
    """A Cookie or Set-Cookie header, also several joined; names and attributes stay."""

    def changed(found: re.Match[str]) -> str:
        name = found["before"].strip(" ;,=").lower()
        if name in _ATTRIBUTES:
            return found["before"] + attribute(found["value"])
        return found["before"] + hide(Sort.SECRET, found["value"])

    return _COOKIE.sub(changed, value)


def secrets_of(headers: Mapping[str, str]) -> Iterator[str]:
    """The secrets that sign a request with these headers, cookies aside."""
    for name, value in headers.items():
        if name.lower() in CREDENTIAL_HEADERS:
            pair = basic_pair(value)
            found = _SCHEME.fullmatch(value.strip())
            if pair is not None:
                yield from (part for part in pair if not EMAIL_TEXT.search(part))
            elif found is not None:
                yield found["secret"]
        elif sort_of_key(name) is Sort.SECRET and name.lower() not in COOKIE_HEADERS:
            yield value
