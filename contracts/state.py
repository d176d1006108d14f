"""Holding what an account has against what is stated of it: counts, or partial records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from contracts.call import Json
from contracts.matching import compare
from contracts.mismatch import Mismatch, Part

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, Json]]]
"""Records by the name of their table."""


def compare_tables(stated: Mapping[str, Json], tables: Tables) -> list[Mismatch]:
    """How ``tables`` differ from what is stated: a number of records, or all of them in part.

    A table that nothing is stated of may hold anything.
    """
    return [m for name, demand in stated.items() for m in _held(name, demand, tables)]


def _held(name: str, demand: Json, tables: Tables) -> list[Mismatch]:
    if name not in tables:
        return [Mismatch(Part.STATE, f"/{name}", "is no table of the account")]
    records = list(tables[name])
    if isinstance(demand, int):
        if len(records) == demand:
            return []
        return [Mismatch(Part.STATE, f"/{name}", "holds another number", demand, len(records))]
    return list(compare({name: demand}, {name: records}, part=Part.STATE, partial=True).mismatches)
