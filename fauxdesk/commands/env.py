"""``fauxdesk env``: the variables that point a forwarder at the local stack."""

from __future__ import annotations

import shlex

import click

from fauxdesk.address_options import where_it_runs
from fauxdesk.serving.local import local_environment


@click.command()
@where_it_runs
def env(host: str, port: int) -> None:
    """Print the variables that point a forwarder at the local stack.

    Use it as `eval "$(fauxdesk env)"` beside a running `fauxdesk up`. They hold the fakes' own
    credentials, which open nothing else.
    """
    for name, value in local_environment(host, port).items():
        click.echo(f"export {name}={shlex.quote(value)}")
