"""A ledger: which value got which pseudonym, and which values are public and keep their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import quote

from cassettes.pseudonyms import Pseudonyms, Sort
from contracts.call import Json


@dataclass(frozen=True)
class Ledger:
    """Gives every sensitive value its pseudonym and remembers it.

    ``keep`` are values that stay whatever they are, ``spare`` values that stay unless they are
    credentials; both in lower case.
    """

    pseudonyms: Pseudonyms
    keep: frozenset[str] = frozenset()
    spare: frozenset[str] = frozenset()
    said: dict[str, str] = field(default_factory=dict)

    def sparing(self, *public: Json) -> Self:
        """The same ledger, leaving alone every string that stands in these public values."""
        values = {text.casefold() for value in public for text in strings(value)}
        return replace(self, spare=self.spare | values)

    def hide(self, sort: Sort, value: str) -> str:
        """The pseudonym of the value, or the value where it is public."""
        if self.is_public(sort, value):
            return value
        made = self.pseudonyms.of(sort, value)
        if made != value and sort is not Sort.SECRET:
            self.said[made] = value
            if sort is Sort.EMAIL:
                self.said[quote(made)] = quote(value)
        return made

    def hide_number(self, sort: Sort | None, value: int) -> int:
        """The pseudonym of an integer that is a phone number or a secret, else the integer."""
        if sort not in (Sort.PHONE, Sort.SECRET) or self.is_public(sort, str(value)):
            return value
        return self.pseudonyms.number(value)

    def is_public(self, sort: Sort, value: str) -> bool:
        """Whether the value keeps its own name as a value of this sort."""
        plain = value.casefold()
        return plain in self.keep or (sort is not Sort.SECRET and plain in self.spare)

    def restored(self, value: Json) -> Json:
        """The value in which whatever was shown here has its own name again, secrets aside."""
        if not self.said:
            return value
        names = sorted(self.said, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, names)))
        return _mapped(pattern, self.said, value)


def strings(value: Json) -> Iterator[str]:
    """Every string in a JSON value, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def _mapped(pattern: re.Pattern[str], said: Mapping[str, str], value: Json) -> Json:
    if isinstance(value, str):
        return pattern.sub(lambda found: said[found[0]], value)
    if isinstance(value, Mapping):
        return {
            _mapped(pattern, said, key): _mapped(pattern, said, item) for key, item in value.items()
        }
    if isinstance(value, list):
        return [_mapped(pattern, said, item) for item in value]
    return value
