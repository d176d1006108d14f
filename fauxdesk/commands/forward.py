"""``fauxdesk forward``: deliver a file of calls."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from contracts.conversation import Conversation, Kind
from contracts.problem import BadInput
from fauxdesk.commands.explain import explained
from fauxdesk.local import local_environment, running
from fauxdesk.rehearsal import Rehearsal
from fauxdesk.stack import FIRST_PORT
from fauxdesk.stories import Story, Teller, stories
from fauxdesk.tables import BAD, coloured, heading, table
from fauxdesk.vendor_names import VENDORS
from forwarder.delivery import Forwarder
from forwarder.settings import Settings, read_settings

WRONG = (Kind.REFUSED, Kind.FAILED)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--to", "names", type=VENDORS, default=(), help="Only these vendors.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file, a table a vendor; FAUXDESK_<VENDOR>_<KEY> wins. Without it: the local stack.",
)
@click.option("--dry-run", is_flag=True, help="Deliver to fakes inside this process only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a call and vendor.")
@click.pass_context
def forward(
    ctx: click.Context,
    file: BinaryIO,
    names: tuple[str, ...],
    settings_file: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Deliver the calls of a JSONL FILE (or - for standard input) to the vendors.

    Without settings it speaks to the local stack of `fauxdesk up` and never to a real vendor.
    Exit 1 when a line is no call, or a call was refused or failed.
    """
    settings = settings_for(names, settings_file)
    if not dry_run:
        settings = _running(settings, asked=bool(names) or settings_file is not None)
    told: list[Story] = []
    with _teller(names, settings, dry_run) as teller, _progress(file, as_json) as lines:
        for story in stories(lines, teller, name=file.name):
            told.append(story)
            _tell(story, as_json)
    if not as_json:
        _summary(told, dry_run)
    bad = any(story.bad for story in told)
    ctx.exit(1 if bad or any(c.outcome and c.outcome.kind in WRONG for c in _all(told)) else 0)


def settings_for(names: tuple[str, ...], file: Path | None) -> dict[str, Settings]:
    """The settings of these vendors (default all): the file's, else those of the local stack."""
    local = local_environment("127.0.0.1", FIRST_PORT) if file is None else {}
    read = read_settings(file, {**local, **os.environ})
    for name in names or ("any vendor",) * (not read):
        if name not in read:
            raise BadInput(f"holds no settings of {name}", file)
    return {name: read[name] for name in read if not names or name in names}


def _running(settings: dict[str, Settings], *, asked: bool) -> dict[str, Settings]:
    started = running(settings, asked=asked)
    for name in settings.keys() - started.keys():
        click.echo(f"{name} is not started at {settings[name].url} and gets no call", err=True)
    return started


@contextmanager
def _teller(
    names: tuple[str, ...], settings: dict[str, Settings], dry_run: bool
) -> Iterator[Teller]:
    if dry_run:
        yield Rehearsal(names, settings, fresh=False)
        return
    with Forwarder(settings) as forwarder:
        yield forwarder


@contextmanager
def _progress(file: BinaryIO, as_json: bool) -> Iterator[Iterable[bytes]]:
    if as_json or not sys.stderr.isatty() or not file.seekable():
        yield file
        return
    lines = file.readlines()
    with click.progressbar(lines, label="forwarding", file=sys.stderr) as bar:
        yield bar


def _tell(story: Story, as_json: bool) -> None:
    if story.bad is not None:
        click.echo(f"fauxdesk: {story.bad}", err=True)
    for conversation in story.conversations:
        if as_json:
            click.echo(json.dumps(explained(story, conversation), ensure_ascii=False))


def _summary(told: list[Story], dry_run: bool) -> None:
    heading("What would be delivered" if dry_run else "Delivered")
    counts = Counter((c.vendor, c.outcome.kind) for c in _all(told) if c.outcome)
    vendors = sorted({vendor for vendor, _ in counts})
    click.echo(
        table(
            ("vendor", *Kind, "requests"),
            [
                (
                    v,
                    *(counts[v, kind] for kind in Kind),
                    sum(len(c.exchanges) for c in _of(told, v)),
                )
                for v in vendors
            ],
        )
    )
    reasons = Counter(
        (c.vendor, c.outcome.kind, c.outcome.says, c.outcome.rule or "")
        for c in _all(told)
        if c.outcome and c.outcome.kind is not Kind.SENT
    )
    if reasons:
        heading("Why not")
        rows = [
            (vendor, coloured(kind, BAD) if kind in WRONG else kind, times, says, rule)
            for (vendor, kind, says, rule), times in reasons.most_common()
        ]
        click.echo(table(("vendor", "outcome", "calls", "because", "rule"), rows, wide="because"))
    bad = sum(story.bad is not None for story in told)
    click.echo(f"lines: {len(told)}, of which no call: {bad}")


def _all(told: list[Story]) -> Iterator[Conversation]:
    return (conversation for story in told for conversation in story.conversations)


def _of(told: list[Story], vendor: str) -> Iterator[Conversation]:
    return (conversation for conversation in _all(told) if conversation.vendor == vendor)
