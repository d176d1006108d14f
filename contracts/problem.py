"""What went wrong, in one line, with the place and who must act."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(eq=False)
class Problem(Exception):
    """Something a person must mend; its text is one clear line.

    ``file``, ``line`` (1-based) and ``field`` (a dotted path) say where, as far as known.
    """

    what: str
    file: str | Path | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """``file:line: field: what``, leaving out what is not known."""
        place = "" if self.file is None else str(self.file)
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
        return ": ".join(part for part in (place, self.field, self.what) if part)


class BadInput(Problem):
    """A file, message or argument the user handed in does not hold what it must."""


@dataclass(eq=False)
class BadSettings(Problem):
    """The operator must fix a setting before anything can be sent; ``rule`` names the promise."""

    rule: str | None = None
