"""``fauxdesk init``: commented files to start from."""

from __future__ import annotations

from pathlib import Path

import click

from cassettes.cassette import replace_file
from contracts.problem import BadInput
from emulator.vendor import vendors as fakes
from fauxdesk.address_options import where_it_runs
from fauxdesk.serving.local import local_settings
from fauxdesk.starters import account_text, settings_text
from fauxdesk.vendor_names import VENDOR


@click.command()
@click.argument("vendors", type=VENDOR, nargs=-1)
@click.option(
    "--folder",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write them; else here.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@where_it_runs
def init(vendors: tuple[str, ...], folder: Path, force: bool, host: str, port: int) -> None:
    """Write a commented settings file, and an account file for each of VENDORS (default all).

    The settings reach a running `fauxdesk up`. Nothing is written if one of the files is there.
    """
    chosen = tuple(dict.fromkeys(vendors)) or tuple(fakes())
    local = local_settings(host, port)
    files = {folder / "settings.toml": settings_text({name: local[name] for name in chosen})}
    for name in chosen:
        file = folder / f"{name}.toml"
        files[file] = account_text(fakes()[name], str(file))
    for file in files:
        if file.is_dir():
            raise BadInput("is a folder", file)
        if file.exists() and not force:
            raise BadInput("is there already; --force replaces it", file)
    for file, text in files.items():
        replace_file(file, text)
        click.echo(str(file))
