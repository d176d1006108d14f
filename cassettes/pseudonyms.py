"""Pseudonyms: stand-ins that are the same for the same value and tell nothing without the key."""

from __future__ import annotations

import hmac
import re
from enum import StrEnum


class Sort(StrEnum):
    """What a sensitive value is, which decides what its pseudonym looks like."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    SECRET = "secret"  # noqa: S105 - the word, no secret
    SUBDOMAIN = "subdomain"


EMAIL = re.compile(r"p[0-9a-f]{10}@d[0-9a-f]{10}\.example")
SECRET = re.compile(r"scrubbed-[0-9a-f]{16}")
SUBDOMAIN = re.compile(r"sub-[0-9a-f]{10}")
NAME_WORD = re.compile(r"(?:[bdfgklmnprstvz][aeiou]){4}q", re.IGNORECASE)
PHONE_MARK = "000"
SHORTEST_PHONE = 7
NUMBER_MARK = "1000"
"""Begins no number that can be called: an integer has no leading zeros to be told by."""
SHORTEST_NUMBER = 8

_WORD = re.compile(r"[^\W_]+")
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


class Pseudonyms:
    """Makes the pseudonyms of one key, keeping types and formats.

    A pseudonym given in comes back as it is, so scrubbing twice is scrubbing once. Case does
    not matter to e-mail addresses and subdomains, nor to the letters a name is made of.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    @property
    def fingerprint(self) -> str:
        """Tells two keys apart and gives neither away."""
        return self._digest("fingerprint", "").hex()[:12]

    def of(self, sort: Sort, value: str) -> str:
        """The pseudonym of ``value``; blank text has none and stays."""
        if not value.strip():
            return value
        return {
            Sort.EMAIL: self._email,
            Sort.PHONE: self._phone,
            Sort.NAME: self._name,
            Sort.SECRET: self._secret,
            Sort.SUBDOMAIN: self._subdomain,
        }[sort](value)

    def number(self, value: int) -> int:
        """The pseudonym of a secret or a phone number that is an integer: as many digits.

        A short one keeps its length and nothing else, so that it too is its own pseudonym.
        """
        digits = str(abs(value))
        made = digits
        if len(digits) <= SHORTEST_NUMBER:
            made = "1" + "0" * (len(digits) - 1) if value else digits
        elif not digits.startswith(NUMBER_MARK):
            made = NUMBER_MARK + self._digits(digits, len(digits) - len(NUMBER_MARK))
        return -int(made) if value < 0 else int(made)

    def _email(self, value: str) -> str:
        value = value.casefold()
        if EMAIL.fullmatch(value):
            return value
        user = self._digest(Sort.EMAIL, value).hex()[:10]
        domain = self._digest("domain", value.rpartition("@")[2]).hex()[:10]
        return f"p{user}@d{domain}.example"

    def _phone(self, value: str) -> str:
        digits = "".join(filter(str.isdigit, value))
        if digits.startswith(PHONE_MARK) and len(digits) >= SHORTEST_PHONE:
            return value
        mark = PHONE_MARK if len(digits) >= SHORTEST_PHONE else "0" * len(digits)
        changed = iter(mark + self._digits(digits, len(digits) - len(mark)))
        return "".join(next(changed) if c.isdigit() else c for c in value)

    def _name(self, value: str) -> str:
        return _WORD.sub(lambda word: self._name_word(word[0]), value)

    def _name_word(self, word: str) -> str:
        if NAME_WORD.fullmatch(word):
            return word
        noise = self._digest(Sort.NAME, word.casefold())
        letters = (
            _CONSONANTS[noise[2 * i] % len(_CONSONANTS)] + _VOWELS[noise[2 * i + 1] % len(_VOWELS)]
            for i in range(4)
        )
        made = "".join(letters) + "q"
        if word.isupper() and len(word) > 1:
            return made.upper()
        return made if word.islower() else made.capitalize()

    def _secret(self, value: str) -> str:
        if SECRET.fullmatch(value):
            return value
        return f"scrubbed-{self._digest(Sort.SECRET, value).hex()[:16]}"

    def _subdomain(self, value: str) -> str:
        value = value.casefold()
        if SUBDOMAIN.fullmatch(value):
            return value
        return f"sub-{self._digest(Sort.SUBDOMAIN, value).hex()[:10]}"

    def _digits(self, value: str, count: int) -> str:
        made = ""
        while len(made) < count:
            made += str(int.from_bytes(self._digest("digits", value + made)))
        return made[:count]

    def _digest(self, sort: str, value: str) -> bytes:
        return hmac.digest(self._key, f"{sort}\0{value}".encode(), "sha256")
