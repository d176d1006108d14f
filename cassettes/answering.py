"""A WSGI app that answers from a replay, in place of the vendor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cassettes.interaction import HeaderLists, Interaction, unpacked
from cassettes.replay import NoRecording, Replay
from cassettes.wsgi import (
    Environ,
    StartResponse,
    TooLarge,
    answer,
    body_in,
    headers_in,
    origin_of,
    refusal,
    target_in,
)
from contracts.exchange import Request
from contracts.problem import BadInput
from contracts.wire import request_of

_OF_THE_WIRE = frozenset({"connection", "content-encoding", "transfer-encoding"})


class Answering:
    """Answers every request with the recording of it, whose links come to point here.

    What nobody recorded is answered 501, in JSON that lists the nearest recordings, and stands
    in ``missed`` afterwards; ``tell`` is told of it at once. Nothing ever goes out to a vendor.
    """

    def __init__(self, replay: Replay, tell: Callable[[NoRecording], None] | None = None) -> None:
        self._replay = replay
        self._tell = tell or (lambda _missing: None)
        self.missed: list[NoRecording] = []

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            request = _request(environ)
            found = self._replay.interaction(request, origin_of(environ))
        except TooLarge:
            return refusal(start_response, environ, 413, error="nothing so large is recorded")
        except NoRecording as missing:
            self.missed.append(missing)
            self._tell(missing)
            first, *nearest = missing.what.splitlines()
            return refusal(start_response, environ, 501, error=first, nearest=nearest)
        except BadInput as bad:
            return refusal(start_response, environ, 500, error=str(bad))
        if not found.status:
            return refusal(start_response, environ, 502, error="no answer came in the recording")
        return answer(start_response, found.status, found.reason, *_as_sent(found))


def _as_sent(found: Interaction) -> tuple[HeaderLists, bytes]:
    """Headers and body as they go over the wire, nothing packed."""
    told = {k: v for k, v in found.answer_headers.items() if k.lower() not in _OF_THE_WIRE}
    if found.method == "HEAD":
        return told, b""
    told = {k: v for k, v in told.items() if k.lower() != "content-length"}
    if found.status in (204, 304):
        return told, b""
    return {**told, "Content-Length": [str(len(found.answer_body))]}, found.answer_body


def _request(environ: Environ) -> Request:
    headers = headers_in(environ)
    url = f"{origin_of(environ)}{target_in(environ)}"
    body = unpacked({k: [v] for k, v in headers.items()}, body_in(environ))
    return request_of(environ["REQUEST_METHOD"], url, headers, body)
