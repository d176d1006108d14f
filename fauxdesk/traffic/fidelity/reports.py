"""Fidelities as a table for people, JSON, or Markdown for a CI summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from contracts.call import Json
from contracts.mismatch import ABSENT, Mismatch
from fauxdesk.tables import BAD, GOOD, QUIET, coloured, table
from fauxdesk.traffic.fidelity.verdicts import AGREES, DIFFERS, Fidelity

ENDPOINTS = ("endpoint", "exchanges", "values", "verdict")
DIFFERENCES = ("exchange", "endpoint", "where", "recorded", "ours")
LONGEST = 120
"""Characters of a value that a table shows."""


def report(form: str, fidelities: Sequence[Fidelity]) -> str:
    """The fidelities in one of the ``FORMATS``."""
    return FORMATS[form](fidelities)


def _table(fidelities: Sequence[Fidelity]) -> str:
    parts = []
    for fidelity in fidelities:
        parts += [f"{fidelity.name}, {fidelity.vendor}: {fidelity.headline}"]
        parts += [f"supposed: {each}" for each in fidelity.supposed]
        rows = [
            (*row[:-1], coloured(row[-1], _COLOURS.get(row[-1], QUIET))) for row in _rows(fidelity)
        ]
        parts.append(table(ENDPOINTS, rows))
        if not fidelity.holds:
            parts.append(table(DIFFERENCES, _differences(fidelity), wide=("recorded", "ours")))
        parts.append("")
    return "\n".join(parts).rstrip()


_COLOURS = {AGREES: GOOD, DIFFERS: BAD}
"""What is supposed is quiet, as is what was not compared."""


def _json(fidelities: Sequence[Fidelity]) -> str:
    return json.dumps([f.to_json() for f in fidelities], indent=2, ensure_ascii=False)


def _markdown(fidelities: Sequence[Fidelity]) -> str:
    lines: list[str] = []
    for fidelity in fidelities:
        lines += [f"**{fidelity.name}**, {fidelity.vendor}: {fidelity.headline}", ""]
        lines += [f"- Supposed: {each}" for each in fidelity.supposed]
        lines += [""] if fidelity.supposed else []
        lines += _marked_down(ENDPOINTS, _rows(fidelity))
        if not fidelity.holds:
            lines += _marked_down(DIFFERENCES, _differences(fidelity))
    return "\n".join(lines).rstrip()


def _marked_down(columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> list[str]:
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in (columns, *cells)]
    return [lines[0], f"|{'---|' * len(columns)}", *lines[1:], ""]


def _rows(fidelity: Fidelity) -> Iterator[tuple[str, ...]]:
    for endpoint in fidelity.endpoints:
        values = sum(each.compared for each in endpoint.replayed)
        why = dict.fromkeys(each.why_not for each in endpoint.replayed if each.why_not)
        verdict = endpoint.verdict if not why or values else ", ".join(why)
        yield endpoint.name, str(len(endpoint.replayed)), str(values), verdict


def _differences(fidelity: Fidelity) -> Iterator[tuple[str, ...]]:
    for endpoint in fidelity.endpoints:
        for each in endpoint.replayed:
            for found in each.differences:
                where = f"{found.part} {found.where}".rstrip()
                recorded, ours = _sides(found)
                yield str(each.index + 1), endpoint.name, where, recorded, ours


def _sides(found: Mismatch) -> tuple[str, str]:
    """What was recorded and what the fake answers; of what only one has, the other has nothing."""
    sides = [_shown(value) for value in (found.expected, found.got)]
    return sides[0], sides[1]


def _shown(value: Json) -> str:
    if value is ABSENT:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


FORMATS: dict[str, Callable[[Sequence[Fidelity]], str]] = {
    "table": _table,
    "json": _json,
    "markdown": _markdown,
}
"""How fidelities can be reported, by name."""
