"""``fauxdesk convert``: recorded traffic as a file of another kind."""

from __future__ import annotations

import click

from fauxdesk.scrub_field import SCRUB_FIELD
from fauxdesk.tables import counted
from fauxdesk.vendor_names import VENDOR


@click.command()
@click.argument(
    "source", metavar="IN", type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False))
@click.option("--vendor", type=VENDOR, help="Only the exchanges of this vendor.")
@click.option("--shapes", is_flag=True, help="Write a shape file: names and types, no values.")
@click.option("--no-scrub", is_flag=True, help="Leave secrets, names and addresses as they are.")
@SCRUB_FIELD
def convert(
    source: str,
    target: str,
    vendor: str | None,
    shapes: bool,
    no_scrub: bool,
    fields: tuple[str, ...],
) -> None:
    """Write a cassette, HAR file or journal (- is standard input) as OUT's suffix says.

    .yaml is a cassette, .har a HAR file, .json and .jsonl a journal.
    """
    from cassettes.conversion import convert as convert_file
    from cassettes.reading import traffic_in
    from cassettes.scrubbing import Scrub, fields_stated
    from cassettes.shape_file import write_shapes
    from contracts.problem import BadInput

    if fields and (no_scrub or shapes):
        other = "--no-scrub" if no_scrub else "--shapes"
        raise click.UsageError(f"--scrub-field says how to scrub, {other} that nothing is scrubbed")
    scrub = None if no_scrub else Scrub(fields=fields_stated(fields))
    metadata, exchanges = traffic_in(source)
    kept = [exchange for exchange in exchanges if vendor in (None, exchange.vendor)]
    if vendor and not kept:
        raise BadInput(f"holds no exchange with {vendor}", file=source)
    if shapes and not target.endswith(".json"):
        raise click.BadParameter(f"{target!r} must end in .json with --shapes", param_hint="OUT")
    if shapes:
        write_shapes(target, kept, metadata)
    else:
        convert_file(target, kept, metadata, scrub)
    click.echo(f"{target}: {counted(len(kept), 'exchange')}")
