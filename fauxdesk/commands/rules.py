"""``fauxdesk rules``: the catalogue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from contracts.call import Json
from contracts.catalogue import Catalogue, Rule, catalogue
from fauxdesk.tables import heading, table
from fauxdesk.traffic.fidelity.proofs import PLACES, Proof, proofs_in, recordings_here
from fauxdesk.vendor_names import VENDOR


@click.command()
@click.argument("vendor", type=VENDOR, required=False)
@click.option(
    "--cassettes",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="A recording, or a folder of them, that may prove rules; can be given several times."
    f"  [default: the folders {' and '.join(PLACES)}]",
)
@click.option("--json", "as_json", is_flag=True, help="Print the rules as a JSON list.")
def rules(vendor: str | None, cassettes: tuple[Path, ...], as_json: bool) -> None:
    """List every rule of the vendors' documents, its source, and how sure it is.

    Kept by: `server`, the fake answers so; `sender`, judged from the requests; `ours`, a promise
    of the forwarder that no traffic shows; `note`, a fact that is only listed. A rule whose
    confidence is `assumed` can be switched off in the account file.

    Proven: a recording of the real vendor agrees with the fake where the rule is at work; its
    date and origin are shown. Recordings of the fake itself prove nothing.
    """
    known = catalogue().of(vendor) if vendor else catalogue()
    proofs = proofs_in(cassettes or recordings_here())
    if as_json:
        entries = [_entry(rule, proofs.get(rule.id)) for rule in known.values()]
        click.echo(json.dumps(entries, indent=2))
        return
    for name in dict.fromkeys(rule.vendor for rule in known.values()):
        _show(name, known.of(name), proofs)


def _show(vendor: str, known: Catalogue, proofs: Mapping[str, Proof]) -> None:
    counted = sum(rule.counted for rule in known.values())
    proven = sum(rule in proofs for rule in known)
    told = f", {proven} proven by recordings" if proofs else ""
    heading(f"{vendor}: {len(known)} rules, {counted} of them counted{told}")
    columns = ["rule", "says", "kept by", "confidence", "source"]
    rows = [[r.id, r.says, r.kept_by, r.confidence, r.source] for r in known.values()]
    if proven:
        columns.append("proven")
        rows = [[*row, str(proofs.get(row[0], ""))] for row in rows]
    click.echo(table(columns, rows, wide=("says", "source")))


def _entry(rule: Rule, proof: Proof | None) -> dict[str, Json]:
    return {
        "id": rule.id,
        "vendor": rule.vendor,
        "says": rule.says,
        "source": rule.source,
        "confidence": rule.confidence.value,
        "kept_by": rule.kept_by.value,
        "proven": proof and proof.to_json(),
    }
