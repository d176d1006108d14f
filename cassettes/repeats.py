"""Repeats: what an exchange tells under a name, and repeats where no name stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from cassettes.pseudonyms import NAME_WORD, Sort
from cassettes.sensitive import says_faults, sort_of_fault
from cassettes.signing import Hide
from contracts.call import Json

SHORTEST_SECRET = 6
"""Characters of a secret or a phone number; a shorter one may stand in another word by chance."""
SHORTEST_NAME = 4
_BLANK = re.compile(r"\s")


class Repeats:
    """Known values and what they are, found wherever they stand.

    A name of one word counts only where it stands in a sentence.
    """

    def __init__(self, known: Mapping[str, Sort]) -> None:
        self._known = known

    def __or__(self, other: Repeats) -> Repeats:
        return Repeats({**self._known, **other._known})

    def hidden(self, text: str, hide: Hide) -> str:
        """The text with every known value hidden."""
        if self._pattern is None:
            return text
        sentence = _BLANK.search(text) is not None

        def hidden(found: re.Match[str]) -> str:
            sort = self._known[found[0]]
            kept = sort is Sort.NAME and not sentence
            return found[0] if kept else hide(sort, found[0])

        return self._pattern.sub(hidden, text)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """What finds the values, the longest first."""
        known = sorted(self._known, key=len, reverse=True)
        return re.compile("|".join(map(_whole, known))) if known else None


def is_telling(sort: Sort, text: str) -> bool:
    """Whether a value is hidden where it is repeated: long enough to be no word by chance."""
    if sort is Sort.NAME:
        return len(text) >= SHORTEST_NAME and not NAME_WORD.search(text)
    return sort is not Sort.SUBDOMAIN and len(text) >= SHORTEST_SECRET


def told_in(
    value: Json, sort_of: Callable[[str], Sort | None], sort: Sort | None = None
) -> Iterator[tuple[str, Sort]]:
    """The texts and numbers under a sensitive key; addresses tell themselves."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Mapping) and says_faults(key):
                for field, said in item.items():
                    yield from told_in(said, sort_of, sort_of_fault(sort_of(field)))
            elif not (key == "name" and describes_a_field(value)):
                yield from told_in(item, sort_of, sort_of(key) or sort)
    elif isinstance(value, list):
        for item in value:
            yield from told_in(item, sort_of, sort)
    elif isinstance(value, str) and sort is not None and sort is not Sort.EMAIL:
        yield value, sort
    elif isinstance(value, int) and sort in (Sort.PHONE, Sort.SECRET):
        yield str(value), sort


def describes_a_field(value: Mapping[str, Json]) -> bool:
    """Whether the object is a vendor's word on a field, whose name is nobody's name."""
    return "label" in value or "value_type" in value or {"type", "title"} <= value.keys()


def _whole(value: str) -> str:
    escaped = re.escape(value)
    return rf"(?<!\w){escaped}(?!\w)" if value[:1].isalpha() else escaped
