"""What User.com has and this fake does not: answered 501, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from emulator.usercom.headers import PREFIX

UNBUILT: Mapping[str, str] = {
    r"GET users-by-id/search/": "searching users by the client's own id",
    r"GET users(-by-id)?/[^/]+/(timeline|emails|product_events)/": "what users did",
    r"\w+ segments/([^/]+/)?": "segments themselves",
    r"(GET|DELETE|PATCH) deals(-by-id)?/(.*/)?": "reading and deleting deals",
    r"PUT deals/[^/]+/": "changing deals by their id",
    r"\w+ (products|tickets|activities|notes|product-events?)(-by-id)?/(.*/)?": (
        "products, tickets, activities and notes"
    ),
}
"""Method and path below ``/api/public/``, as patterns, and what is asked for there."""


def unbuilt(method: str, path: str) -> str | None:
    """What User.com has at that path and this fake does not; None where it has nothing."""
    if path.startswith("/api/sdk/"):
        return "the API of mobile apps"
    if not path.startswith(PREFIX):
        return None
    asked = f"{method} {path.removeprefix(PREFIX)}"
    return next((what for pattern, what in UNBUILT.items() if re.fullmatch(pattern, asked)), None)
