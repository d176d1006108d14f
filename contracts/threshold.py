"""A threshold: how much of the rules that count a run must exercise."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.catalogue import Keeper
from contracts.covered import CoveredVendor

COUNTED_KEEPERS = [keeper for keeper in Keeper if keeper is not Keeper.NOTE]


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least ``percent`` of the rules that ``keeper`` keeps; of all that count where None."""

    percent: float
    keeper: Keeper | None = None

    def missed_by(self, vendor: CoveredVendor) -> str:
        """The line that says so where the vendor's share is below; empty where it is not."""
        share = vendor.share(self.keeper)
        if share.percent >= self.percent:
            return ""
        rules = f"{self.keeper} rules" if self.keeper else "rules"
        return (
            f"{vendor.name}: {share.percent:.1f} % of the {rules} exercised ({share}), "
            f"at least {self.percent:g} % wanted"
        )


def threshold_of(text: str) -> Threshold:
    """The threshold that ``80`` or ``sender:80`` is; ValueError says what is wrong."""
    keeper, colon, percent = text.rpartition(":")
    if colon and keeper not in COUNTED_KEEPERS:
        raise ValueError(f"{keeper!r} keeps no rules; known: {', '.join(COUNTED_KEEPERS)}")
    try:
        share = float(percent)
    except ValueError:
        share = -1
    if not 0 <= share <= 100:
        raise ValueError(f"{percent!r} is no percentage from 0 to 100")
    return Threshold(share, Keeper(keeper) if colon else None)
