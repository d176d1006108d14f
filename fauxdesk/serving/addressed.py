"""Calls that come in an address, as browsers and mails send them: ``?data=`` and the pixel.

Source: segment.com/docs, Pixel Tracking API; the base64 alphabets and the reading of dotted keys
as Segment's own fake has them (github.com/segmentio/tracking-api-chaos).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence

from contracts.call import CALL_TYPES, Json
from fauxdesk.serving.tracking import Discarded, messages_of

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A picture of one transparent dot."""


def addressed_messages(route: str, query: Mapping[str, Sequence[str]]) -> list[Json]:
    """The messages of ``GET /v1/<route>?data=...``, base64 of what would be posted there.

    Raises Malformed or Discarded where it brings none.
    """
    if not query.get("data"):
        raise Discarded("is missing", field="data")
    return messages_of(route, {}, _decoded(query["data"][0]))


def pixel_messages(kind: str, query: Mapping[str, Sequence[str]]) -> list[Json]:
    """The message of ``GET /v1/pixel/<kind>``: in ``data``, or key by key: ``traits.name=Ann``.

    A key that is there twice is a list; one with an empty step is left out; values stay text.
    """
    if kind not in CALL_TYPES:
        raise Discarded(f"no call is named {kind[:40]!r}")
    if query.get("data"):
        return addressed_messages(kind, query)
    message: dict[str, Json] = {}
    for key, values in query.items():
        steps = key.split(".")
        if all(steps):
            _put(message, steps, values[0] if len(values) == 1 else list(values))
    return [{**message, "type": kind}]


def _decoded(written: str) -> bytes:
    """Base64 of either alphabet, padded or not."""
    plain = written.replace("-", "+").replace("_", "/").replace(" ", "+").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise Discarded("is not base64", field="data") from None


def _put(message: dict[str, Json], steps: Sequence[str], value: Json) -> None:
    for step in steps[:-1]:
        message = message.setdefault(step, {})
        if not isinstance(message, dict):
            raise Discarded("is both a value and an object", field=".".join(steps)[:80])
    if isinstance(message.get(steps[-1]), dict):
        raise Discarded("is both a value and an object", field=".".join(steps)[:80])
    message[steps[-1]] = value
