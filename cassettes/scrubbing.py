"""Scrubbing: nothing that opens an account or names a person stands in a cassette."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from cassettes import labels, layers, signing
from cassettes.ledger import Ledger
from cassettes.pseudonyms import Pseudonyms, Sort
from cassettes.repeats import Repeats, describes_a_field, is_telling, told_in
from cassettes.sensitive import (
    COOKIE_HEADERS,
    CREDENTIAL_HEADERS,
    EMAIL_TEXT,
    URL_TEXT,
    plain_key,
    says_faults,
    sort_of_fault,
    sort_of_key,
)
from cassettes.words import hidden_words
from contracts.call import Json
from contracts.exchange import Answer, Request
from contracts.hosts import vendor_of
from contracts.problem import BadInput

DEFAULT_KEY = b"fauxdesk"
"""Anybody can test a guess against pseudonyms of this key; hand in your own to prevent it."""

NOTHING = "none"
SHORTEST_TEXT = 4
"""Characters of a text that can hold anything."""


class Scrub:
    """Replaces what is sensitive by pseudonyms, the same way in every request and answer.

    ``fields`` adds keys of your own (None: nothing sensitive there), ``values`` what is to be
    hidden wherever it stands, and ``keep`` names values that are public already. Types and
    formats stay: an address stays an address, an integer an integer, base64 base64,
    ``ann@x.io/token`` keeps its ``/token``; what holds nothing sensitive stays as it is written.
    """

    def __init__(
        self,
        key: bytes = DEFAULT_KEY,
        *,
        fields: Mapping[str, Sort | None] | None = None,
        values: Mapping[str, Sort] | None = None,
        keep: Iterable[str] = (),
    ) -> None:
        keep = frozenset(value.casefold() for value in keep)
        self._ledger = Ledger(Pseudonyms(key), keep)
        self._fields = {plain_key(name): sort for name, sort in (fields or {}).items()}
        self._values = Repeats(dict(values or {}))
        self._repeats = self._values
        self._depth = layers.DEPTH

    @property
    def fingerprint(self) -> str:
        """Tells the key, without giving it away: the cassette notes it, the replay compares."""
        return self._ledger.pseudonyms.fingerprint

    def adding(self, fields: Mapping[str, Sort | None]) -> Self:
        """The same scrub, knowing ``fields`` too where it has no word of its own on them.

        It has been shown nothing yet: what it restores, it hides first.
        """
        more = {plain_key(name): sort for name, sort in fields.items()}
        return self._changed(
            _fields={**more, **self._fields}, _ledger=replace(self._ledger, said={})
        )

    def sparing(self, *public: Json) -> Self:
        """The same scrub, leaving alone every string that stands in these public values.

        Credentials are hidden all the same.
        """
        return self._changed(_ledger=self._ledger.sparing(*public))

    def told(self, request: Request, answer: Json = None) -> Self:
        """The same scrub, hiding what the exchange tells under its keys wherever it is repeated.

        Those are the credentials that sign the request, and the secrets, names and numbers in
        its query, its body and the body of the answer.
        """
        known = dict.fromkeys(signing.secrets_of(request.headers), Sort.SECRET)
        for value in (dict(request.query), request.body, answer):
            known.update(told_in(value, self._sort))
        public = self._ledger.is_public
        telling = {t: s for t, s in known.items() if is_telling(s, t) and not public(s, t)}
        return self._changed(_repeats=Repeats(telling) | self._values)

    def request(self, request: Request) -> Request:
        """The request without anything sensitive."""
        scrub = self.told(request)
        return replace(
            request,
            path=scrub.path(request.path),
            query=scrub.json(request.query),
            headers=scrub.headers(request.headers),
            body=scrub.body(request.header("Content-Type") or "", request.body),
            host=scrub.host(request.host),
        )

    def answer(self, answer: Answer, request: Request) -> Answer:
        """The answer to ``request`` (not yet scrubbed) without anything sensitive."""
        scrub = self.told(request, answer.body)
        body = scrub.body(answer.header("Content-Type") or "", answer.body)
        return replace(answer, headers=scrub.headers(answer.headers), body=body)

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers without credentials, cookies, secrets and addresses."""
        return {name: self.header(name, value) for name, value in headers.items()}

    def header(self, name: str, value: str) -> str:
        """The value of one header; schemes, cookie names and attributes stay."""
        if name.lower() in CREDENTIAL_HEADERS:
            return signing.credentials(value, self._ledger.hide)
        if name.lower() in COOKIE_HEADERS:
            return signing.cookies(value, self._ledger.hide, self.text)
        return self._value(self._sort(name), value)

    def body(self, kind: str, value: Json) -> Json:
        """A parsed body, or the text of one that is neither JSON nor a form; ``kind`` its type."""
        if isinstance(value, str) and kind.lower().startswith("multipart/"):
            parts = labels.multipart(kind, value, self._labelled, self.text)
            return self.text(value) if parts is None else parts
        return self.json(value)

    def json(self, value: Json, sort: Sort | None = None) -> Json:
        """A parsed body or query; what stands under a sensitive key is sensitive throughout."""
        if isinstance(value, Mapping):
            fixed = {"name"} if describes_a_field(value) else set()
            return {
                self.text(key): item if key in fixed else self._member(key, item, sort)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.json(item, sort) for item in value]
        if isinstance(value, str):
            return self._value(sort, value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self._ledger.hide_number(sort, value)
        return value

    def _member(self, key: str, item: Json, sort: Sort | None) -> Json:
        if isinstance(item, Mapping) and says_faults(key):
            return {
                self.text(field): self.json(said, sort_of_fault(self._sort(field)))
                for field, said in item.items()
            }
        return self.json(item, self._sort(key) or sort)

    def url(self, url: str) -> str:
        """A URL, absolute or not, without user info, subdomain and anything sensitive in it."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return self._words(url)
        host = self.host(parts.netloc.rpartition("@")[2])
        if "@" in parts.netloc:
            user = unquote(parts.netloc.rpartition("@")[0])
            hidden = signing.user_info(user, self._ledger.hide)
            host = f"{quote(hidden, safe=':')}@{host}"
        path = "/".join(_written(self.path, piece) for piece in parts.path.split("/"))
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        changed = [(self.text(k), self._value(self._sort(k), v)) for k, v in pairs]
        query = parts.query if changed == pairs else urlencode(changed)
        return urlunsplit((parts.scheme, host, path, query, self.text(parts.fragment)))

    def path(self, path: str) -> str:
        """A path, decoded: each of its segments is a text of its own."""
        return "/".join(map(self.text, path.split("/")))

    def host(self, host: str) -> str:
        """A host whose subdomain, where it is a vendor's, says nothing of the customer."""
        label, _, domain = host.partition(".")
        if not label or vendor_of(domain) is None:
            return host
        return f"{self._ledger.hide(Sort.SUBDOMAIN, label)}.{self.host(domain)}"

    def text(self, text: str) -> str:
        """A text of any form without anything sensitive, however it is wrapped."""
        if len(text) < SHORTEST_TEXT:
            return text
        inner = self._inner
        if inner is not None:
            whole = layers.json_text(text, inner.json)
            whole = layers.form(text, inner._pair) if whole is None else whole
            if whole is not None:
                return whole
        if "://" in text:
            text = URL_TEXT.sub(lambda found: self.url(found[0]), text)
        if inner is not None:
            text = layers.queries(text, inner._pair)
            text = layers.percent_encoded(text, inner.text)
            text = layers.base64_encoded(text, inner.text)
        return self._words(text)

    def restored(self, value: Json) -> Json:
        """A recorded value in which whatever this scrub was shown has its own name again.

        Credentials are not brought back: no answer needs them.
        """
        return self._ledger.restored(value)

    def _changed(self, **state: object) -> Self:
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__, **state)
        copy.__dict__.pop("_inner", None)
        return copy

    @cached_property
    def _inner(self) -> Self | None:
        """The scrub of what is wrapped in a text; None at the end of the depth."""
        return self._changed(_depth=self._depth - 1) if self._depth else None

    def _sort(self, key: str) -> Sort | None:
        plain = plain_key(key)
        return self._fields[plain] if plain in self._fields else sort_of_key(key)

    def _value(self, sort: Sort | None, value: str) -> str:
        if sort is None:
            return self.text(value)
        if sort is Sort.EMAIL:
            return self._addresses(value)
        return self._ledger.hide(sort, value)

    def _addresses(self, value: str) -> str:
        """What stands under a key of addresses; a form may have made a blank of a ``+``."""
        joined = value.replace(" ", "+")
        if EMAIL_TEXT.fullmatch(joined) and "%" not in joined:
            return self._ledger.hide(Sort.EMAIL, joined)
        changed = self.text(value)
        odd = changed == value and "@" in value and not EMAIL_TEXT.search(value)
        return self._ledger.hide(Sort.EMAIL, value) if odd else changed

    def _pair(self, key: str, value: str) -> tuple[str, str]:
        return self.text(key), self._value(self._sort(key), value)

    def _labelled(self, key: str, value: str) -> str:
        return self._value(self._sort(key), value)

    def _words(self, text: str) -> str:
        text = self._repeats.hidden(labels.labelled(text, self._under), self._ledger.hide)
        return hidden_words(text, self._ledger.hide, self.host)

    def _under(self, key: str, value: str) -> str:
        """A value that stands under a key in running text; under another it is just text."""
        sort = self._sort(key)
        return value if sort in (None, Sort.EMAIL) else self._ledger.hide(sort, value)


def fields_stated(stated: Iterable[str]) -> dict[str, Sort | None]:
    """Fields of your own as options state them: ``vat_id=secret``, ``title=none``.

    BadInput where one is not a name and a sort.
    """
    fields: dict[str, Sort | None] = {}
    for text in stated:
        name, _, sort = text.partition("=")
        if not name or sort not in (*Sort, NOTHING):
            sorts = ", ".join([*Sort, NOTHING])
            raise BadInput(f"{text!r} is not NAME=SORT, where SORT is one of {sorts}")
        fields[name] = None if sort == NOTHING else Sort(sort)
    return fields


def _written(change: layers.Change, written: str) -> str:
    """A percent-encoded piece of a path with what stands behind it changed."""
    text = unquote(written)
    changed = change(text)
    return written if changed == text else layers.quoted_as(written, changed)
