"""``fauxdesk forward``: deliver a file of calls."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import click

from contracts.conversation import Kind
from contracts.problem import BadInput
from fauxdesk.call_lines import CallLine, Teller, call_lines
from fauxdesk.commands.explain import explained
from fauxdesk.ports import FIRST_PORT
from fauxdesk.serving.local import local_environment, running
from fauxdesk.stories.rehearsal import Rehearsal
from fauxdesk.tables import BAD, coloured, counted, heading, table
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
    summary = Summary()
    with _teller(names, settings, dry_run) as teller, _progress(file, as_json) as lines:
        for line in call_lines(lines, teller, name=file.name):
            summary.add(line)
            _tell(line, as_json)
    if not as_json:
        summary.show(dry_run)
    ctx.exit(0 if summary.good else 1)


@dataclass(slots=True)
class Summary:
    """Counts over the lines of a file, however long: the lines themselves are not kept."""

    lines: int = 0
    bad: int = 0
    outcomes: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, Kind, str, str]] = field(default_factory=Counter)

    @property
    def good(self) -> bool:
        """Whether every line was a call, and none was refused or failed."""
        return not self.bad and all(kind not in WRONG for _, kind in self.outcomes)

    def add(self, line: CallLine) -> None:
        """Count a line and what became of its call."""
        self.lines += 1
        self.bad += line.bad is not None
        for conversation in line.conversations:
            name, outcome = conversation.vendor, conversation.outcome
            assert outcome is not None
            self.requests[name] += len(conversation.exchanges)
            self.outcomes[name, outcome.kind] += 1
            if outcome.kind is not Kind.SENT:
                self.reasons[name, outcome.kind, outcome.says, outcome.rule or ""] += 1

    def show(self, dry_run: bool) -> None:
        """Print the counts, and why calls were not delivered."""
        heading("What would be delivered" if dry_run else "Delivered")
        rows = [
            (name, *(self.outcomes[name, kind] for kind in Kind), self.requests[name])
            for name in sorted(self.requests)
        ]
        click.echo(table(("vendor", *Kind, "requests"), rows))
        if self.reasons:
            heading("Why not")
            why = [
                (name, coloured(kind, BAD) if kind in WRONG else kind, times, says, rule)
                for (name, kind, says, rule), times in self.reasons.most_common()
            ]
            columns = ("vendor", "outcome", "calls", "because", "rule")
            click.echo(table(columns, why, wide="because"))
        bad = f", {self.bad} of them no call" if self.bad else ""
        click.echo(counted(self.lines, "line") + bad)


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
    for name in sorted(settings.keys() - started.keys()):
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


def _tell(line: CallLine, as_json: bool) -> None:
    if line.bad is not None:
        click.echo(f"fauxdesk: {line.bad}", err=True)
    for conversation in line.conversations:
        if as_json:
            click.echo(json.dumps(explained(line, conversation), ensure_ascii=False))
