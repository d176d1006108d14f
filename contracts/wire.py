"""Between the values of ``exchange`` and the bytes and dicts of the outside world."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from contracts.call import Json
from contracts.exchange import Answer, Exchange, Query, Request

FORM = "application/x-www-form-urlencoded"


def request_of(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Request:
    """The request that these bytes are; a body that is not what it claims stays text."""
    parts = urlsplit(url)
    return Request(
        method=method.upper(),
        path=unquote(parts.path) or "/",
        query=query_of(parse_qsl(parts.query, keep_blank_values=True)),
        headers=dict(headers),
        body=body_of(headers, body),
        host=parts.netloc,
    )


def query_of(pairs: Iterable[tuple[str, str]]) -> Query:
    """Query parameters as a dict; a repeated key collects its values in a list."""
    query: dict[str, str | list[str]] = {}
    for key, value in pairs:
        held = query.get(key)
        if held is None:
            query[key] = value
        elif isinstance(held, list):
            held.append(value)
        else:
            query[key] = [held, value]
    return query


def body_of(headers: Mapping[str, str], body: bytes | None) -> Json:
    """The value a body holds: JSON, form fields, text, or None when it is empty."""
    if not body:
        return None
    text = body.decode("utf-8", errors="replace")
    kind = next((v for k, v in headers.items() if k.lower() == "content-type"), "").lower()
    if "json" in kind or text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    if kind.startswith(FORM):
        return query_of(parse_qsl(text, keep_blank_values=True))
    return text


def target_of(request: Request) -> str:
    """Path and query, percent-encoded: ``/users/search?query=a%2Bb%40c.io``."""
    path = quote(request.path, safe="/:@!$&'()*+,;=~")
    query = urlencode(request.query, doseq=True)
    return f"{path}?{query}" if query else path


def bytes_of(request: Request) -> bytes | None:
    """The body as it goes over the wire, or None when there is none."""
    if request.body is None:
        return None
    if isinstance(request.body, str):
        return request.body.encode()
    if (request.header("Content-Type") or "").startswith(FORM):
        return urlencode(request.body, doseq=True).encode()
    return json.dumps(request.body, ensure_ascii=False, separators=(",", ":")).encode()


def exchange_to_json(exchange: Exchange) -> dict[str, Json]:
    """The exchange as the journal shows it: ``time``, ``duration`` (s), ``request``, ``answer``."""
    request, answer = exchange.request, exchange.answer
    return {
        "vendor": exchange.vendor,
        "time": exchange.at.isoformat(),
        "duration": round(exchange.seconds, 6),
        "operation": exchange.operation,
        "message_id": exchange.message_id,
        "request": {
            "method": request.method,
            "host": request.host,
            "path": request.path,
            "query": dict(request.query),
            "headers": dict(request.headers),
            "body": request.body,
        },
        "answer": answer
        and {"status": answer.status, "headers": dict(answer.headers), "body": answer.body},
    }


def exchange_from_json(entry: Mapping[str, Json]) -> Exchange:
    """The exchange of a journal entry; KeyError, TypeError or ValueError where it is none."""
    asked, got = entry["request"], entry["answer"]
    return Exchange(
        vendor=entry["vendor"],
        at=instant_of(entry["time"]),
        seconds=float(entry["duration"]),
        operation=entry.get("operation"),
        message_id=entry.get("message_id"),
        request=Request(
            asked["method"],
            asked["path"],
            asked.get("query") or {},
            asked.get("headers") or {},
            asked.get("body"),
            asked.get("host") or "",
        ),
        answer=got and Answer(got["status"], got.get("body"), got.get("headers") or {}),
    )


def instant_of(text: str) -> datetime:
    """The instant that a text of ISO 8601 names; UTC where it tells no zone."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
