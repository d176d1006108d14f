"""Tables and marks for the terminal: tabulate, fitted to the window."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

import click
from tabulate import tabulate

WIDEST = 160
LEAST = 20
"""Columns that a cell which wraps has at least, however narrow the window."""
HEADER_AIR = 2
GOOD, BAD, QUIET = "green", "red", "bright_black"


def table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], *, wide: str | Sequence[str] = ()
) -> str:
    """The rows as a table no wider than the window; the columns named in ``wide`` wrap."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    wraps = [headers.index(name) for name in ([wide] if isinstance(wide, str) else wide)]
    limits: list[int | None] = [None] * len(headers)
    for place, share in _shares(headers, cells, wraps).items():
        limits[place] = share
    return tabulate(
        cells,
        headers=headers,
        tablefmt="simple_outline" if _draws_boxes() else "outline",
        maxcolwidths=limits,
        disable_numparse=True,
    )


def cell(text: str) -> str:
    """The text as one cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def heading(text: str) -> None:
    """Print a heading with air above it."""
    click.echo()
    click.secho(text, bold=True)


def coloured(word: str, colour: str) -> str:
    """The word in a colour, which click takes away where nobody would see it."""
    return click.style(word, fg=colour)


def _draws_boxes() -> bool:
    try:
        "┌".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _room(headers: Sequence[str], cells: Sequence[Sequence[str]], wraps: Sequence[int]) -> int:
    """The columns left for the cells that wrap when all others take what they need."""
    window = min(shutil.get_terminal_size((120, 40)).columns, WIDEST)
    others = sum(_longest(headers, cells, i) for i in range(len(headers)) if i not in wraps)
    return max(LEAST * len(wraps), window - others - 3 * len(headers) - 1)


def _longest(headers: Sequence[str], cells: Sequence[Sequence[str]], place: int) -> int:
    """The columns that a column needs where nothing in it wraps; tabulate gives headers air."""
    lines = [line for row in cells for line in row[place].split("\n")]
    return max([len(headers[place]) + HEADER_AIR, *(len(click.unstyle(line)) for line in lines)])


def _shares(
    headers: Sequence[str], cells: Sequence[Sequence[str]], wraps: Sequence[int]
) -> dict[int, int]:
    """The columns for each cell that wraps: what one does not need, the others have."""
    longest = {i: _longest(headers, cells, i) for i in wraps}
    room = _room(headers, cells, wraps)
    shares: dict[int, int] = {}
    for place in sorted(wraps, key=longest.__getitem__):
        fair = (room - sum(shares.values())) // (len(wraps) - len(shares))
        shares[place] = max(1, min(longest[place], fair))
    return shares


def counted(number: int, noun: str) -> str:
    """A number of things in words: ``1 exchange``, ``2 exchanges``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
