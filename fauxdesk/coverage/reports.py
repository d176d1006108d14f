"""Coverage as a table for people, JSON, Markdown for a CI summary, or a page of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

from click import unstyle

from contracts.catalogue import Keeper
from contracts.covered import CoveredRule, CoveredVendor
from fauxdesk.coverage.words import day_of, ways_of
from fauxdesk.tables import BAD, coloured, table


def report(form: str, vendors: Sequence[CoveredVendor]) -> str:
    """The vendors' rules in one of the ``FORMATS``."""
    return FORMATS[form](vendors)


def summary(vendors: Sequence[CoveredVendor], *, markup: bool, verbose: bool) -> str:
    """The table at the end of a test run; ``verbose`` names the sender rules left untested."""
    lines = [_table(vendors) if markup else unstyle(_table(vendors))]
    for vendor in vendors if verbose else ():
        untested = [c.rule.id for c in vendor.missing if c.rule.kept_by is Keeper.SENDER]
        if untested:
            lines += [f"sender rules of {vendor.name} that no test exercised:"]
            lines += [f"  {rule}" for rule in untested]
    return "\n".join(lines)


def _table(vendors: Sequence[CoveredVendor]) -> str:
    columns = ("vendor", "requests", "rules exercised", "sender rules", "broken")
    return table(columns, [_sums(vendor) for vendor in vendors])


def _sums(vendor: CoveredVendor) -> tuple[object, ...]:
    share, broken = vendor.share(), len(vendor.broken)
    return (
        vendor.name,
        vendor.requests,
        f"{share} ({share.percent:.1f} %)",
        vendor.share(Keeper.SENDER),
        coloured(str(broken), BAD) if broken else "0",
    )


def _json(vendors: Sequence[CoveredVendor]) -> str:
    told = {vendor.name: vendor.to_json() for vendor in vendors}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _markdown(vendors: Sequence[CoveredVendor]) -> str:
    return "\n".join(line for part in (_summary, _details) for line in part(vendors))


def _summary(vendors: Sequence[CoveredVendor]) -> Iterator[str]:
    yield "| vendor | requests | rules exercised | percent | sender rules | broken |"
    yield "|---|---|---|---|---|---|"
    for vendor in vendors:
        share, broken = vendor.share(), len(vendor.broken)
        cells = (
            vendor.name,
            vendor.requests,
            share,
            f"{share.percent:.1f}",
            vendor.share(Keeper.SENDER),
            f"**{broken}**" if broken else 0,
        )
        yield f"| {' | '.join(map(str, cells))} |"


def _details(vendors: Sequence[CoveredVendor]) -> Iterator[str]:
    for vendor in vendors:
        exercised = [covered for covered in vendor.counted if covered.exercised]
        yield from ("", f"### {vendor.name}")
        yield from _folded("broken", vendor.broken)
        yield from _folded("not exercised", vendor.missing)
        yield from _folded("exercised", exercised)


def _folded(title: str, rules: Sequence[CoveredRule]) -> Iterator[str]:
    """A table that GitHub shows when its title is clicked; nothing of no rules."""
    if not rules:
        return
    yield from ("", f"<details><summary>{title}: {len(rules)}</summary>", "")
    yield "| rule | says | kept by | confidence | seen | last recorded |"
    yield "|---|---|---|---|---|---|"
    for covered in rules:
        rule = covered.rule
        says, recorded = _cell(rule.says), _cell(day_of(covered.recorded)) or "-"
        seen = ways_of(covered) or "-"
        yield (
            f"| `{rule.id}` | {says} | {rule.kept_by} | {rule.confidence} | {seen} | {recorded} |"
        )
    yield from ("", "</details>")


def _cell(text: str) -> str:
    """The text as Markdown shows it: neither a column's end, nor HTML, nor emphasis."""
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", " ".join(text.split()))


def _html(vendors: Sequence[CoveredVendor]) -> str:
    from fauxdesk.coverage.page import page_of

    return page_of(vendors)


FORMATS: dict[str, Callable[[Sequence[CoveredVendor]], str]] = {
    "table": _table,
    "json": _json,
    "markdown": _markdown,
    "html": _html,
}
"""How coverage can be reported, by name."""
SUFFIXES = {".json": "json", ".md": "markdown", ".html": "html"}
"""The form that a file is written in, by how its name ends."""
