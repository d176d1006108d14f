"""An operation: one endpoint of a vendor, and what its requests and answers must look like.

Stated in ``contracts/<vendor>/operations/<id>.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus

from contracts.call import Json
from contracts.credentials import masked
from contracts.documents import documents, shapes_of
from contracts.exchange import Answer, Exchange, Request
from contracts.hosts import spelled
from contracts.mismatch import ABSENT, Mismatch, Part
from contracts.own_answers import is_own
from contracts.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One endpoint: its id, method and path template, and the schemas of what goes over it.

    One that ``discovers`` only tells which fields the account defines.
    """

    id: str
    vendor: str
    says: str
    source: str
    method: str
    path: str
    params: Schema | None
    query: Schema | None
    headers: Mapping[str, Schema]
    body: Schema | None
    answers: Mapping[str, Schema]
    discovers: bool = False

    def path_of(self, params: Mapping[str, Json]) -> str:
        """The path with its parameters filled in; KeyError for one that is not given."""
        return re.sub(r"\{(\w+)\}", lambda found: str(params[found[1]]), self.path)

    def check_request(
        self, request: Request, params: Mapping[str, str], *, abbreviated: bool = False
    ) -> list[Mismatch]:
        """How a request differs from what the vendor demands, by part; credentials are masked."""
        found = [] if self.params is None else self.params.mismatches(dict(params), Part.PATH)
        found += _against(self.query, dict(request.query), Part.QUERY, abbreviated)
        there = {name.lower(): value for name, value in masked(request.headers).items()}
        for name, schema in self.headers.items():
            value = there.get(name)
            if value is None:
                found.append(Mismatch(Part.HEADER, f"/{name}", "is missing"))
            else:
                found += schema.mismatches(value, Part.HEADER, f"/{name}")
        return found + _against(self.body, request.body, Part.BODY, abbreviated)

    def check_answer(self, answer: Answer, *, abbreviated: bool = False) -> list[Mismatch]:
        """How an answer differs from what the vendor documents for its status.

        What a fake says in its own name is held to nothing. A failure of the vendor's (5xx) may
        come anywhere, and look like anything unless stated.
        """
        if is_own(answer):
            return []
        schema = self.answers.get(str(answer.status), self.answers.get("default"))
        if schema is None and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return []
        if schema is None:
            says = "is not among the documented ones"
            return [Mismatch(Part.STATUS, "", says, sorted(self.answers), answer.status)]
        return schema.mismatches(answer.body, Part.BODY, abbreviated=abbreviated)


class Operations(Mapping[str, Operation]):
    """The operations of one vendor by id, found by method and path at flat cost."""

    def __init__(self, vendor: str, operations: Mapping[str, Operation]) -> None:
        self.vendor = vendor
        self._operations = dict(operations)
        self._routes: dict[tuple[str, int], list[tuple[list[str], Operation]]] = {}
        for operation in self._operations.values():
            steps = operation.path.split("/")
            self._routes.setdefault((operation.method, len(steps)), []).append((steps, operation))
        for routes in self._routes.values():
            routes.sort(key=lambda route: [step.startswith("{") for step in route[0]])

    def __getitem__(self, operation_id: str) -> Operation:
        return self._operations[operation_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._operations)

    def __len__(self) -> int:
        return len(self._operations)

    def find(self, request: Request) -> tuple[Operation, dict[str, str]] | None:
        """The operation that a request is, with its path parameters, or None.

        A literal step of a template is preferred to a parameter: ``users/me`` to ``users/{id}``.
        """
        path = request.path if request.path.endswith("/") else spelled(self.vendor, request.path)
        steps = path.split("/")
        for template, operation in self._routes.get((request.method, len(steps)), ()):
            params = _params(template, steps)
            if params is not None:
                return operation, params
        return None

    def label(self, exchange: Exchange) -> Exchange:
        """The exchange with the id of the operation it is; unchanged where it is none."""
        if exchange.operation is not None:
            return exchange
        found = self.find(exchange.request)
        return exchange if found is None else replace(exchange, operation=found[0].id)

    def check_request(self, request: Request) -> list[Mismatch]:
        """How a request differs from its operation; one mismatch where it is none."""
        found = self.find(request)
        if found is None:
            says = f"is no operation of {self.vendor} that fauxdesk knows"
            return [Mismatch(Part.PATH, "", says, ABSENT, f"{request.method} {request.path}")]
        return found[0].check_request(request, found[1])


@cache
def operations_of(vendor: str) -> Operations:
    """The operations of a vendor; BadInput names a file that is not well formed."""
    shapes = shapes_of(vendor)
    read = documents(vendor, "operations", "operation.schema.json")
    return Operations(vendor, {name: _made(vendor, name, data, shapes) for name, _, data in read})


def _made(vendor: str, name: str, data: Json, shapes: Mapping[str, Json]) -> Operation:
    def schema(key: str) -> Schema | None:
        return Schema(data[key], shapes) if key in data else None

    return Operation(
        id=name,
        vendor=vendor,
        says=data["says"],
        source=data["source"],
        method=data["method"],
        path=data["path"],
        params=schema("params"),
        query=schema("query"),
        headers={k: Schema(v, shapes) for k, v in data.get("headers", {}).items()},
        body=schema("body"),
        answers={status: Schema(answer, shapes) for status, answer in data["answers"].items()},
        discovers=data.get("discovers", False),
    )


def _against(schema: Schema | None, value: Json, part: Part, abbreviated: bool) -> list[Mismatch]:
    if schema is not None:
        return schema.mismatches(value, part, abbreviated=abbreviated)
    return [Mismatch(part, "", "is not allowed here", got=value)] if value else []


def _params(template: list[str], steps: list[str]) -> dict[str, str] | None:
    params = {}
    for expected, step in zip(template, steps, strict=True):
        if expected.startswith("{") and step:
            params[expected[1:-1]] = step
        elif expected != step:
            return None
    return params
