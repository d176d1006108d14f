"""Scrubbing: nothing that opens an account or names a person stands in a cassette."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from cassettes.pseudonyms import Pseudonyms, Sort
from cassettes.sensitive import (
    COOKIE_HEADERS,
    CREDENTIAL_HEADERS,
    EMAIL_TEXT,
    HOST_TEXT,
    URL_TEXT,
    plain_key,
    sort_of_key,
)
from contracts.call import Json
from contracts.credentials import basic, basic_pair
from contracts.exchange import Answer, Request
from contracts.hosts import vendor_of

DEFAULT_KEY = b"fauxdesk"
"""Anybody can test a guess against pseudonyms of this key; hand in your own to prevent it."""

TOKEN_SUFFIX = "/token"  # noqa: S105 - the literal word, no token
SHORTEST_REPEATED = 6
_SCHEME = re.compile(r"(?P<before>[A-Za-z]+\s+(?:token=)?\"?)(?P<secret>[^\"]*)(?P<after>\"?)")


class Scrub:
    """Replaces what is sensitive by pseudonyms, the same way in every request and answer.

    ``fields`` adds keys of your own (None: nothing sensitive there) and ``keep`` names values
    that are public already. Types and formats stay: an address stays an address, an integer
    an integer, ``ann@x.io/token`` keeps its ``/token``.
    """

    def __init__(
        self,
        key: bytes = DEFAULT_KEY,
        *,
        fields: Mapping[str, Sort | None] | None = None,
        keep: Iterable[str] = (),
    ) -> None:
        self._pseudonyms = Pseudonyms(key)
        self._fields = {plain_key(name): sort for name, sort in (fields or {}).items()}
        self._keep = frozenset(value.casefold() for value in keep)
        self._spare: frozenset[str] = frozenset()
        self._repeated: tuple[str, ...] = ()
        self._said: dict[str, str] = {}

    @property
    def fingerprint(self) -> str:
        """Tells the key, without giving it away: the cassette notes it, the replay compares."""
        return self._pseudonyms.fingerprint

    def adding(self, fields: Mapping[str, Sort | None]) -> Self:
        """The same scrub, knowing ``fields`` too where it has no word of its own on them.

        It has been shown nothing yet: what it restores, it hides first.
        """
        more = {plain_key(name): sort for name, sort in fields.items()}
        return self._changed(_fields={**more, **self._fields}, _said={})

    def sparing(self, *public: Json) -> Self:
        """The same scrub, leaving alone every string that stands in these public values.

        Credentials are hidden all the same.
        """
        values = {text.casefold() for value in public for text in _strings(value)}
        return self._changed(_spare=self._spare | values)

    def knowing(self, headers: Mapping[str, str]) -> Self:
        """The same scrub, hiding the credentials of these headers wherever they are repeated."""
        secrets = {s for s in _secrets(headers) if len(s) >= SHORTEST_REPEATED}
        return self._changed(_repeated=tuple(sorted(secrets, key=len, reverse=True)))

    def request(self, request: Request) -> Request:
        """The request without anything sensitive."""
        scrub = self.knowing(request.headers)
        return replace(
            request,
            path=scrub.text(request.path),
            query=scrub.json(request.query),
            headers=scrub.headers(request.headers),
            body=scrub.json(request.body),
            host=scrub.host(request.host),
        )

    def answer(self, answer: Answer, request: Request) -> Answer:
        """The answer to ``request`` (not yet scrubbed) without anything sensitive."""
        scrub = self.knowing(request.headers)
        return replace(answer, headers=scrub.headers(answer.headers), body=scrub.json(answer.body))

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers without credentials, cookies, secrets and addresses."""
        return {name: self.header(name, value) for name, value in headers.items()}

    def header(self, name: str, value: str) -> str:
        """The value of one header; schemes, cookie names and attributes stay."""
        if name.lower() in CREDENTIAL_HEADERS:
            return self._credentials(value)
        if name.lower() in COOKIE_HEADERS:
            return self._cookies(value, only_first=name.lower() == "set-cookie")
        return self._value(self._sort(name), value)

    def json(self, value: Json, sort: Sort | None = None) -> Json:
        """A parsed body or query; what stands under a sensitive key is sensitive throughout."""
        if isinstance(value, Mapping):
            fixed = {"name"} if _describes_a_field(value) else set()
            return {
                self.text(key): item if key in fixed else self.json(item, self._sort(key) or sort)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.json(item, sort) for item in value]
        if isinstance(value, str):
            return self._value(sort, value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self._number(sort, value)
        return value

    def url(self, url: str) -> str:
        """A URL, absolute or not, without user info, subdomain and anything sensitive in it."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return self._words(url)
        host = self.host(parts.netloc.rpartition("@")[2])
        if "@" in parts.netloc:
            host = f"{quote(self._user_info(unquote(parts.netloc.rpartition('@')[0])))}@{host}"
        path = _unless_same(self._words, unquote(parts.path), parts.path)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        changed = [(k, self._value(self._sort(k), v, self._words)) for k, v in pairs]
        query = parts.query if changed == pairs else urlencode(changed)
        return urlunsplit((parts.scheme, host, path, query, self._words(parts.fragment)))

    def host(self, host: str) -> str:
        """A host whose subdomain, where it is a vendor's, says nothing of the customer."""
        label, _, domain = host.partition(".")
        if not label or vendor_of(domain) is None:
            return host
        return f"{self._pseudonym(Sort.SUBDOMAIN, label)}.{self.host(domain)}"

    def text(self, text: str) -> str:
        """Free text without addresses, customers' hosts and repeated credentials."""
        if "://" in text:
            text = URL_TEXT.sub(lambda found: self.url(found[0]), text)
        return self._words(text)

    def restored(self, value: Json) -> Json:
        """A recorded value in which whatever this scrub was shown has its own name again.

        Credentials are not brought back: no answer needs them.
        """
        if not self._said:
            return value
        names = sorted(self._said, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, names)))
        return _mapped(lambda text: pattern.sub(lambda found: self._said[found[0]], text), value)

    def _changed(self, **state: object) -> Self:
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__, **state)
        return copy

    def _sort(self, key: str) -> Sort | None:
        plain = plain_key(key)
        return self._fields[plain] if plain in self._fields else sort_of_key(key)

    def _value(
        self, sort: Sort | None, value: str, otherwise: Callable[[str], str] | None = None
    ) -> str:
        if sort in (None, Sort.EMAIL):
            return (otherwise or self.text)(value)
        return self._pseudonym(sort, value)

    def _number(self, sort: Sort | None, value: int) -> int:
        if sort not in (Sort.PHONE, Sort.SECRET) or self._public(sort, str(value)):
            return value
        return self._pseudonyms.number(value)

    def _pseudonym(self, sort: Sort, value: str) -> str:
        if self._public(sort, value):
            return value
        made = self._pseudonyms.of(sort, value)
        if made != value and sort is not Sort.SECRET:
            self._said[made] = value
            if sort is Sort.EMAIL:
                self._said[quote(made)] = quote(value)
        return made

    def _public(self, sort: Sort, value: str) -> bool:
        spared = sort is not Sort.SECRET and value.casefold() in self._spare
        return spared or value.casefold() in self._keep

    def _words(self, text: str) -> str:
        for secret in self._repeated:
            text = text.replace(secret, self._pseudonym(Sort.SECRET, secret))
        if "@" in text or "%40" in text:
            text = EMAIL_TEXT.sub(self._address, text)
        if "." in text:
            text = HOST_TEXT.sub(lambda found: self.host(found[0]), text)
        return text

    def _address(self, found: re.Match[str]) -> str:
        if found[1] == "@":
            return self._pseudonym(Sort.EMAIL, found[0])
        return quote(self._pseudonym(Sort.EMAIL, unquote(found[0])))

    def _credentials(self, value: str) -> str:
        pair = basic_pair(value)
        if pair is not None:
            return basic(*self._user_info(":".join(pair)).split(":", 1))
        found = _SCHEME.fullmatch(value.strip())
        if found is None:
            return self._pseudonym(Sort.SECRET, value)
        return found["before"] + self._pseudonym(Sort.SECRET, found["secret"]) + found["after"]

    def _user_info(self, pair: str) -> str:
        user, colon, password = pair.partition(":")
        name = user.removesuffix(TOKEN_SUFFIX)
        known = EMAIL_TEXT.fullmatch(name)
        hidden = self._pseudonym(Sort.EMAIL if known else Sort.SECRET, name)
        if len(password) > 1:
            password = self._pseudonym(Sort.SECRET, password)
        return f"{hidden}{user[len(name) :]}{colon}{password}"

    def _cookies(self, value: str, *, only_first: bool) -> str:
        parts = value.split("; ")
        last = 1 if only_first else len(parts)
        return "; ".join(
            self._cookie(part) if place < last else self.text(part)
            for place, part in enumerate(parts)
        )

    def _cookie(self, part: str) -> str:
        name, equals, value = part.partition("=")
        return f"{name}{equals}{self._pseudonym(Sort.SECRET, value)}" if equals else part


def _unless_same(change: Callable[[str], str], text: str, written: str) -> str:
    changed = change(text)
    return written if changed == text else quote(changed)


def _describes_a_field(value: Mapping[str, Json]) -> bool:
    """Whether the object is a vendor's word on a field, whose name is nobody's name."""
    return "label" in value or "value_type" in value or {"type", "title"} <= value.keys()


def _secrets(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        if name.lower() in CREDENTIAL_HEADERS:
            pair = basic_pair(value)
            found = _SCHEME.fullmatch(value.strip())
            if pair is not None:
                yield pair[1]
            elif found is not None:
                yield found["secret"]
        elif sort_of_key(name) is Sort.SECRET and name.lower() not in COOKIE_HEADERS:
            yield value


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _mapped(change: Callable[[str], str], value: Json) -> Json:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(key): _mapped(change, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(change, item) for item in value]
    return value
