"""The headers that answers carry, as recorded from the API in 2023."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Mapping

from contracts.exchange import Answer
from emulator.visit import Visit

_ALWAYS: Mapping[str, str] = {
    "X-Zendesk-Api-Version": "v2",
    "X-Zendesk-Application-Version": "v18385",
    "X-Zendesk-Zorg": "yes",
    "X-Frame-Options": "SAMEORIGIN",
    "Strict-Transport-Security": "max-age=31536000;",
}


def headers_of(visit: Visit, answer: Answer) -> Mapping[str, str]:
    """What an answer carries beside its own headers and the rate limits."""
    headers = {
        **_ALWAYS,
        "X-Request-Id": str(uuid.uuid4()),
        "X-Runtime": f"{time.perf_counter() - visit.started:.6f}",
        "Cache-Control": "no-cache",
    }
    if isinstance(answer.body, dict | list):
        headers["Content-Type"] = "application/json; charset=utf-8"
    if answer.ok and answer.body is not None:
        digest = hashlib.md5(visit.content, usedforsecurity=False).hexdigest()
        headers["Etag"] = f'W/"{digest}"'
        headers["Cache-Control"] = "max-age=0, private, must-revalidate"
    return headers
