"""What coverage says of a vendor's rules, as plain values: every report is made of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from contracts.call import Json
from contracts.catalogue import Confidence, Keeper, Rule
from contracts.judging import Ruling


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """One sign that a rule was at work: ``by`` is a test or a scenario.

    ``how`` is ``kept`` or ``broken`` (a judge's word), ``applied`` or ``refused`` (a server's
    mark), or ``cited`` (an outcome names the rule, or a scenario that holds does). ``scenario``
    is the one that was run, empty in a test that ran none.
    """

    rule: str
    by: str
    how: str
    scenario: str = ""

    @property
    def exercises(self) -> bool:
        """Whether the sign counts: a rule that was broken was not exercised by it."""
        return self.how != Ruling.BROKEN


@dataclass(frozen=True, slots=True)
class Recorded:
    """The recording in which a rule was last seen at work.

    ``at`` is None where the cassette has no date, ``origin`` empty where it does not say who
    answered. ``of_a_fake``: our own emulator did, so it proves nothing of the vendor.
    """

    at: datetime | None
    origin: str
    of_a_fake: bool
    cassette: str

    def to_json(self) -> dict[str, Json]:
        """The recording as JSON."""
        return {**asdict(self), "at": self.at.isoformat() if self.at else None}


@dataclass(frozen=True, slots=True)
class CoveredRule:
    """A rule, the signs that it was at work, and its latest recording."""

    rule: Rule
    signs: Sequence[Sign]
    recorded: Recorded | None = None

    @property
    def exercised(self) -> bool:
        """Whether any sign counts."""
        return any(sign.exercises for sign in self.signs)

    @property
    def broken(self) -> bool:
        """Whether somebody broke the rule, whoever else kept it."""
        return not all(sign.exercises for sign in self.signs)

    def to_json(self) -> dict[str, Json]:
        """The rule as JSON, sign by sign."""
        return {
            "id": self.rule.id,
            "says": self.rule.says,
            "source": self.rule.source,
            "confidence": str(self.rule.confidence),
            "kept_by": str(self.rule.kept_by),
            "evidence": [
                {"by": sign.by, "how": sign.how, "scenario": sign.scenario or None}
                for sign in self.signs
            ],
            "recorded": self.recorded.to_json() if self.recorded else None,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """How many rules count, and how many of them were exercised."""

    counted: int
    exercised: int

    @property
    def percent(self) -> float:
        """The exercised ones of a hundred; 100 of nothing."""
        return 100 * self.exercised / self.counted if self.counted else 100.0

    def __str__(self) -> str:
        return f"{self.exercised} of {self.counted}"


@dataclass(frozen=True, slots=True)
class CoveredVendor:
    """A vendor's rules in the catalogue's order, and how many requests it was sent."""

    name: str
    requests: int
    rules: Sequence[CoveredRule]

    @property
    def counted(self) -> list[CoveredRule]:
        """The rules that count."""
        return [covered for covered in self.rules if covered.rule.counted]

    @property
    def missing(self) -> list[CoveredRule]:
        """The rules that count and were not exercised."""
        return [covered for covered in self.counted if not covered.exercised]

    @property
    def broken(self) -> list[CoveredRule]:
        """The rules that somebody broke."""
        return [covered for covered in self.rules if covered.broken]

    @property
    def scenarios(self) -> set[str]:
        """The scenarios that were run."""
        return {s.scenario for covered in self.rules for s in covered.signs if s.scenario}

    def share(self, keeper: Keeper | None = None) -> Share:
        """What was exercised of the rules that one keeper keeps, or of all that count."""
        rules = [c for c in self.counted if keeper is None or c.rule.kept_by is keeper]
        return Share(len(rules), sum(covered.exercised for covered in rules))

    def to_json(self) -> dict[str, Json]:
        """The vendor as JSON: what counts and was exercised, by keeper, by confidence, by rule."""
        share = self.share()
        return {
            "requests": self.requests,
            "known": len(self.rules),
            "counted": share.counted,
            "exercised": share.exercised,
            "percent": round(share.percent, 1),
            "kept_by": self._shares(lambda rule: rule.kept_by),
            "confidence": self._shares(lambda rule: rule.confidence),
            "missing": [covered.rule.id for covered in self.missing],
            "broken": [covered.rule.id for covered in self.broken],
            "rules": [covered.to_json() for covered in self.rules],
        }

    def _shares(self, of: Callable[[Rule], Keeper | Confidence]) -> dict[str, Json]:
        shares: dict[str, Json] = {}
        for covered in self.counted:
            share = shares.setdefault(str(of(covered.rule)), {"counted": 0, "exercised": 0})
            share["counted"] += 1
            share["exercised"] += covered.exercised
        return shares
