"""The language of searches: words, phrases, ``name:value``, comparisons, ``*`` and ``-``.

Source: developer.zendesk.com, Search; support.zendesk.com, article 203663226.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise

_WORD = re.compile(r"\w+")
_ADDRESSES = re.compile(r"[\w.+'@-]+")
_LONGEST_LOCAL = 64
"""How much of an address before its @ is looked at (RFC 5321)."""
_TERM = re.compile(r'(-)?(?:(\w+)(:|>=|<=|>|<))?(?:"([^"]*)"|(\S+))')
_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    ":": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a query; ``name`` is None where any text will do, ``text`` is lower-case."""

    name: str | None
    compare: str
    text: str
    negated: bool = False

    @property
    def wild(self) -> bool:
        """Whether ``*`` stands for anything."""
        return "*" in self.text


def terms_of(query: str, names: Iterable[str]) -> list[Term]:
    """The terms of a query; what looks like a name and is none of ``names`` is text."""
    known, terms = set(names), list[Term]()
    for minus, name, compare, quoted, bare in _TERM.findall(query):
        text = (quoted or bare).casefold()
        if name in known and text:
            terms.append(Term(name, compare, text, bool(minus)))
        elif name or text:
            terms.append(Term(None, ":", f"{name}{compare}{text}".casefold(), bool(minus)))
    return terms


def tokens(texts: Iterable[str]) -> set[str]:
    """What these texts are filed under, lower-case: their words, and ``who@where`` of addresses.

    Of ann.lee@x.io that is ann.lee@x and lee@x: many are called Ann or Lee, few are both there.
    """
    return {token for text in texts for token in _tokens_of(text.casefold())}


def _tokens_of(text: str) -> Iterator[str]:
    yield from _WORD.findall(text)
    for local, host in _addresses_in(text):
        for word in _WORD.finditer(local):
            yield f"{local[word.start() :]}@{host}"


def _addresses_in(text: str) -> Iterator[tuple[str, str]]:
    for run in _ADDRESSES.findall(text):
        for local, host in pairwise(run.split("@")):
            word = _WORD.match(host)
            if word is not None:
                yield local[-_LONGEST_LOCAL:], word[0]


def fits(term: Term, texts: Iterable[str], *, partial: bool = True) -> bool:
    """Whether one of the texts has the term in it, or is it where not ``partial``."""
    folded = [text.casefold() for text in texts]
    if term.wild:
        return any(
            fnmatchcase(word, term.text) for text in folded for word in [text, *text.split()]
        )
    return any(term.text in text if partial else term.text == text for text in folded)


def at_that_time(term: Term, stamp: str) -> bool:
    """Whether a time compares with the one of the term, which may be a day or a month alone."""
    wanted = term.text.upper()
    return _COMPARE[term.compare](stamp[: len(wanted)], wanted)
