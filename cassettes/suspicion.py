"""Suspicion: what a text looks like, where it may open an account or name a person."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cassettes import pseudonyms
from cassettes.layers import is_text_in_base64
from cassettes.pseudonyms import Sort
from cassettes.sensitive import (
    COOKIE_HEADERS,
    CREDENTIAL_HEADERS,
    EMAIL_TEXT,
    PHONE_TEXT,
    SECRET_SHAPES,
    SECRET_TEXT,
    VOLATILE_HEADERS,
    sort_of_key,
)
from cassettes.signing import cookies, credentials

SHORTEST_SECRET = 6
SHORTEST_RANDOM = 20
"""Characters of a word that is judged by its entropy alone."""
SHORTEST_HEX = 32
MOST_TURNS = 5
"""Changes between letters and digits that an id in lower case may have."""
LEAST_BITS = 3.7
"""Bits of entropy a character that a random word of letters and digits has at least."""

_RESERVED_DOMAIN = re.compile(
    r"(?:^|[@.])(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|local)$", re.I
)
_FICTIONAL_PHONE = re.compile(r"555\D?01\d\d$")
_PLACEHOLDER = re.compile(
    r"[*x.•-]+|<.*>|\$?\{.*\}|\[.*\]|%\w+%|null|none|true|false|redacted|hidden|scrubbed|masked"
    r"|your[-_ ].*|dummy.*|fake.*|example.*|token|password|secret",
    re.I | re.S,
)
_WORD = re.compile(r"(?<![\w+/=.-])[\w+/-]{20,}={0,2}(?![\w+/-])", re.ASCII)
_HEX = re.compile(r"[0-9a-fA-F-]+")
_DIGEST = re.compile(r"etag|digest|checksum|hash|sha\d|md5|integrity")
_UUID = re.compile(r"(?:[0-9a-f]{4,12}-){4}[0-9a-f]{12}", re.I)
_SCRUBBED = re.compile(f"{pseudonyms.SECRET.pattern}|{pseudonyms.SUBDOMAIN.pattern}")


class Suspicion(NamedTuple):
    """What a part of a text looks like, and that part itself: never to be shown."""

    looks_like: str
    secret: str
    sort: Sort = Sort.SECRET


def suspicions(key: str, text: str) -> Iterator[Suspicion]:
    """What a text under this key looks like; pseudonyms and placeholders are nothing."""
    name = key.lower()
    if name in CREDENTIAL_HEADERS:
        yield from _taken_apart("credentials", text, signing=True)
    elif name in COOKIE_HEADERS:
        yield from _taken_apart("a cookie", text, signing=False)
    elif sort_of_key(key) is Sort.SECRET and is_secret(text):
        yield Suspicion(f"a secret under {key!r}", text)
    elif sort_of_key(key) is Sort.PHONE and _is_phone(text):
        yield Suspicion("a phone number", text, Sort.PHONE)
    yield from _by_shape(text)
    if name not in (VOLATILE_HEADERS | CREDENTIAL_HEADERS) and not _DIGEST.search(name):
        yield from _by_entropy(text)


def is_secret(value: str) -> bool:
    """Whether a value that stands for a secret may be one: no pseudonym, no placeholder."""
    value = value.strip()
    long_enough = len(value) >= SHORTEST_SECRET
    return long_enough and not (_SCRUBBED.fullmatch(value) or _PLACEHOLDER.fullmatch(value))


def _taken_apart(what: str, text: str, *, signing: bool) -> Iterator[Suspicion]:
    found: list[tuple[Sort, str]] = []

    def seen(sort: Sort, value: str) -> str:
        found.append((sort, value))
        return value

    credentials(text, seen) if signing else cookies(text, seen, str)
    for sort, value in found:
        if sort is Sort.EMAIL:
            yield from _by_shape(value)
        elif is_secret(value):
            yield Suspicion(what, value)


def _by_shape(text: str) -> Iterator[Suspicion]:
    if len(text) >= 16 and SECRET_TEXT.search(text):
        for title, shape in SECRET_SHAPES.items():
            yield from (Suspicion(title, found[0]) for found in re.finditer(shape, text))
    if "@" in text:
        for found in EMAIL_TEXT.finditer(text):
            if not _RESERVED_DOMAIN.search(found[0]):
                yield Suspicion("an e-mail address", found[0], Sort.EMAIL)
    for found in PHONE_TEXT.finditer(text):
        if _is_phone(found[0]):
            yield Suspicion("a phone number", found[0], Sort.PHONE)


def _is_phone(text: str) -> bool:
    digits = "".join(filter(str.isdigit, text))
    marks = (pseudonyms.PHONE_MARK, pseudonyms.NUMBER_MARK)
    return (
        len(digits) >= pseudonyms.SHORTEST_PHONE
        and not digits.startswith(marks)
        and not _FICTIONAL_PHONE.search(text)
    )


def _by_entropy(text: str) -> Iterator[Suspicion]:
    if len(text) >= SHORTEST_RANDOM:
        for found in _WORD.finditer(text):
            if _is_random(found[0]) and is_secret(found[0]):
                yield Suspicion("a random word, as secrets are", found[0])


def _is_random(word: str) -> bool:
    """Whether letters and digits are mixed as no language and no id mixes them."""
    letters, digits = re.search("[A-Za-z]", word), re.search(r"\d", word)
    if not letters or not digits or _UUID.fullmatch(word) or is_text_in_base64(word):
        return False
    if _HEX.fullmatch(word):
        return len(word) >= SHORTEST_HEX and "-" not in word
    mixed = re.search("[a-z]", word) and re.search("[A-Z]", word)
    turns = len(re.findall(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])", word))
    return bool(mixed or turns >= MOST_TURNS) and _bits(word) >= LEAST_BITS and not _is_speech(word)


def _is_speech(word: str) -> bool:
    """Whether the word is made of words: ``Identify-With-Email-2``."""
    pieces = re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}|\d+", word)
    return sum(map(len, pieces)) >= 0.75 * len(word)


def _bits(word: str) -> float:
    """Shannon's entropy of the word, in bits a character."""
    shares = [count / len(word) for count in Counter(word).values()]
    return -sum(share * math.log2(share) for share in shares)
