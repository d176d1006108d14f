"""A mismatch: one thing that is not as a contract has it, as a value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from contracts.call import Json
from contracts.credentials import SIGNING, masked_value

LONGEST = 160
"""Characters of a value that are shown."""


class Part(StrEnum):
    """What a mismatch is in."""

    METHOD = "method"
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"
    STATUS = "status"
    EXCHANGE = "exchange"
    """A request that did not come, or that nobody expected."""
    OUTCOME = "outcome"
    STATE = "state"


class Absent(Enum):
    """Stands where there is no value; null is a value."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference: in which part, where in its data, what was expected and what was there.

    ``where`` is a JSON pointer, empty for the part as a whole; ``expected`` and ``got`` are
    ABSENT where there is nothing to show; ``exchange`` counts from 0 where several are compared.
    What stands under the name of a secret is never shown.
    """

    part: Part
    where: str
    says: str
    expected: Json | Absent = ABSENT
    got: Json | Absent = ABSENT
    exchange: int | None = None

    def __str__(self) -> str:
        """``body /user/name differs: expected "Ann", got "Bob"``."""
        place = f"{self.part} {self.where}".rstrip()
        if self.exchange is not None:
            place = f"exchange {self.exchange + 1}: {place}"
        shown = [f"{word} {_shown(value)}" for word, value in self._values().items()]
        return f"{place} {self.says}" + (f": {', '.join(shown)}" if shown else "")

    def to_json(self) -> dict[str, Json]:
        """The mismatch as JSON; what is absent is left out."""
        entry: dict[str, Json] = {"part": str(self.part), "where": self.where, "says": self.says}
        if self.exchange is not None:
            entry["exchange"] = self.exchange
        return entry | self._values()

    def _values(self) -> dict[str, Json]:
        """What was expected and got, as far as there is something; secrets masked."""
        name = self.where.rpartition("/")[2]
        signs = self.part is Part.HEADER and name in SIGNING
        values = {"expected": self.expected, "got": self.got}
        return {
            word: value if signs else masked_value(value, name)
            for word, value in values.items()
            if value is not ABSENT
        }


def pointed(key: object) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def _shown(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
