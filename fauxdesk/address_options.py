"""The options that say where a stack runs, and where a command listens itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

import click

from fauxdesk.ports import FIRST_PORT, LAST_PORT

Command: TypeAlias = Callable[..., Any]


def listening(port: int, says: str) -> Callable[[Command], Command]:
    """Give a command ``--host`` and ``--port`` for listening itself; port 0 is a free one."""
    return _address("Address to listen on.", click.IntRange(0, LAST_PORT), port, says)


def where_it_runs(command: Command) -> Command:
    """Give a command ``--host`` and ``--port`` of a stack that runs, or will."""
    ports = click.IntRange(1, LAST_PORT)
    return _address("Where the stack listens.", ports, FIRST_PORT, "The stack's first port.")(
        command
    )


def at_stack(command: Command) -> Command:
    """Give a command ``--host``, ``--port`` and ``--account``, and hand it the RunningStack."""

    @where_it_runs
    @click.option("--account", help="The name of an account; else each vendor's default one.")
    @wraps(command)
    def steering(host: str, port: int, account: str | None, **arguments: Any) -> Any:
        from fauxdesk.serving.running import RunningStack

        return command(RunningStack(port, host, account), **arguments)

    return steering


def _address(
    host: str, ports: click.IntRange, port: int, says: str
) -> Callable[[Command], Command]:
    def addressed(command: Command) -> Command:
        option = click.option("--port", type=ports, default=port, show_default=True, help=says)
        return click.option("--host", default="127.0.0.1", show_default=True, help=host)(
            option(command)
        )

    return addressed
