"""One exchange as a scenario expects it: the operation, its request and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.call import Json
from contracts.credentials import masked
from contracts.exchange import Answer, Request
from contracts.hosts import is_below, places, spelled
from contracts.matching import Compared, as_text, compare, example
from contracts.mismatch import Mismatch, Part
from contracts.operation import Operation, Operations

Saved = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a scenario states of one exchange; values may be directives (``matching``).

    Its path stands below the vendor's prefix where it is ``prefixed``, and nowhere else.
    """

    operation: Operation
    request: Mapping[str, Json]
    answer: Mapping[str, Json]
    prefixed: bool = False

    def example_request(self, saved: Saved) -> Request:
        """The request to send; ``saved`` fills what earlier answers gave. Not signed."""
        query: dict[str, Any] = example(self.request.get("query", {}), saved)
        path = self.operation.path_of(example(self.request.get("path", {}), saved))
        return Request(
            method=self.operation.method,
            path=self._prefix + path if self.prefixed else path,
            query={key: _words(value) for key, value in query.items()},
            headers={k: as_text(v) for k, v in self._example("headers", saved).items()},
            body=example(self.request.get("body"), saved),
        )

    def example_answer(self, saved: Saved) -> Answer:
        """The answer to give; it may abbreviate what a vendor would say."""
        body = example(self.answer.get("body"), saved)
        kind = "text/plain" if isinstance(body, str) else "application/json"
        stated = example(self.answer.get("headers", {}), saved)
        headers = {"Content-Type": kind, **{k: as_text(v) for k, v in stated.items()}}
        return Answer(self.answer["status"], body, headers)

    def compare_request(self, request: Request, operations: Operations, saved: Saved) -> Compared:
        """How a request differs: method and path first, and nothing else where those do."""
        wanted = f"{self.operation.method} {self.operation.path}"
        got = f"{request.method} {spelled(operations.vendor, request.path)}"
        found = operations.find(request)
        if found is None or found[0].id != self.operation.id:
            part = Part.METHOD if request.method != self.operation.method else Part.PATH
            return Compared((Mismatch(part, "", "differs", wanted, got),), saved)
        compared = _chained(
            saved,
            (self.request.get("path", {}), found[1], Part.PATH, False),
            (self.request.get("query", {}), dict(request.query), Part.QUERY, False),
            (*_headers(self.request, request.headers), Part.HEADER, True),
            (self.request.get("body"), request.body, Part.BODY, False),
        )
        return Compared((*self._misplaced(request), *compared.mismatches), compared.saved)

    def compare_answer(self, answer: Answer, saved: Saved) -> Compared:
        """How an answer differs; it may hold more than is named."""
        if answer.status != self.answer["status"]:
            wanted = self.answer["status"]
            return Compared((Mismatch(Part.STATUS, "", "differs", wanted, answer.status),), saved)
        body = (self.answer["body"], answer.body, Part.BODY, True) if "body" in self.answer else ()
        headers = (*_headers(self.answer, answer.headers), Part.HEADER, True)
        return _chained(saved, headers, *([body] if body else []))

    @property
    def _prefix(self) -> str:
        return places()[self.operation.vendor].droppable_prefix

    def _misplaced(self, request: Request) -> Iterator[Mismatch]:
        """A path of the one address that is sent to the other."""
        if is_below(self.operation.vendor, request.path) != self.prefixed:
            says = "is missing" if self.prefixed else "is not expected"
            yield Mismatch(Part.PATH, self._prefix, says, got=request.path)

    def _example(self, key: str, saved: Saved) -> dict[str, Json]:
        found: dict[str, Json] = example(self.request.get(key, {}), saved)
        return found


def _chained(saved: Saved, *comparisons: Any) -> Compared:
    mismatches: tuple[Mismatch, ...] = ()
    for expected, actual, part, partial in comparisons:
        text = part in (Part.PATH, Part.QUERY, Part.HEADER)
        compared = compare(expected, actual, saved, part=part, partial=partial, text=text)
        mismatches, saved = mismatches + compared.mismatches, compared.saved
    return Compared(mismatches, saved)


def _headers(side: Mapping[str, Json], actual: Mapping[str, str]) -> tuple[Json, Json]:
    """The headers named and those there, by lower-case name; credentials compare masked."""
    named = {
        name.lower(): masked({name: value})[name] if isinstance(value, str) else value
        for name, value in side.get("headers", {}).items()
    }
    return named, {name.lower(): value for name, value in masked(actual).items()}


def _words(value: Json) -> str | list[str]:
    return [as_text(v) for v in value] if isinstance(value, list) else as_text(value)
