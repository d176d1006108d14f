"""An interaction: a request and its answer as vcrpy keeps them, in bytes."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from contracts.call import Json
from contracts.exchange import Answer, Exchange
from contracts.hosts import vendor_of
from contracts.wire import body_of, request_of

HeaderLists: TypeAlias = Mapping[str, list[str]]
"""Header values by name; a header sent twice has two."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One entry of a cassette. ``status`` 0 means that no answer came."""

    method: str
    url: str
    headers: HeaderLists = field(default_factory=dict)
    body: bytes = b""
    status: int
    reason: str = ""
    answer_headers: HeaderLists = field(default_factory=dict)
    answer_body: bytes = b""

    def exchange(self, vendor: str = "", at: datetime = EPOCH) -> Exchange:
        """The exchange it records, bodies decoded; of ``vendor`` unless the host is another's.

        ValueError where a body is packed in a way that cannot be undone here.
        """
        headers = joined(self.headers)
        request = request_of(self.method, self.url, headers, unpacked(self.headers, self.body))
        answer_headers = joined(self.answer_headers)
        packed = unpacked(self.answer_headers, self.answer_body)
        answer = Answer(self.status, body_of(answer_headers, packed), answer_headers)
        return Exchange(
            request=request,
            answer=answer if self.status else None,
            vendor=vendor_of(request.host) or vendor,
            at=at,
            message_id=request.header("X-Request-Id"),
        )

    def to_json(self) -> dict[str, Json]:
        """The entry as vcrpy writes it: text where the bytes are text."""
        return {
            "request": {
                "method": self.method,
                "uri": self.url,
                "headers": {name: list(values) for name, values in self.headers.items()},
                "body": _written(self.body) if self.body else None,
            },
            "response": {
                "status": {"code": self.status, "message": self.reason},
                "headers": {name: list(values) for name, values in self.answer_headers.items()},
                "body": {"string": _written(self.answer_body)},
            },
        }


def interaction_of(entry: Json) -> Interaction:
    """The interaction of a vcrpy entry, of any version since 1.0 and of its httpx variants.

    ValueError names the part that is missing or not what it must be.
    """
    request, response = _part(entry, "request", dict), _part(entry, "response", dict)
    if "status_code" in response:
        status, reason = response["status_code"], ""
        answer_body = response.get("content")
    else:
        told = _part(response, "status", dict, "response.")
        status, reason = told.get("code"), told.get("message") or ""
        answer_body = response.get("body")
    if not isinstance(status, int):
        raise ValueError("response.status.code: not a number")
    return Interaction(
        method=_part(request, "method", str, "request.").upper(),
        url=_part(request, "uri", str, "request."),
        headers=_headers(request.get("headers"), "request.headers"),
        body=_bytes(request.get("body"), "request.body"),
        status=status,
        reason=str(reason),
        answer_headers=_headers(response.get("headers"), "response.headers"),
        answer_body=_bytes(answer_body, "response.body"),
    )


def joined(headers: HeaderLists) -> dict[str, str]:
    """The headers with one value each, repeated ones joined as RFC 9110 5.3 does."""
    return {name: ", ".join(values) for name, values in headers.items()}


def unpacked(headers: HeaderLists, body: bytes) -> bytes:
    """The body without its content encoding; a body that was unpacked already stays.

    ValueError names an encoding that nothing here undoes.
    """
    codings = [v for k, v in joined(headers).items() if k.lower() == "content-encoding"]
    for coding in reversed([c.strip().lower() for v in codings for c in v.split(",")]):
        if coding not in ("", "identity") and body:
            body = _unpacked(coding, body)
    return body


def _unpacked(coding: str, body: bytes) -> bytes:
    try:
        if coding in ("gzip", "x-gzip"):
            return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        if coding == "deflate":
            return _inflated(body)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"a body that is not {coding}: {error}") from error
    if body.lstrip()[:1] in (b"{", b"[", b"<"):
        return body
    raise ValueError(f"a body packed as {coding!r}, which nothing here can unpack")


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return body if body.lstrip()[:1] in (b"{", b"[") else zlib.decompress(body, -zlib.MAX_WBITS)


def _part(holder: Json, name: str, kind: type, where: str = "") -> Json:
    if not isinstance(holder, Mapping) or not isinstance(holder.get(name), kind):
        raise ValueError(f"{where}{name}: missing, or not a {kind.__name__}")
    return holder[name]


def _headers(headers: Json, where: str) -> dict[str, list[str]]:
    if not isinstance(headers or {}, Mapping):
        raise ValueError(f"{where}: not a mapping")
    return {str(name): _values(value) for name, value in (headers or {}).items()}


def _values(value: Json) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in values]


def _bytes(body: Json, where: str) -> bytes:
    if isinstance(body, Mapping):
        body = body.get("string", body.get("base64_string"))
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, io.BytesIO):
        return body.getvalue()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    if isinstance(body, Iterable):
        return b"".join(_bytes(piece, where) for piece in body)
    raise ValueError(f"{where}: neither text nor bytes")


def _written(body: bytes) -> str | bytes:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body
