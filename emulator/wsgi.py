"""Between WSGI and the plain values: environ to Request, Request to environ, Answer to bytes."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NoReturn, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from contracts.call import Json
from contracts.exchange import Query, Request
from contracts.wire import FORM, query_of

Environ: TypeAlias = dict[str, Any]

MULTIPART = "multipart/form-data"
TEXT = "text/plain; charset=utf-8"
MOST_DEPTH = 100
"""How deep JSON may be nested, as in Ruby's library, whose defaults the vendors' servers have."""
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class NotJson(str):
    """A body that its content type calls JSON and that is not, or none that can be read."""

    __slots__ = ()


class Multipart(str):
    """A form in several parts: a text to read, with the bytes it came in and its content type."""

    raw: bytes
    kind: str

    def __new__(cls, raw: bytes, kind: str) -> Multipart:
        """The form in these bytes."""
        body = super().__new__(cls, raw.decode(errors="replace"))
        body.raw, body.kind = raw, kind
        return body


def request_in(environ: Environ) -> Request:
    """The request of a WSGI environ; its body is read here, once."""
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        query=_query(environ.get("QUERY_STRING", "")),
        headers=header_fields(environ),
        body=_body(environ),
        host=environ.get("HTTP_HOST", ""),
    )


def header_fields(environ: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a WSGI environ, spelled ``X-Request-Id``."""
    headers = {_field_name(key): value for key, value in environ.items() if key.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["Content-Type"] = environ["CONTENT_TYPE"]
    if environ.get("CONTENT_LENGTH"):
        headers["Content-Length"] = environ["CONTENT_LENGTH"]
    return headers


def environ_of(
    method: str, url: str, headers: Iterable[tuple[str, str]], body: bytes | None
) -> Environ:
    """The WSGI environ of a request to an absolute URL."""
    parts = urlsplit(url)
    environ: Environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path, "latin-1") or "/",
        "QUERY_STRING": parts.query,
        "REQUEST_URI": f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/",
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc.rpartition("@")[2],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(body or b""),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers:
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    if body is not None:
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
    return environ


def bytes_in(body: Json) -> bytes:
    """The body of an answer on the wire: text as it is, anything else as compact JSON."""
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return _COMPACT.encode(body).encode()


def kind_of(body: Json) -> dict[str, str]:
    """The Content-Type that a body has by its nature; no header for no body."""
    if body is None:
        return {}
    return {"Content-Type": TEXT if isinstance(body, str) else "application/json"}


def json_in(text: str) -> Json:
    """The JSON that a text is; ValueError or RecursionError where it is none that can be kept."""
    value = _JSON.decode(text)
    if text.count("[") + text.count("{") > MOST_DEPTH and _is_deep(value):
        raise ValueError(f"more than {MOST_DEPTH} levels")
    return _in_unicode(value) if "\\ud" in text.lower() else value


@lru_cache(1_000)
def _field_name(key: str) -> str:
    return key[5:].replace("_", "-").title()


def _query(text: str) -> Query:
    return query_of(parse_qsl(text, keep_blank_values=True)) if text else {}


def _body(environ: Environ) -> Json:
    raw = _raw(environ)
    if not raw:
        return None
    told = environ.get("CONTENT_TYPE", "")
    if told.lower().startswith(MULTIPART):
        return Multipart(raw, told)
    text = raw.decode(errors="replace")
    kind = environ.get("CONTENT_TYPE", "").lower()
    if kind.startswith(FORM):
        return query_of(parse_qsl(text, keep_blank_values=True))
    if "json" not in kind and text.lstrip()[:1] not in ("{", "["):
        return text
    try:
        return json_in(text)
    except (ValueError, RecursionError):
        return NotJson(text) if "json" in kind else text


def _is_deep(value: Json) -> bool:
    level = [value]
    for _ in range(MOST_DEPTH):
        lists = [held.values() if isinstance(held, dict) else held for held in level]
        level = [held for one in lists for held in one if isinstance(held, dict | list)]
        if not level:
            return False
    return True


def _in_unicode(value: Json) -> Json:
    """The value with half surrogate pairs replaced: no answer and no journal could hold them."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite)
"""Takes what JSON is (RFC 8259): neither NaN nor a number beyond all bounds."""


def _raw(environ: Environ) -> bytes:
    length = environ.get("CONTENT_LENGTH")
    if length and length.isdigit():
        return bytes(environ["wsgi.input"].read(int(length)))
    if environ.get("wsgi.input_terminated"):
        return bytes(environ["wsgi.input"].read())
    return b""
