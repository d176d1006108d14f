"""HAR files (HTTP Archive 1.2), as browsers and proxies export them, and as we write them.

HTTP Archive lets a tool add fields that begin with "_": ``_fauxdesk`` holds what a cassette
says of itself, ``_vendor`` whose an exchange is where its host does not tell.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from cassettes.cassette import FAKE, Metadata, metadata_of
from cassettes.interaction import HeaderLists, Interaction, joined
from contracts.call import Json
from contracts.exchange import Answer, Exchange
from contracts.hosts import is_loopback, vendor_of
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


def metadata_of_har(data: Json, exchanges: Sequence[Exchange]) -> Metadata:
    """What a HAR file says of itself, else what its exchanges tell.

    What was recorded on this machine alone comes from a fake.
    """
    told = data["log"].get("_fauxdesk")
    if isinstance(told, Mapping):
        return metadata_of(told)
    if not exchanges:
        return Metadata()
    hosts = dict.fromkeys(exchange.request.host for exchange in exchanges)
    return Metadata(
        vendor=exchanges[0].vendor,
        recorded_from=FAKE if all(map(on_this_machine, hosts)) else ", ".join(hosts),
        recorded_at=exchanges[0].at,
    )


def har_of(
    recorded: Sequence[tuple[Exchange, Interaction]], metadata: Metadata, version: str
) -> dict[str, Json]:
    """A HAR file of interactions, each with the exchange that tells its time; ``version`` ours."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "fauxdesk", "version": version},
            "_fauxdesk": metadata.to_json(),
            "entries": [_entry(exchange, interaction) for exchange, interaction in recorded],
        }
    }


def on_this_machine(host: str) -> bool:
    """Whether a host, with its port, is this machine: no vendor answers there."""
    return is_loopback(urlsplit(f"//{host}").hostname or "")


def _entry(exchange: Exchange, sent: Interaction) -> dict[str, Json]:
    milliseconds = exchange.seconds * 1000
    return {
        "startedDateTime": exchange.at.isoformat(),
        "time": milliseconds,
        "_vendor": exchange.vendor,
        "request": _asked(sent),
        "response": _got(sent),
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
    }


def _asked(sent: Interaction) -> dict[str, Json]:
    query = parse_qsl(urlsplit(sent.url).query, keep_blank_values=True)
    asked = {
        "method": sent.method,
        "url": sent.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _listed(sent.headers),
        "queryString": [{"name": name, "value": value} for name, value in query],
        "headersSize": -1,
        "bodySize": len(sent.body),
    }
    if not sent.body:
        return asked
    posted = {"mimeType": _kind(sent.headers), "text": sent.body.decode(errors="replace")}
    return {**asked, "postData": posted}


def _got(sent: Interaction) -> dict[str, Json]:
    content = {"size": len(sent.answer_body), "mimeType": _kind(sent.answer_headers)}
    try:
        text = {"text": sent.answer_body.decode()}
    except UnicodeDecodeError:
        text = {"text": base64.b64encode(sent.answer_body).decode(), "encoding": "base64"}
    return {
        "status": sent.status,
        "statusText": sent.reason,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _listed(sent.answer_headers),
        "content": {**content, **text},
        "redirectURL": joined(sent.answer_headers).get("Location", ""),
        "headersSize": -1,
        "bodySize": len(sent.answer_body),
    }


def _listed(headers: HeaderLists) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, values in headers.items() for value in values]


def _kind(headers: HeaderLists) -> str:
    return next((v for k, v in joined(headers).items() if k.lower() == "content-type"), "")


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
        vendor=vendor_of(request.host) or str(entry.get("_vendor") or ""),
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
