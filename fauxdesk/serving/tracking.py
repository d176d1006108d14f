"""Segment's HTTP tracking API: which messages a request brings, and when it is answered 400.

Source: segment.com/docs, HTTP Tracking API Source; statuses and texts as Segment's own fake of
that API gives them (github.com/segmentio/tracking-api-chaos). JSON is read whatever the
Content-Type says, since Segment's browser library calls it text; a form, as the documents' own
curl examples post it, is told by how it begins.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from typing import NoReturn

from contracts.call import CALL_TYPES, Json
from contracts.problem import BadInput
from forwarder.form import parse_form

MESSAGE_BYTES = 32 * 1024
"""The most a message may have, unpacked."""
BATCH_BYTES = 500 * 1024
"""The most a batch may have, unpacked."""
BATCH_MESSAGES = 2_500
"""The most messages of a batch; a larger one is answered 200 and dropped."""

SERVER_ROUTES: Mapping[str, str] = {route: route for route in (*CALL_TYPES, "batch", "import")}
BROWSER_ROUTES: Mapping[str, str] = {route[0]: route for route in (*CALL_TYPES, "batch")}
"""The routes of the browser's library. There even a broken body is answered 200."""

_BATCHES = ("batch", "import")
_FORM = re.compile(r"\s*[\w.-]+(=|\[|%5B)", re.ASCII | re.IGNORECASE)
_JSON = json.JSONDecoder(parse_constant=lambda name: _bad(f"is not JSON: {name} is no number"))


class Malformed(BadInput):
    """A body that is answered 400; its text says more than the answer does."""


class MalformedGzip(Malformed):
    """A body that is called gzip and is not."""


class Discarded(BadInput):
    """A batch that is answered 200 and dropped whole."""


def messages_of(route: str, headers: Mapping[str, str], body: bytes) -> list[Json]:
    """The messages of a request to ``/v1/<route>``, those of a batch with what they share.

    Raises Malformed or Discarded where it brings none.
    """
    kind = SERVER_ROUTES.get(route) or BROWSER_ROUTES[route]
    most = BATCH_BYTES if kind in _BATCHES else MESSAGE_BYTES
    data = _object_in(_unpacked(headers, body, most))
    return _items_of(data) if kind in _BATCHES else [{**data, "type": kind}]


def _items_of(batch: Mapping[str, Json]) -> list[Json]:
    items = batch.get("batch")
    if not isinstance(items, list):
        raise Malformed("must be a list of messages", field="batch")
    if not items:
        raise Discarded("is empty (empty_batch)", field="batch")
    if len(items) > BATCH_MESSAGES:
        says = f"has {len(items)} messages; the most is {BATCH_MESSAGES} (bad_request)"
        raise Discarded(says, field="batch")
    return [_merged(batch, item) if isinstance(item, dict) else item for item in items]


def _merged(batch: Mapping[str, Json], item: Mapping[str, Json]) -> dict[str, Json]:
    """The item with the batch's context, integrations and sentAt; what it has itself wins."""
    merged = dict(item)
    for key in ("context", "integrations"):
        shared, own = batch.get(key), item.get(key)
        if isinstance(shared, dict) and (own is None or isinstance(own, dict)):
            merged[key] = {**shared, **(own or {})}
    if merged.get("sentAt") is None and batch.get("sentAt") is not None:
        merged["sentAt"] = batch["sentAt"]
    return merged


def _unpacked(headers: Mapping[str, str], body: bytes, most: int) -> str:
    packing = next((v for k, v in headers.items() if k.lower() == "content-encoding"), "")
    if packing.strip().lower() == "gzip":
        body = _gunzipped(body, most)
    if len(body) > most:
        raise Malformed(f"the body has more than {most} bytes")
    return body.decode(errors="replace")


def _gunzipped(body: bytes, most: int) -> bytes:
    """The content of a gzip body, no more than is needed to see that it is too much."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        content = unpacking.decompress(body, most + 1)
    except zlib.error as error:
        raise MalformedGzip("the body is not gzip") from error
    if not unpacking.eof and len(content) <= most:
        raise MalformedGzip("the gzip body ends too early")
    return content


def _object_in(text: str) -> dict[str, Json]:
    try:
        data = parse_form(text) if _FORM.match(text) else _first_value(text)
    except BadInput as bad:
        raise Malformed(bad.what, field=bad.field) from None
    if not isinstance(data, dict):
        raise Malformed("the body must be a JSON object")
    return data


def _first_value(text: str) -> Json:
    """The first JSON value of a text; as in Segment's decoder, what follows does not count."""
    if not text.strip():
        raise Malformed("the body is empty")
    try:
        return _JSON.raw_decode(text.lstrip())[0]
    except json.JSONDecodeError as error:
        raise Malformed(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Malformed("is nested too deeply") from None
    except ValueError:
        raise Malformed("is not JSON that can be read") from None


def _bad(says: str) -> NoReturn:
    raise Malformed(says)
