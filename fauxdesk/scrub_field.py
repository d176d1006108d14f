"""What stands under a key of the user's own, as the command line takes it."""

from __future__ import annotations

import click

SCRUB_FIELD = click.option(
    "--scrub-field",
    "fields",
    multiple=True,
    metavar="NAME=SORT",
    help="What stands under a key of your own; none: nothing sensitive. May be repeated.",
)
