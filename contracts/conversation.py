"""A conversation: a call, the exchanges it caused, in order, and its outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from contracts.call import Call, Json
from contracts.exchange import Exchange


class Kind(StrEnum):
    """How a call ended at one vendor."""

    SENT = "sent"
    SKIPPED = "skipped"
    """The call lacks something, or the vendor's documents say to do nothing."""
    REFUSED = "refused"
    """Somebody must fix settings, rights or data; trying again does not help."""
    FAILED = "failed"
    """The vendor could not be reached or was busy; try again."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A trait that landed in a vendor's field, with the value sent."""

    trait: str
    field: str
    value: Json


@dataclass(frozen=True, slots=True)
class Dropped:
    """A trait that was not sent, and why; ``rule`` is the id behind it, if one is."""

    trait: str
    why: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one call ended: what was done, the rule cited, and where each trait went."""

    kind: Kind
    says: str
    rule: str | None = None
    mapping: tuple[Mapped | Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What one call said to one vendor. ``call`` and ``outcome`` are None in others' traffic."""

    vendor: str
    exchanges: tuple[Exchange, ...] = field(default_factory=tuple)
    call: Call | None = None
    outcome: Outcome | None = None
