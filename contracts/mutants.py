"""Mutants: conversations with one thing wrong, made from one in which nothing is.

Pure and deterministic. Answers stay as they were, so only what was asked gives a mutant away.
A header that its operation does not state means nothing to the vendor and is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from contracts.call import Json
from contracts.credentials import SIGNING, basic, basic_pair
from contracts.exchange import Exchange, Request
from contracts.mismatch import Part, pointed
from contracts.operation import Operations

WRONG = "wrong"
"""Stands in place of a secret."""
EXTRA = "fauxdesk_extra"
"""The name of a field that nobody asked for."""
OTHER_METHOD = {"GET": "POST", "POST": "PUT", "PUT": "POST", "PATCH": "PUT", "DELETE": "GET"}


class Mutation(StrEnum):
    """What is done to a conversation."""

    DROP = "drop"
    RENAME = "rename"
    RETYPE = "retype"
    DUPLICATE = "duplicate"
    REORDER = "reorder"
    EXTRA = "extra"
    PATH = "path"
    METHOD = "method"
    AUTH = "auth"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A conversation with one thing wrong; ``where`` is what ``mutation`` was done to.

    ``changed`` are those of its exchanges that the origin has not.
    """

    mutation: Mutation
    where: str
    exchanges: tuple[Exchange, ...]
    changed: tuple[Exchange, ...] = ()


Change: TypeAlias = tuple[Mutation, str, Json]
"""One mutation of a value: what was done, the JSON pointer of the place, and the whole value."""


def mutants_of(exchanges: Sequence[Exchange], operations: Operations) -> Iterator[Mutant]:
    """Every mutant of a conversation, in the order of its exchanges; each differs from it."""
    for place, exchange in enumerate(exchanges):
        before, after = tuple(exchanges[:place]), tuple(exchanges[place + 1 :])
        name = f"exchange {place + 1}"
        yield Mutant(Mutation.DROP, name, before + after)
        yield Mutant(Mutation.DUPLICATE, name, (*before, exchange, exchange, *after))
        if after and after[0].request != exchange.request:
            swapped = (*before, after[0], exchange, *after[1:])
            yield Mutant(Mutation.REORDER, f"{name} and {place + 2}", swapped)
        for mutation, where, request in _requests(exchange.request, operations):
            changed = replace(exchange, request=request)
            whole = (*before, changed, *after)
            yield Mutant(mutation, f"{name} {where}".rstrip(), whole, (changed,))


def _requests(request: Request, operations: Operations) -> Iterator[tuple[Mutation, str, Request]]:
    yield (
        Mutation.METHOD,
        Part.METHOD,
        replace(request, method=OTHER_METHOD[request.method]),
    )
    for where, path in _paths(request.path):
        yield Mutation.PATH, f"{Part.PATH} {where}", replace(request, path=path)
    for mutation, where, query in _queries(request.query):
        yield mutation, f"{Part.QUERY} {where}", replace(request, query=query)
    for mutation, name, headers in _headers(request, operations):
        yield mutation, f"{Part.HEADER} /{name.lower()}", replace(request, headers=headers)
    if request.body is None:
        yield Mutation.EXTRA, Part.BODY, replace(request, body={EXTRA: EXTRA})
    else:
        yield Mutation.DROP, Part.BODY, replace(request, body=None)
    for mutation, where, body in _values(request.body):
        yield mutation, f"{Part.BODY} {where}", replace(request, body=body)


def _paths(path: str) -> Iterator[tuple[str, str]]:
    """The path with a step misspelt, with another number, one short and one too long."""
    steps = path.split("/")
    for place, step in enumerate(steps):
        spellings = [f"{step}x"] if step else []
        if step.isdecimal():
            spellings.append(str(int(step) + 1))
        for spelling in spellings:
            yield f"/{place}", "/".join([*steps[:place], spelling, *steps[place + 1 :]])
    yield "shortened", path.rstrip("/").rpartition("/")[0] or "/"
    yield "lengthened", f"{path.rstrip('/')}/{EXTRA}"


def _queries(query: Mapping[str, Any]) -> Iterator[tuple[Mutation, str, dict[str, Any]]]:
    """The query as a value; on the wire everything in it is text, so nothing is retyped."""
    for key, value in query.items():
        if isinstance(value, str):
            twice = {**query, key: [value, value]}
            yield Mutation.DUPLICATE, f"/{pointed(key)}", twice
    for mutation, where, changed in _values(dict(query)):
        if mutation is not Mutation.RETYPE:
            yield mutation, where, changed


def _headers(
    request: Request, operations: Operations
) -> Iterator[tuple[Mutation, str, dict[str, str]]]:
    found = operations.find(request)
    stated = set(found[0].headers) if found else set()
    for name, value in request.headers.items():
        others = {key: other for key, other in request.headers.items() if key != name}
        if name.lower() in SIGNING:
            yield Mutation.AUTH, name, others
            for credential in _credentials(value):
                yield Mutation.AUTH, name, {**others, name: credential}
        elif name.lower() in stated:
            yield Mutation.DROP, name, others
            yield Mutation.RETYPE, name, {**others, name: "text/plain"}


def _credentials(value: str) -> Iterator[str]:
    """Another scheme, no secret, and another secret; a user name that is no secret stays."""
    scheme, _, secret = value.partition(" ")
    yield f"Digest {secret}"
    yield scheme
    pair = basic_pair(value)
    if pair is None:
        known, equals, _ = secret.partition("=")
        yield f"{scheme} {known}={WRONG}" if equals else f"{scheme} {WRONG}"
    elif "@" in pair[0]:
        yield basic(pair[0], WRONG)
    else:
        yield basic(WRONG, pair[1])


def _values(value: Json, where: str = "") -> Iterator[Change]:
    if isinstance(value, dict):
        yield from _objects(value, where)
    elif isinstance(value, list):
        yield from _lists(value, where)


def _objects(value: dict[str, Json], where: str) -> Iterator[Change]:
    for key, item in value.items():
        place = f"{where}/{pointed(key)}"
        yield Mutation.DROP, place, {k: v for k, v in value.items() if k != key}
        renamed = {f"{key}_{EXTRA}" if k == key else k: v for k, v in value.items()}
        yield Mutation.RENAME, place, renamed
        yield Mutation.RETYPE, place, {**value, key: _retyped(item)}
        for mutation, deeper, changed in _values(item, place):
            yield mutation, deeper, {**value, key: changed}
    yield Mutation.EXTRA, f"{where}/{EXTRA}", {**value, EXTRA: EXTRA}


def _lists(value: list[Json], where: str) -> Iterator[Change]:
    for index, item in enumerate(value):
        before, after, place = value[:index], value[index + 1 :], f"{where}/{index}"
        yield Mutation.DROP, place, before + after
        yield Mutation.DUPLICATE, place, [*before, item, item, *after]
        yield Mutation.RETYPE, place, [*before, _retyped(item), *after]
        for mutation, deeper, changed in _values(item, place):
            yield mutation, deeper, [*before, changed, *after]
    if value[::-1] != value:
        yield Mutation.REORDER, where, value[::-1]


def _retyped(value: Json) -> Json:
    """The value as another JSON type: a number in words, words as a number or in a list."""
    if isinstance(value, str):
        return int(value) if value.isdecimal() and value.isascii() else [value]
    return json.dumps(value)
