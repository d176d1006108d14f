"""A request, its answer, and the exchange of the two: plain values, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from contracts.call import Json

Query: TypeAlias = Mapping[str, str | list[str]]
"""Decoded query parameters; a repeated key holds the list of its values."""


class _Headers:
    """Looks up a header whatever its case."""

    __slots__ = ()
    headers: Mapping[str, str]

    def header(self, name: str) -> str | None:
        """The value of header ``name``, ignoring case, or None."""
        if name in self.headers:
            return self.headers[name]
        wanted = name.lower()
        return next((v for k, v in self.headers.items() if k.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Request(_Headers):
    """One HTTP request to a vendor.

    ``path`` is decoded and starts with "/". ``body`` is the parsed JSON value, a dict of
    fields for a form, the text of anything else, or None where there is no body.
    ``host`` is empty until the request is addressed.
    """

    method: str
    path: str
    query: Query = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json = None
    host: str = ""

    @property
    def writes(self) -> bool:
        """Whether the method can change something at the vendor."""
        return self.method not in ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Answer(_Headers):
    """One HTTP answer of a vendor; ``body`` as in Request."""

    status: int
    body: Json = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the vendor did what was asked (2xx)."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer; ``answer`` is None while it is awaited or when it never came.

    ``at`` is when the request was sent (UTC), ``seconds`` how long the answer took,
    ``operation`` the id of the operation it is, once known, and ``message_id`` the label
    of the call that caused it, when the sender told.
    """

    request: Request
    answer: Answer | None
    vendor: str
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    seconds: float = 0.0
    operation: str | None = None
    message_id: str | None = None
