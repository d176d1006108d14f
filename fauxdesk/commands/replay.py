"""``fauxdesk replay``: a cassette as a server."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fauxdesk.address_options import listening
from fauxdesk.serving.interruption import interruption

if TYPE_CHECKING:
    from cassettes.replay import NoRecording, Replay

PORT = 7120
MOST_LISTED = 20


class Span(click.ParamType[timedelta]):
    """A span of time as people write it: ``90d``."""

    name = "span"

    def convert(self, value: Any, param: Any, ctx: Any) -> timedelta:
        """The span; BadInput where it is none."""
        from contracts.duration import seconds_in

        del ctx
        return timedelta(seconds=seconds_in(value, field=param.opts[0]))


@click.command()
@click.argument("cassette", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--repeat/--once", help="Whether a recording answers again; by default, once.")
@click.option("--max-age", type=Span(), help="Fail when it is older: 90d.")
@click.option("--warn-age", type=Span(), help="Warn when it is older: 30d.")
@listening(PORT, "Port to listen on; 0 takes a free one.")
@click.pass_context
def replay(
    ctx: click.Context,
    cassette: Path,
    repeat: bool,
    max_age: timedelta | None,
    warn_age: timedelta | None,
    host: str,
    port: int,
) -> None:
    """Answer from a CASSETTE in place of the vendor, until Ctrl-C or SIGTERM.

    Nothing goes out to a vendor: what is not recorded is answered 501 with the nearest
    recordings, and makes the exit code 1. Recordings that nobody asked for are listed at the
    end. The last line printed first is `ready`.
    """
    from cassettes.answering import Answering
    from cassettes.replay import Replay
    from emulator.serving import Serving

    held = Replay(cassette, repeat=repeat)
    if not _fresh_enough(held, max_age, warn_age):
        ctx.exit(1)
    app = Answering(held, _tell)
    with interruption() as wait, Serving([(port, app)], host) as serving:
        click.echo(f"replaying {len(held)} exchanges of {cassette}\n{serving.urls[0]}\nready")
        wait()
    _sum_up(held)
    ctx.exit(1 if app.missed else 0)


def _fresh_enough(held: Replay, max_age: timedelta | None, warn_age: timedelta | None) -> bool:
    from cassettes.age import stale

    for most in (max_age, warn_age):
        why = None if most is None else stale(held.cassette, most)
        if why is not None:
            click.echo(f"fauxdesk: {held.cassette.path}: {why}", err=True)
            return most is not max_age
    return True


def _tell(missing: NoRecording) -> None:
    click.echo(missing.what, err=True)


def _sum_up(held: Replay) -> None:
    from contracts.wire import target_of

    unused = [exchange.request for exchange in held.unused()]
    click.echo(f"{len(held) - len(unused)} of {len(held)} recordings were asked for")
    if unused:
        click.echo("never asked for:")
    for request in unused[:MOST_LISTED]:
        click.echo(f"  {request.method} {target_of(request)}")
    if len(unused) > MOST_LISTED:
        click.echo(f"  and {len(unused) - MOST_LISTED} more")
