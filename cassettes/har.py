"""HAR files, as browsers and proxies export them (HTTP Archive 1.2), as exchanges."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from contracts.call import Json
from contracts.exchange import Answer, Exchange
from contracts.hosts import vendor_of
from contracts.problem import BadInput
from contracts.wire import body_of, instant_of, request_of


def exchanges_of_har(data: Json, file: str | Path) -> list[Exchange]:
    """The exchanges of a parsed HAR file; BadInput names the file and the entry at fault."""
    entries = data["log"].get("entries") if isinstance(data.get("log"), Mapping) else None
    if not isinstance(entries, list):
        raise BadInput("not a HAR file", file=file, field="log.entries")
    exchanges = []
    for place, entry in enumerate(entries):
        try:
            exchanges.append(_exchange(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"missing {error}" if isinstance(error, KeyError) else str(error)
            raise BadInput(what, file=file, field=f"log.entries[{place}]") from error
    return exchanges


def _exchange(entry: Json) -> Exchange:
    asked, got = entry["request"], entry["response"]
    headers = _headers(asked["headers"])
    request = request_of(asked["method"], asked["url"], headers, _posted(asked.get("postData")))
    answer_headers = _headers(got.get("headers") or [])
    answer = Answer(
        int(got["status"]), body_of(answer_headers, _content(got.get("content"))), answer_headers
    )
    return Exchange(
        request=request,
        answer=answer if answer.status else None,
        vendor=vendor_of(request.host) or "",
        at=instant_of(entry["startedDateTime"]),
        seconds=max(0.0, float(entry.get("time") or 0)) / 1000,
        message_id=request.header("X-Request-Id"),
    )


def _headers(listed: Json) -> dict[str, str]:
    """The headers by name, repeated ones joined; HTTP/2's ``:authority`` and the like are none."""
    headers: dict[str, str] = {}
    for header in listed:
        name, value = header["name"], header["value"]
        if not name.startswith(":"):
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _posted(posted: Json) -> bytes | None:
    if not posted:
        return None
    if posted.get("text"):
        return str(posted["text"]).encode()
    pairs = [(pair["name"], pair.get("value", "")) for pair in posted.get("params") or []]
    return urlencode(pairs).encode()


def _content(content: Json) -> bytes | None:
    text = (content or {}).get("text")
    if not text:
        return None
    if content.get("encoding") != "base64":
        return str(text).encode()
    try:
        return base64.b64decode(text)
    except binascii.Error as error:
        raise ValueError(f"response.content.text is not base64: {error}") from error
