"""``fauxdesk rules``: the catalogue."""

from __future__ import annotations

import json

import click

from contracts.catalogue import Catalogue, Rule, catalogue
from fauxdesk.tables import heading, table
from fauxdesk.vendor_names import VENDOR


@click.command()
@click.argument("vendor", type=VENDOR, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the rules as a JSON list.")
def rules(vendor: str | None, as_json: bool) -> None:
    """List every rule of the vendors' documents, its source, and how sure it is.

    Kept by: `server`, the fake answers so; `sender`, judged from the requests; `ours`, a promise
    of the forwarder that no traffic shows; `note`, a fact that is only listed. A rule whose
    confidence is `assumed` can be switched off in the account file.
    """
    known = catalogue().of(vendor) if vendor else catalogue()
    if as_json:
        click.echo(json.dumps([_entry(rule) for rule in known.values()], indent=2))
        return
    for name in dict.fromkeys(rule.vendor for rule in known.values()):
        _show(name, known.of(name))


def _show(vendor: str, known: Catalogue) -> None:
    counted = sum(rule.counted for rule in known.values())
    heading(f"{vendor}: {len(known)} rules, {counted} of them counted")
    rows = [(r.id, r.says, r.kept_by, r.confidence, r.source) for r in known.values()]
    columns = ("rule", "says", "kept by", "confidence", "source")
    click.echo(table(columns, rows, wide=("says", "source")))


def _entry(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "vendor": rule.vendor,
        "says": rule.says,
        "source": rule.source,
        "confidence": rule.confidence.value,
        "kept_by": rule.kept_by.value,
    }
