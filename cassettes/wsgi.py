"""Between WSGI and the bytes of an interaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote

from cassettes.interaction import HeaderLists

Environ: TypeAlias = Mapping[str, Any]
StartResponse: TypeAlias = Callable[..., Any]

LARGEST_BODY = 64 * 1024 * 1024
"""The most bytes of a body: more than any vendor takes as an attachment (50 MB)."""


class TooLarge(Exception):
    """A body of more bytes than are kept."""


def target_in(environ: Environ) -> str:
    """Path and query as they were sent, percent-encoding and all."""
    sent = str(environ.get("REQUEST_URI") or environ.get("RAW_URI") or "")
    if sent.startswith("/"):
        return sent.partition("#")[0]
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/:@!$&'()*+,;=~") or "/"
    query = environ.get("QUERY_STRING")
    return f"{path}?{query}" if query else path


def headers_in(environ: Environ) -> dict[str, str]:
    """The headers of the request, spelled ``X-Request-Id``."""
    told = {key[5:]: value for key, value in environ.items() if key.startswith("HTTP_")}
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(key):
            told[key] = environ[key]
    return {key.replace("_", "-").title(): value for key, value in told.items()}


def body_in(environ: Environ, most: int = LARGEST_BODY) -> bytes:
    """The body, read once; TooLarge where it has more than ``most`` bytes."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if length.isdigit():
        if int(length) > most:
            raise TooLarge
        return bytes(environ["wsgi.input"].read(int(length)))
    if not environ.get("wsgi.input_terminated"):
        return b""
    body = bytes(environ["wsgi.input"].read(most + 1))
    if len(body) > most:
        raise TooLarge
    return body


def origin_of(environ: Environ) -> str:
    """The address under which the caller knows this server, ``http://127.0.0.1:7200``."""
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ['wsgi.url_scheme']}://{host}"


def answer(
    start_response: StartResponse, status: int, reason: str, headers: HeaderLists, body: bytes
) -> Iterable[bytes]:
    """Give an answer of these bytes; a header with several values is sent several times."""
    told = [(name, value) for name, values in headers.items() for value in values]
    start_response(f"{status} {reason or _reason(status)}", told)
    return [body] if body else []


def refusal(
    start_response: StartResponse, environ: Environ, status: int, **told: object
) -> Iterable[bytes]:
    """Give an answer of our own, in JSON; it names us, so that nobody takes it for a vendor's."""
    body = json.dumps({"answered_by": "fauxdesk", **told}, ensure_ascii=False, indent=2).encode()
    headers = {
        "Content-Type": ["application/json"],
        "Content-Length": [str(len(body))],
        "X-Fauxdesk": ["refused"],
    }
    shown = b"" if environ["REQUEST_METHOD"] == "HEAD" else body
    return answer(start_response, status, "", headers, shown)


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
