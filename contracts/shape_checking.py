"""Holding shapes against a vendor's operations: what can be said of traffic without its values.

Method, path, names, types and statuses are checked. Sender rules are not: they tie a write to
its look-up by an address or an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from contracts.call import Json
from contracts.checking import Finding, finding_of
from contracts.credentials import SIGNING
from contracts.exchange_shape import ExchangeShape
from contracts.mismatch import ABSENT, Mismatch, Part
from contracts.operation import Operation, operations_of
from contracts.schema import Schema
from contracts.shape import kind_of, stand_in


def check_shapes(vendor: str, shapes: Iterable[ExchangeShape]) -> list[Finding]:
    """What the operations of ``vendor`` say of its traffic's shapes, one finding each, in order."""
    return [_finding(vendor, index, shape) for index, shape in enumerate(shapes)]


def _finding(vendor: str, index: int, shape: ExchangeShape) -> Finding:
    operation = operations_of(vendor).get(shape.operation or "")
    if operation is None:
        line = f"{shape.method} {shape.path}"
        says = f"is no operation of {vendor} that fauxdesk knows"
        return finding_of(index, line, [Mismatch(Part.PATH, "", says, ABSENT, line)], "", "")
    mismatches = [*_asked(operation, shape), *_answered(operation, shape)]
    return finding_of(index, operation.id, mismatches, operation.says, operation.source)


def _asked(operation: Operation, shape: ExchangeShape) -> Iterator[Mismatch]:
    yield from _held(operation.query, shape.query, Part.QUERY)
    for name in operation.headers:
        unsigned = name in SIGNING and shape.status not in (0, 401)
        if name not in shape.headers and not unsigned:
            yield Mismatch(Part.HEADER, f"/{name}", "is missing")
    yield from _held(operation.body, shape.body, Part.BODY)


def _answered(operation: Operation, shape: ExchangeShape) -> Iterator[Mismatch]:
    if not 0 < shape.status < 500:
        return
    schema = operation.answers.get(str(shape.status), operation.answers.get("default"))
    if schema is None:
        says = "is not among the documented ones"
        yield Mismatch(Part.STATUS, "", says, sorted(operation.answers), shape.status)
    else:
        yield from _held(schema, shape.answer_body, Part.BODY)


def _held(schema: Schema | None, shape: Json, part: Part) -> Iterator[Mismatch]:
    """How a shape differs, told in types: the value that stands in for it is nobody's."""
    value = None if shape is None else stand_in(shape)
    if schema is None:
        if value:
            yield Mismatch(part, "", "is not allowed here")
        return
    for mismatch in schema.mismatches(value, part, formal=True):
        got = ABSENT if mismatch.got is ABSENT else kind_of(mismatch.got)
        yield replace(mismatch, got=got)
