"""Where the running stack is, as commands are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from fauxdesk.serving.stack import FIRST_PORT, LAST_PORT

_OPTIONS = (
    click.option("--host", default="127.0.0.1", show_default=True, help="Where the stack listens."),
    click.option(
        "--port",
        type=click.IntRange(1, LAST_PORT),
        default=FIRST_PORT,
        show_default=True,
        help="The stack's first port.",
    ),
    click.option("--account", help="The name of an account; else each vendor's default one."),
)


def at_stack(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--host``, ``--port`` and ``--account``, and hand it the RunningStack."""

    @wraps(command)
    def steering(host: str, port: int, account: str | None, **arguments: Any) -> Any:
        from fauxdesk.serving.running import RunningStack

        return command(RunningStack(port, host, account), **arguments)

    for option in reversed(_OPTIONS):
        option(steering)
    return steering
