"""``fauxdesk record``: a reverse proxy that records what passes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.problem import BadInput
from fauxdesk.address_options import listening
from fauxdesk.scrub_field import SCRUB_FIELD
from fauxdesk.serving.interruption import interruption
from fauxdesk.tables import counted
from fauxdesk.vendor_names import VENDOR

if TYPE_CHECKING:
    from cassettes.tape import Tape
    from fauxdesk.serving.proxying import Existing

PORT = 7110


@click.command()
@click.argument("vendor", type=VENDOR)
@click.option("--target", required=True, metavar="URL", help="Whom to ask: your own account.")
@click.option(
    "--cassette",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to record into.",
)
@click.option("--append", is_flag=True, help="Add to an existing cassette.")
@click.option("--overwrite", is_flag=True, help="Record it anew.")
@SCRUB_FIELD
@click.option("--shapes", is_flag=True, help="Keep a shape file: names and types, no values.")
@listening(PORT, "Port to listen on; 0 takes a free one.")
def record(
    vendor: str,
    target: str,
    file: Path,
    append: bool,
    overwrite: bool,
    fields: tuple[str, ...],
    shapes: bool,
    host: str,
    port: int,
) -> None:
    """Record what your program and a VENDOR say to each other, until Ctrl-C or SIGTERM.

    Point your program at the address printed in place of the vendor's. Requests go on to
    --target, answers come back, and both are kept in the cassette without anything sensitive.
    It is written whole, at most once a second. The last line printed first is `ready`.
    """
    from cassettes.scrubbing import Scrub, fields_stated
    from fauxdesk.serving.proxying import record as recording

    existing = _existing(file, append, overwrite)
    _check_suffix(file, (".json",) if shapes else (".yaml", ".yml"))
    held = file.exists()
    running = recording(
        vendor,
        target,
        file,
        existing=existing,
        scrub=Scrub(fields=fields_stated(fields)),
        shapes=shapes,
        host=host,
        port=port,
        failed=_tell,
    )
    with interruption() as wait, running as recorder:
        click.echo(f"recording {vendor} into {file}\n{recorder.url}\nready")
        wait()
    _tell_what_is_kept(recorder.tape, file, held=held)


def _existing(file: Path, append: bool, overwrite: bool) -> Existing:
    if append and overwrite:
        raise click.UsageError("--append adds to a cassette, --overwrite records it anew: take one")
    if file.exists() and not (append or overwrite):
        raise BadInput("is there already; --append adds to it, --overwrite records it anew", file)
    return "append" if append else "overwrite" if overwrite else None


def _check_suffix(file: Path, kinds: tuple[str, ...]) -> None:
    if file.suffix not in kinds:
        wrong = f"{str(file)!r} must end in {' or '.join(kinds)}"
        raise click.BadParameter(wrong, param_hint="--cassette")


def _tell_what_is_kept(tape: Tape, file: Path, *, held: bool) -> None:
    kept = " and the file is as it was" if held and not len(tape) else ""
    click.echo(f"{file}: {counted(len(tape), 'exchange')} recorded{kept}")
    if tape.unanswered:
        lost = counted(tape.unanswered, "request")
        click.echo(f"{lost} got no answer that could be recorded", err=True)


def _tell(error: OSError) -> None:
    click.echo(f"fauxdesk: cannot write the cassette yet: {error.strerror}", err=True)
