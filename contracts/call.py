"""A call: one Segment message, parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""Any JSON value: None, bool, int, float, str, list of Json, dict of str to Json."""

CALL_TYPES = ("identify", "group", "track", "page", "screen", "alias")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One Segment call as its sender meant it.

    Absent and null ids are None alike; trait keys are never renamed.
    Source: segment.com/docs/connections/spec.
    """

    type: str
    message_id: str
    user_id: str | None = None
    anonymous_id: str | None = None
    group_id: str | None = None
    previous_id: str | None = None
    event: str | None = None
    name: str | None = None
    category: str | None = None
    traits: Mapping[str, Json] = field(default_factory=dict)
    properties: Mapping[str, Json] = field(default_factory=dict)
    context: Mapping[str, Json] = field(default_factory=dict)
    integrations: Mapping[str, Json] = field(default_factory=dict)
    timestamp: datetime | None = None
    warnings: tuple[str, ...] = ()
