"""Finding the account that a recording was made with, as far as its answers tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contracts.exchange import Exchange
from contracts.mismatch import Part
from fauxdesk.traffic.fidelity.replaying import Replayed, Setup, replay
from fauxdesk.traffic.fidelity.supposing import Supposition, others, shown

if TYPE_CHECKING:
    from emulator.vendor import Vendor

ROUNDS = 3
"""How many things are supposed at most, one after the other."""
REACH = 100
"""How many exchanges, from the first on, a supposition is tried on."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """A recording replayed against the account that its answers show, ``plain``, and ``best``.

    The two differ where something was ``supposed``: under it the fake answers more like the
    recording.
    """

    plain: Sequence[Replayed]
    best: Sequence[Replayed]
    supposed: tuple[Supposition, ...] = ()


def fit(vendor: Vendor, exchanges: Sequence[tuple[int, Exchange]]) -> Fitting:
    """The replay against the account that answers most like the recording.

    Where one of the first ``REACH`` exchanges differs, each thing that may be supposed is tried
    on them, and kept where less differs.
    """
    recorded = [exchange for _, exchange in exchanges]
    setup = shown(vendor, recorded)
    plain = best = replay(vendor, exchanges, setup)
    supposed: list[Supposition] = []
    for _ in range(ROUNDS):
        better = _better(vendor, exchanges[:REACH], setup, best[:REACH])
        if better is None:
            break
        supposition, setup = better
        found = replay(vendor, exchanges, setup)
        supposed.append(replace(supposition, serves=_served(best, found)))
        best = found
    return Fitting(plain, best, tuple(supposed))


def _better(
    vendor: Vendor, begun: Sequence[tuple[int, Exchange]], setup: Setup, held: Sequence[Replayed]
) -> tuple[Supposition, Setup] | None:
    """The one supposition under which these exchanges differ least; None where none helps."""
    best, better = _distance(held), None
    if not best[0]:
        return None
    recorded = [exchange for _, exchange in begun]
    for supposition, other in others(vendor, recorded, setup):
        found = replay(vendor, begun, other, enough=best[2])
        if len(found) == len(begun) and _distance(found) < best:
            best, better = _distance(found), (supposition, other)
    return better


def _served(before: Sequence[Replayed], after: Sequence[Replayed]) -> tuple[int, ...]:
    """The exchanges that differ less after than before."""
    pairs = zip(before, after, strict=True)
    return tuple(new.index for old, new in pairs if _distance([new]) < _distance([old]))


def _distance(replayed: Sequence[Replayed]) -> tuple[int, int, int]:
    """How far the fake is from the recording: exchanges that differ, statuses, then values."""
    found = [difference for each in replayed for difference in each.differences]
    statuses = sum(difference.part is Part.STATUS for difference in found)
    return sum(bool(each.differences) for each in replayed), statuses, len(found)
