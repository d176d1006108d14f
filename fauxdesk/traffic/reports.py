"""Inspections as a table for people, JSON, JUnit XML or Markdown for a CI summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from contracts.checking import Finding
from fauxdesk.tables import BAD, GOOD, QUIET, cell, coloured, table
from fauxdesk.traffic.inspection import Inspection


def report(form: str, inspections: Sequence[Inspection]) -> str:
    """The inspections in one of the ``FORMATS``."""
    return FORMATS[form](inspections)


def _table(inspections: Sequence[Inspection]) -> str:
    parts = [table(("traffic", "exchanges", "vendor", "checks", "verdict"), _sums(inspections))]
    rows = [
        (i.name, _exchange(i, f), f.subject, f.says, f.source)
        for i in inspections
        for _, f in i.broken
    ]
    if rows:
        columns = ("traffic", "exchange", "broken", "because", "source")
        parts += ["", table(columns, rows, wide=("exchange", "because", "source"))]
    strangers = sum(i.strangers for i in inspections)
    if strangers:
        parts.append(f"exchanges with hosts of no vendor, not judged: {strangers}")
    return "\n".join([*parts, *_unjudged(inspections)])


def _exchange(inspection: Inspection, finding: Finding) -> str:
    """The place of an exchange in its traffic, from 1, and its request: ``2: PUT /users/7``."""
    return f"{finding.index + 1}: {inspection.asked[finding.index]}"


def _unjudged(inspections: Sequence[Inspection]) -> list[str]:
    return [
        f"{i.name} holds no values: operations were checked, {i.unjudged} sender rules were not"
        for i in inspections
        if i.unjudged
    ]


def _sums(inspections: Sequence[Inspection]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for inspection in inspections:
        for vendor, found in inspection.findings.items() or [("none", [])]:
            count = str(inspection.exchanges)
            rows.append((inspection.name, count, vendor, str(len(found)), _verdict(found)))
    return rows


def _verdict(found: Sequence[Finding]) -> str:
    if not found:
        return coloured("nothing judged", QUIET)
    broken = sum(not finding.holds for finding in found)
    return coloured(f"{broken} broken", BAD) if broken else coloured("holds", GOOD)


def _json(inspections: Sequence[Inspection]) -> str:
    return json.dumps([i.to_json() for i in inspections], indent=2, ensure_ascii=False)


def _junit(inspections: Sequence[Inspection]) -> str:
    root = ElementTree.Element("testsuites", name="fauxdesk")
    for inspection in inspections:
        for vendor, found in inspection.findings.items():
            suite = ElementTree.SubElement(
                root,
                "testsuite",
                name=f"{inspection.name} ({vendor})",
                tests=str(len(found)),
                failures=str(sum(not finding.holds for finding in found)),
            )
            for finding in found:
                _case(suite, vendor, finding, inspection)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _case(
    suite: ElementTree.Element, vendor: str, finding: Finding, inspection: Inspection
) -> None:
    name = f"exchange {finding.index + 1}: {finding.subject}"
    case = ElementTree.SubElement(suite, "testcase", classname=vendor, name=name)
    if not finding.holds:
        failure = ElementTree.SubElement(case, "failure", message=finding.says)
        failure.text = f"{_exchange(inspection, finding)}\n{finding.source}"


def _markdown(inspections: Sequence[Inspection]) -> str:
    lines = ["| traffic | exchanges | checks | verdict |", "|---|---|---|---|"]
    for i in inspections:
        checks = sum(len(found) for found in i.findings.values())
        held = "holds" if checks else "nothing judged"
        verdict = held if i.holds else f"**{len(i.broken)} broken**"
        lines.append(f"| {cell(i.name)} | {i.exchanges} | {checks} | {verdict} |")
    broken = [(i, f) for i in inspections for _, f in i.broken]
    if broken:
        lines += ["", "| traffic | exchange | broken | because | source |", "|---|---|---|---|---|"]
    for i, f in broken:
        cells = (i.name, _exchange(i, f), f"`{f.subject}`", f.says, f.source)
        lines.append(f"| {' | '.join(cell(each) for each in cells)} |")
    return "\n".join([*lines, *(f"\n{cell(line)}" for line in _unjudged(inspections))])


FORMATS: dict[str, Callable[[Sequence[Inspection]], str]] = {
    "table": _table,
    "json": _json,
    "junit": _junit,
    "markdown": _markdown,
}
"""How inspections can be reported, by name."""
