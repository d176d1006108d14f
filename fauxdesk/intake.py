"""Segment's tracking API on the local stack: calls are accepted first and forwarded after.

Source: segment.com/docs, HTTP Tracking API Source. Any write key is taken: the stack holds no
secrets. Bodies may also be form-encoded, as the documents' own curl examples print them.
"""

from __future__ import annotations

import gzip
import json
import queue
import threading
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contracts.call import CALL_TYPES, Call, Json
from contracts.conversation import Conversation
from contracts.problem import BadInput
from fauxdesk.stories import Teller
from forwarder.form import is_form, parse_form
from forwarder.parsing import parse_call

MESSAGE_BYTES = 32 * 1024
BATCH_BYTES = 500 * 1024
REMEMBERED = 1_000
WAITING = 10_000
END = object()
"""What the worker is sent to end; a message may itself be null."""


class Malformed(ValueError):
    """A body that the tracking API answers 400 to, in these words."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One message after its forwarding: its conversations, or why it is no call."""

    number: int
    call: Call | None
    bad: str | None
    conversations: tuple[Conversation, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """What the page and ``/_fauxdesk/calls`` show."""
        call = self.call
        return {
            "number": self.number,
            "type": call.type if call else None,
            "user_id": call.user_id if call else None,
            "group_id": call.group_id if call else None,
            "message_id": call.message_id if call else None,
            "bad": self.bad,
            "vendors": [
                {
                    "vendor": said.vendor,
                    "outcome": str(said.outcome.kind),
                    "says": said.outcome.says,
                    "rule": said.outcome.rule,
                    "exchanges": len(said.exchanges),
                }
                for said in self.conversations
                if said.outcome is not None
            ],
        }


class Intake:
    """Takes messages in and forwards them, one after the other, on a thread of its own.

    ``calls`` are the last 1,000 forwarded. ``close`` returns when everything accepted has been
    forwarded.
    """

    def __init__(self, teller: Teller) -> None:
        self.calls: deque[Taken] = deque(maxlen=REMEMBERED)
        self._teller = teller
        self._waiting: queue.Queue[object] = queue.Queue(WAITING)
        self._number = 0
        self._worker = threading.Thread(target=self._work, daemon=True)
        self._worker.start()

    def take(self, route: str, headers: Mapping[str, str], body: bytes) -> None:
        """Accept what was posted to ``/v1/<route>``; Malformed where the API answers 400."""
        for message in messages_of(route, headers, body):
            self._waiting.put(message)

    def settle(self) -> None:
        """Return when everything accepted so far has been forwarded."""
        self._waiting.join()

    def close(self) -> None:
        """Forward what is waiting, then end."""
        self._waiting.put(END)
        self._worker.join()

    def _work(self) -> None:
        while True:
            message = self._waiting.get()
            if message is END:
                return
            try:
                self._number += 1
                self.calls.append(self._told(message))
            finally:
                self._waiting.task_done()

    def _told(self, message: Json) -> Taken:
        try:
            call = parse_call(message)
        except BadInput as bad:
            return Taken(self._number, None, str(bad))
        return Taken(self._number, call, None, tuple(self._teller.forward(call)))


def messages_of(route: str, headers: Mapping[str, str], body: bytes) -> Iterator[Json]:
    """The messages of a request to ``/v1/<route>``; Malformed where it cannot be read."""
    data = _parsed(_unpacked(headers, body), batch=route in ("batch", "import"))
    if route in CALL_TYPES:
        yield {**data, "type": route}
        return
    items = data.get("batch")
    if not isinstance(items, list):
        raise Malformed("Bad Request")
    for item in items:
        yield _merged(data, item) if isinstance(item, dict) else item


def _unpacked(headers: Mapping[str, str], body: bytes) -> bytes:
    packed = next((v for k, v in headers.items() if k.lower() == "content-encoding"), "")
    if packed.strip().lower() != "gzip":
        return body
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        raise Malformed("Malformed gzip content") from None


def _parsed(body: bytes, *, batch: bool) -> dict[str, Json]:
    if len(body) > (BATCH_BYTES if batch else MESSAGE_BYTES):
        raise Malformed("Bad Request")
    text = body.decode("utf-8", errors="replace")
    try:
        data = parse_form(text) if text.strip() and is_form(text) else json.loads(text)
    except (ValueError, BadInput):
        raise Malformed("Bad Request") from None
    if not isinstance(data, dict):
        raise Malformed("Bad Request")
    return data


def _merged(batch: Mapping[str, Json], item: Mapping[str, Json]) -> dict[str, Json]:
    """The item with the batch's context, integrations and sentAt; the item's own win."""
    merged = dict(item)
    for key in ("context", "integrations"):
        above = batch.get(key)
        own = item.get(key)
        if isinstance(above, dict) and (own is None or isinstance(own, dict)):
            merged[key] = {**above, **(own or {})}
    if batch.get("sentAt") is not None:
        merged.setdefault("sentAt", batch["sentAt"])
    return merged
