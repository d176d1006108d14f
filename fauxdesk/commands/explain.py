"""``fauxdesk explain``: where each trait goes, and what would be sent."""

from __future__ import annotations

import json
from typing import BinaryIO

import click

from contracts.call import Json
from contracts.conversation import Conversation, Dropped
from contracts.wire import target_of
from fauxdesk.call_lines import CallLine, call_lines
from fauxdesk.stories.rehearsal import Rehearsal
from fauxdesk.tables import heading, table
from fauxdesk.vendor_names import VENDORS


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--to", "names", type=VENDORS, default=(), help="Only these vendors.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an event and vendor.")
@click.pass_context
def explain(ctx: click.Context, file: BinaryIO, names: tuple[str, ...], as_json: bool) -> None:
    """Say for each call of a JSONL FILE (or - for standard input) where every trait lands.

    Nothing leaves this process: what is told, and the requests below it, is what would become of
    the call at an account that knows nobody.
    """
    rehearsal = Rehearsal(names)
    wrong = lines = 0
    for line in call_lines(file, rehearsal, name=file.name):
        lines += 1
        wrong += line.bad is not None
        if line.bad is not None:
            click.echo(f"fauxdesk: {line.bad}", err=True)
        for conversation in line.conversations:
            (_print_json if as_json else _print)(line, conversation)
    if not lines:
        click.echo(f"fauxdesk: {file.name} holds no call", err=True)
    ctx.exit(1 if wrong else 0)


def _print(line: CallLine, conversation: Conversation) -> None:
    outcome = conversation.outcome
    assert outcome is not None
    heading(f"line {line.number}: {line.type} to {conversation.vendor}: would be {outcome.kind}")
    click.echo(outcome.says + (f" [{outcome.rule}]" if outcome.rule else ""))
    rows = [
        (m.trait, "dropped", m.why + (f" [{m.rule}]" if m.rule else ""))
        if isinstance(m, Dropped)
        else (m.trait, m.field, json.dumps(m.value, ensure_ascii=False))
        for m in outcome.mapping
    ]
    if rows:
        click.echo(table(("trait", "field", "value, or why not"), rows, wide="value, or why not"))
    for exchange in conversation.exchanges:
        body = exchange.request.body
        click.echo(f"  {exchange.request.method} {target_of(exchange.request)}")
        if body is not None:
            click.echo(f"      {json.dumps(body, ensure_ascii=False)}")


def _print_json(line: CallLine, conversation: Conversation) -> None:
    click.echo(json.dumps(explained(line, conversation), ensure_ascii=False))


def explained(line: CallLine, conversation: Conversation) -> dict[str, Json]:
    """The explanation as data: line, type, vendor, outcome, mapping, requests planned."""
    outcome = conversation.outcome
    assert outcome is not None
    return {
        "line": line.number,
        "type": line.type,
        "vendor": conversation.vendor,
        "outcome": outcome.kind,
        "says": outcome.says,
        "rule": outcome.rule,
        "mapping": [
            {"trait": m.trait, "field": None, "why": m.why, "rule": m.rule}
            if isinstance(m, Dropped)
            else {"trait": m.trait, "field": m.field, "value": m.value}
            for m in outcome.mapping
        ],
        "requests": [
            {"method": e.request.method, "target": target_of(e.request), "body": e.request.body}
            for e in conversation.exchanges
        ],
    }
