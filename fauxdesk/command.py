"""The command line: a group whose commands are the modules of ``fauxdesk.commands``."""

from __future__ import annotations

import pkgutil
import sys
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

import click
from click.exceptions import NoArgsIsHelpError

from fauxdesk import __version__, commands
from fauxdesk.house import Shadowed, check_house

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


class Commands(click.Group):
    """Loads a command's module only when it is asked for, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """One command a module."""
        del ctx
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that the module of this name defines under its own name."""
        known = self.list_commands(ctx)
        if cmd_name not in known:
            near = get_close_matches(cmd_name, known, 1, 0.5)
            hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known)}"
            ctx.fail(f"No such command {cmd_name!r}{hint}")
        command: click.Command = getattr(import_module(f"fauxdesk.commands.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fauxdesk")
def fauxdesk() -> None:
    """Fake helpdesk and CRM vendors, a real Segment forwarder, and their contracts."""


def table_of_commands() -> str:
    """The commands as a Markdown table, for the README."""
    context = click.Context(fauxdesk)
    rows = ["| command | does |", "|---|---|"]
    for name in fauxdesk.list_commands(context):
        command = fauxdesk.get_command(context, name)
        assert command is not None
        usage = " ".join(command.collect_usage_pieces(click.Context(command)))
        rows.append(f"| `{name} {usage}` | {command.get_short_help_str(200)} |")
    return "\n".join(rows)


def main() -> None:
    """Run the command line: exit 0 good, 1 found something wrong, 2 wrong use or bad input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        check_house()
        _run()
    except Shadowed as shadowed:
        _end(str(shadowed))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        _end(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))


def _run() -> None:
    from contracts.problem import Problem

    try:
        sys.exit(fauxdesk.main(prog_name="fauxdesk", standalone_mode=False) or 0)
    except Problem as problem:
        _end(str(problem))
    except click.ClickException as wrong:
        _show(wrong)
        sys.exit(wrong.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)


def _show(wrong: click.ClickException) -> None:
    """Say in one line what was wrong use; a group that was given no command shows its help."""
    if not isinstance(wrong, click.UsageError) or isinstance(wrong, NoArgsIsHelpError):
        wrong.show()
        return
    path = wrong.ctx.command_path if wrong.ctx else "fauxdesk"
    click.echo(f"{path}: {wrong.format_message().rstrip('.')}; see `{path} --help`", err=True)


def _end(line: str) -> None:
    click.echo(f"fauxdesk: {line}", err=True)
    sys.exit(2)
