"""Reading a Segment message: every spelling its libraries use becomes one Call.

What Segment would discard is a BadInput that carries Segment's discard code; what other
libraries send and a vendor can live with becomes a warning on the call.
Source: segment.com/docs/connections/spec.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from difflib import get_close_matches

from contracts.call import CALL_TYPES, Call, Json
from contracts.problem import BadInput
from forwarder.times import corrected
from forwarder.values import kind_of

MOST_BYTES = 32 * 1024
"""The most a message may hold as JSON (Segment, HTTP API)."""
MOST_ID_LENGTH = 100
"""The most characters of a messageId (Segment, common fields)."""

_ALIASES = {
    "userId": "user_id",
    "anonymousId": "anonymous_id",
    "groupId": "group_id",
    "previousId": "previous_id",
    "messageId": "message_id",
    "sentAt": "sent_at",
    "receivedAt": "received_at",
    "originalTimestamp": "original_timestamp",
}
_NAMED = ("page", "screen")


def new_message_id() -> str:
    """A message id that no other message has."""
    return f"fauxdesk-{uuid.uuid4()}"


def parse_call(
    message: Json,
    *,
    new_id: Callable[[], str] = new_message_id,
    received_at: datetime | None = None,
) -> Call:
    """The call that a message makes; BadInput, naming the field, where it makes none.

    ``new_id`` makes the id of a message without one; ``received_at`` (UTC) counts where the
    message does not tell when it was received. A call may lack every id: whoever can match
    without one may take it, and its warnings say so.
    """
    if not isinstance(message, dict):
        raise BadInput(f"a call is a JSON object, not {kind_of(message)} (bad_request)")
    _check_size(message)
    return _Reading(message).call(new_id, received_at)


class _Reading:
    """One message being read, and the warnings gathered on the way."""

    def __init__(self, message: Mapping[str, Json]) -> None:
        self._message = dict(message)
        self._warnings: list[str] = []
        for name, alias in _ALIASES.items():
            if self._message.get(name) is None and alias in self._message:
                self._message[name] = self._message[alias]

    def call(self, new_id: Callable[[], str], received_at: datetime | None) -> Call:
        """The call; BadInput for the first thing wrong."""
        call_type = self._type()
        context, traits = self._context_and_traits(call_type)
        ids = self._ids(call_type)
        timestamp, told = corrected(self._message, received_at)
        self._warnings += told
        named = call_type in _NAMED
        return Call(
            type=call_type,
            message_id=self._message_id(new_id),
            **ids,
            event=self._event() if call_type == "track" else None,
            name=self._label("name") if named else None,
            category=self._label("category") if named else None,
            traits=traits,
            properties=self._object("properties", "properties_not_object"),
            context=context,
            integrations=self._object("integrations", "integrations_not_object"),
            timestamp=timestamp,
            warnings=tuple(self._warnings),
        )

    def _type(self) -> str:
        value = self._message.get("type")
        if value in CALL_TYPES:
            return str(value)
        if value is None:
            raise BadInput(f"is missing; it is one of {', '.join(CALL_TYPES)}", field="type")
        if not isinstance(value, str):
            raise BadInput(f"must be text, not {kind_of(value)} (unknown_type)", field="type")
        near = get_close_matches(value.lower(), CALL_TYPES, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(CALL_TYPES)}"
        raise BadInput(f"unknown type {value[:40]!r}; {hint} (unknown_type)", field="type")

    def _ids(self, call_type: str) -> dict[str, str | None]:
        names = {"userId": "user_id", "anonymousId": "anonymous_id"}
        names |= {"groupId": "group_id", "previousId": "previous_id"}
        ids = {key: self._id(name) for name, key in names.items()}
        if ids["user_id"] is None and ids["anonymous_id"] is None:
            if any(isinstance(self._message.get(n), str) for n in ("userId", "anonymousId")):
                raise BadInput("is empty (id_not_string)", field="userId")
            self._warnings.append("the call has neither userId nor anonymousId (id_required)")
        if call_type == "group" and ids["group_id"] is None:
            self._warnings.append("the call has no groupId (id_required)")
        return ids

    def _id(self, name: str) -> str | None:
        value = self._message.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        if isinstance(value, str):
            self._warnings.append(f"{name} is empty and counts as absent")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInput(f"must be text, not {kind_of(value)} (id_not_string)", field=name)
        self._warnings.append(f"{name} is a number and was made text (id_not_string)")
        whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if whole else value)

    def _message_id(self, new_id: Callable[[], str]) -> str:
        value = self._message.get("messageId")
        if isinstance(value, str) and value.strip():
            if len(value) > MOST_ID_LENGTH:
                says = f"has {len(value)} characters; the most is {MOST_ID_LENGTH} (bad_request)"
                raise BadInput(says, field="messageId")
            return value
        if value is not None:
            self._warnings.append("messageId is not text and was replaced")
        return new_id()

    def _context_and_traits(self, call_type: str) -> tuple[dict[str, Json], dict[str, Json]]:
        """The traits of a user may stand in ``context.traits``; a group's stand in ``traits``."""
        context = dict(self._object("context", "bad_request"))
        inner = context.get("traits")
        if inner is not None and not isinstance(inner, dict):
            raise _not_object(inner, "context.traits", "traits_not_object")
        channel = self._message.get("channel")
        if channel is not None:
            context.setdefault("channel", channel)
        traits = self._object("traits", "traits_not_object")
        return context, dict(traits) if call_type == "group" else {**(inner or {}), **traits}

    def _object(self, name: str, code: str) -> Mapping[str, Json]:
        value = self._message.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise _not_object(value, name, code)
        return value

    def _event(self) -> str:
        value = self._message.get("event")
        if value is None or value == "":
            raise BadInput("a track call names its event (event_not_defined)", field="event")
        if not isinstance(value, str):
            raise BadInput(f"must be text, not {kind_of(value)} (event_not_string)", field="event")
        return value

    def _label(self, name: str) -> str | None:
        value = self._message.get(name)
        if value is None or (isinstance(value, str) and value):
            return value
        what = "not empty" if value == "" else f"text, not {kind_of(value)}"
        raise BadInput(f"must be {what} ({name}_not_string)", field=name)


def _not_object(value: Json, name: str, code: str) -> BadInput:
    return BadInput(f"must be an object, not {kind_of(value)} ({code})", field=name)


def _check_size(message: Mapping[str, Json]) -> None:
    try:
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        size = len(text.encode())
    except UnicodeEncodeError:
        raise BadInput("holds text that is not Unicode (bad_request)") from None
    except (TypeError, ValueError, RecursionError):
        raise BadInput("is not a JSON object (bad_request)") from None
    if size > MOST_BYTES:
        says = f"the call has {size} bytes; the most is {MOST_BYTES} (bad_request)"
        raise BadInput(says)
