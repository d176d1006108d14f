"""The shape of an exchange: what was asked and answered, told without any value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

from contracts.call import Json
from contracts.exchange import Exchange, Request
from contracts.hosts import places, spelled
from contracts.operation import operations_of
from contracts.shape import is_name, shape_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
MEDIA_TYPES = frozenset(
    {
        "application/json",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data",
        "text/html",
        "text/plain",
        "text/xml",
    }
)
OTHER = "other"
"""Stands for a media type or method that is none of the usual ones, and so may be data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeShape:
    """An exchange without values; ``status`` 0 where no answer came.

    ``path`` is its operation's template, where it is one; else each step that stands in no
    operation's path is ``{value}``: it may be anything. Header names are in lower case,
    ``kind`` is a body's media type, and a body is None where there was none.
    """

    vendor: str
    operation: str | None
    method: str
    path: str
    query: Json
    headers: tuple[str, ...] = ()
    kind: str | None = None
    body: Json = None
    status: int = 0
    answer_headers: tuple[str, ...] = ()
    answer_kind: str | None = None
    answer_body: Json = None

    @property
    def place(self) -> str:
        """What it is counted with: its operation, else its method and path."""
        return self.operation or f"{self.method} {self.path}"

    def to_json(self) -> dict[str, Json]:
        """The shape as it stands in a shape file: ``request`` and ``answer``."""
        asked = {
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": list(self.headers),
            **_there(kind=self.kind, body=self.body),
        }
        got = {
            "status": self.status,
            "headers": list(self.answer_headers),
            **_there(kind=self.answer_kind, body=self.answer_body),
        }
        named = {"vendor": self.vendor, "operation": self.operation}
        return {**named, "request": asked, "answer": got if self.status else None}


def exchange_shape(exchange: Exchange, dropped: Collection[str] = ()) -> ExchangeShape:
    """The shape of an exchange; headers ``dropped`` (in lower case) are left out."""
    request, answer = exchange.request, exchange.answer
    vendor = exchange.vendor if exchange.vendor in places() else ""
    operation, path = _place(vendor, request)
    told = ExchangeShape(
        vendor=vendor,
        operation=operation,
        method=request.method if request.method in METHODS else OTHER,
        path=path,
        query=shape_of(dict(request.query)),
        headers=_names(request.headers, dropped),
        kind=_kind(request.header("Content-Type")),
        body=_body(request.body),
    )
    if answer is None:
        return told
    return replace(
        told,
        status=answer.status,
        answer_headers=_names(answer.headers, dropped),
        answer_kind=_kind(answer.header("Content-Type")),
        answer_body=_body(answer.body),
    )


def exchange_shape_from_json(entry: Mapping[str, Json]) -> ExchangeShape:
    """The shape that ``to_json`` wrote."""
    asked, got = entry["request"], entry["answer"]
    told = ExchangeShape(
        vendor=entry["vendor"],
        operation=entry["operation"],
        method=asked["method"],
        path=asked["path"],
        query=asked["query"],
        headers=tuple(asked["headers"]),
        kind=asked.get("kind"),
        body=asked.get("body"),
    )
    if got is None:
        return told
    return replace(
        told,
        status=got["status"],
        answer_headers=tuple(got["headers"]),
        answer_kind=got.get("kind"),
        answer_body=got.get("body"),
    )


def _place(vendor: str, request: Request) -> tuple[str | None, str]:
    """The operation that a request is, if any, and its path without values."""
    if vendor:
        found = operations_of(vendor).find(request)
        if found is not None:
            return found[0].id, found[0].path
    path = spelled(vendor, request.path) if vendor else request.path
    return None, "/".join(map(_step, path.split("/")))


def _step(step: str) -> str:
    return step if not step or step in _known_steps() else "{value}"


@cache
def _known_steps() -> frozenset[str]:
    """The words of all operations' paths: whatever else a path holds may be data."""
    paths = (each.path for vendor in places() for each in operations_of(vendor).values())
    return frozenset(step for path in paths for step in path.split("/") if "{" not in step)


def _names(headers: Mapping[str, str], dropped: Collection[str]) -> tuple[str, ...]:
    names = {name.lower() for name in headers if is_name(name)}
    return tuple(sorted(names.difference(dropped)))


def _kind(content_type: str | None) -> str | None:
    if content_type is None:
        return None
    kind = content_type.partition(";")[0].strip().lower()
    return kind if kind in MEDIA_TYPES else OTHER


def _body(body: Json) -> Json:
    return None if body is None else shape_of(body)


def _there(**parts: Json) -> dict[str, Json]:
    return {name: part for name, part in parts.items() if part is not None}
