"""``fauxdesk env``: the variables that point a forwarder at the local stack."""

from __future__ import annotations

import shlex

import click

from fauxdesk.serving.local import local_environment
from fauxdesk.serving.stack import FIRST_PORT, LAST_PORT


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the stack listens.")
@click.option(
    "--port",
    type=click.IntRange(1, LAST_PORT),
    default=FIRST_PORT,
    show_default=True,
    help="The stack's first port.",
)
def env(host: str, port: int) -> None:
    """Print the variables that point a forwarder at the local stack.

    Use it as `eval "$(fauxdesk env)"` beside a running `fauxdesk up`. They hold the fakes' own
    credentials, which open nothing else.
    """
    for name, value in local_environment(host, port).items():
        click.echo(f"export {name}={shlex.quote(value)}")
