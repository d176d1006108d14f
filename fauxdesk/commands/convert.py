"""``fauxdesk convert``: recorded traffic as a file of another kind."""

from __future__ import annotations

import click

from fauxdesk.vendor_names import VENDOR


@click.command()
@click.argument(
    "source", metavar="IN", type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False))
@click.option("--vendor", type=VENDOR, help="Only the exchanges of this vendor.")
@click.option("--shapes", is_flag=True, help="Write a shape file: names and types, no values.")
@click.option("--no-scrub", is_flag=True, help="Leave secrets, names and addresses as they are.")
def convert(source: str, target: str, vendor: str | None, shapes: bool, no_scrub: bool) -> None:
    """Write a cassette, HAR file or journal (- is standard input) as OUT's suffix says.

    .yaml is a cassette, .har a HAR file, .json and .jsonl a journal.
    """
    from cassettes.conversion import convert as convert_file
    from cassettes.reading import traffic_in
    from cassettes.scrubbing import Scrub
    from cassettes.shape_file import write_shapes

    metadata, exchanges = traffic_in(source)
    kept = [exchange for exchange in exchanges if vendor in (None, exchange.vendor)]
    if shapes:
        write_shapes(target, kept, metadata)
    else:
        convert_file(target, kept, metadata, None if no_scrub else Scrub())
    click.echo(f"{target}: {len(kept)} exchanges")
