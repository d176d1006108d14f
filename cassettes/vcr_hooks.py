"""Our scrub for those who record with vcrpy itself: ``vcr.VCR(**vcr_hooks())``."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypedDict

from cassettes.cassette import Metadata, scrub_for
from cassettes.interaction import HeaderLists, Interaction
from cassettes.scrubbed import readable, scrubbed
from cassettes.scrubbing import Scrub


class Hooks(TypedDict):
    """What ``vcr.VCR`` and ``use_cassette`` take to change requests and answers."""

    before_record_request: Callable[[Any], Any]
    before_record_response: Callable[[Any], Any]


def vcr_hooks(scrub: Scrub | None = None, *, vendor: str = "", host: str = "") -> Hooks:
    """Hooks with which a stock vcrpy records as we do, and replays what we recorded.

    ``vendor`` adds what is known of its fields; ``host`` is the vendor's host that may stand in
    the URLs, as in a cassette's metadata. vcrpy scrubs the live request with the same hook
    before it looks for the recording. The caller gets the live answer untouched.
    """
    pair = _Pair(scrub_for(Metadata(vendor=vendor, host=host), scrub))
    return {"before_record_request": pair.request, "before_record_response": pair.answer}


class _Pair:
    """vcrpy hands in a request and then, on the same thread, the answer to it."""

    def __init__(self, scrub: Scrub) -> None:
        self._scrub = scrub
        self._last = threading.local()

    def request(self, request: Any) -> Any:
        body = request.body_bytes if hasattr(request, "body_bytes") else request.body
        asked = readable(
            Interaction(
                method=request.method,
                url=request.uri,
                headers={k: [_text(v)] for k, v in request.headers.items()},
                body=body or b"",
                status=0,
            )
        )
        self._last.asked = asked
        kept = scrubbed(asked, self._scrub)
        changed = copy.copy(request)
        changed.uri = kept.url
        changed.headers = {name: values[0] for name, values in kept.headers.items()}
        if asked.body:
            changed.body = kept.body
        return changed

    def answer(self, response: Any) -> Any:
        asked: Interaction = getattr(self._last, "asked", Interaction(method="", url="", status=0))
        taken = replace(
            asked,
            status=response["status"]["code"],
            reason=response["status"]["message"] or "",
            answer_headers=_lists(response["headers"]),
            answer_body=response["body"].get("string") or b"",
        )
        kept = scrubbed(readable(taken), self._scrub)
        return {
            **response,
            "status": {"code": kept.status, "message": kept.reason},
            "headers": kept.answer_headers,
            "body": {"string": kept.answer_body},
        }


def _lists(headers: Any) -> HeaderLists:
    return {
        name: [_text(v) for v in (values if isinstance(values, list | tuple) else [values])]
        for name, values in headers.items()
    }


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
