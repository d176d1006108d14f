"""``fauxdesk scan``: secrets and addresses that are left in recordings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.problem import BadInput
from fauxdesk.tables import counted

if TYPE_CHECKING:
    from cassettes.scanning import Finding

OWN_VARIABLES = "FAUXDESK_"


@click.command()
@click.argument(
    "files",
    type=click.Path(exists=True, path_type=Path),
    nargs=-1,
    required=True,
    metavar="CASSETTE...",
)
@click.option(
    "--known-from",
    multiple=True,
    metavar="NAME|FILE",
    help="An environment variable, or a settings file, whose secrets are looked for.",
)
@click.option(
    "--allow", multiple=True, metavar="PATTERN", help="A regular expression of what is no secret."
)
@click.option(
    "--allow-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="One such expression a line; # begins a comment.",
)
@click.option("--json", "as_json", is_flag=True, help="A list of findings as JSON.")
@click.pass_context
def scan(
    ctx: click.Context,
    files: tuple[Path, ...],
    known_from: tuple[str, ...],
    allow: tuple[str, ...],
    allow_file: Path | None,
    as_json: bool,
) -> None:
    """Look for secrets, addresses and numbers in cassettes, HAR files, journals and folders.

    However they are wrapped: base64, gzip, URL-encoding, JSON in JSON. The secrets in the
    FAUXDESK_* variables are looked for by themselves. Pseudonyms are no findings, nor what
    stands in our own scenarios. Exit 1 when anything is found.
    """
    from cassettes.places import files_in
    from cassettes.scanning import Scan
    from fauxdesk.stories.invented import is_invented

    known = dict(_known(known_from, os.environ))
    looking = Scan(known, list(_patterns(allow, allow_file)), is_invented)
    looked_at = list(files_in(list(files)))
    if not looked_at:
        raise BadInput("holds no recording to look at", file=files[0])
    findings = [found for file in looked_at for found in looking.findings(file)]
    _tell(findings, len(looked_at), as_json=as_json)
    ctx.exit(1 if findings else 0)


def _tell(findings: list[Finding], files: int, *, as_json: bool) -> None:
    if as_json:
        import json

        click.echo(json.dumps([found.to_json() for found in findings], indent=2))
        return
    for found in findings:
        click.echo(str(found))
    what = counted(len(findings), "finding") if findings else "nothing found"
    click.echo(f"{what} in {counted(files, 'file')}", err=bool(findings))


def _known(named: Iterable[str], environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The known secrets by the name of the variable or the setting that holds them."""
    from cassettes.pseudonyms import Sort
    from cassettes.sensitive import sort_of_key

    for name, value in environ.items():
        if name.startswith(OWN_VARIABLES) and sort_of_key(name) is Sort.SECRET:
            yield name, value
    for name in named:
        if name in environ:
            yield name, environ[name]
        elif Path(name).is_file():
            yield from _settings(Path(name))
        else:
            raise BadInput(
                f"{name}: neither an environment variable nor a file", field="known-from"
            )


def _settings(file: Path) -> Iterator[tuple[str, str]]:
    import tomllib

    from cassettes.pseudonyms import Sort
    from cassettes.sensitive import sort_of_key

    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"not a settings file: {type(error).__name__}", file=file) from error
    for table, settings in tables.items():
        for key, value in settings.items() if isinstance(settings, dict) else ():
            if isinstance(value, str) and sort_of_key(key) is Sort.SECRET:
                yield f"{table}.{key}", value


def _patterns(allowed: Iterable[str], file: Path | None) -> Iterator[re.Pattern[str]]:
    lines = file.read_text(encoding="utf-8").splitlines() if file else []
    stated = [(None, None, pattern) for pattern in allowed]
    listed = [(file, n, line.strip()) for n, line in enumerate(lines, 1)]
    for source, number, pattern in [*stated, *listed]:
        if pattern and not (source and pattern.startswith("#")):
            try:
                yield re.compile(pattern, re.IGNORECASE)
            except re.error as error:
                what = f"not a regular expression: {error}"
                raise BadInput(what, file=source, line=number, field="allow") from error
