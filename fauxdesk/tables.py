"""Tables and marks for the terminal: tabulate, fitted to the window."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

import click
from tabulate import tabulate

WIDEST = 160
LEAST, MOST = 18, 40
"""A column that wraps has at least the first, and breaks no word shorter than the second."""
HEADER_PADDING = 2
"""Columns that tabulate adds to a header."""
GOOD, BAD, QUIET = "green", "red", "bright_black"


def table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], *, wide: str | Sequence[str] = ()
) -> str:
    """The rows as a table no wider than the window; the columns named in ``wide`` wrap.

    Where the window is too narrow even so, each row is a paragraph, its cells below each other.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    wraps = [headers.index(name) for name in ([wide] if isinstance(wide, str) else wide)]
    columns = [[header, *(row[i] for row in cells)] for i, header in enumerate(headers)]
    window = min(shutil.get_terminal_size((120, 40)).columns, WIDEST)
    limits = _limits(columns, wraps, window - 3 * len(headers) - 1)
    if limits is None:
        return _paragraphs(headers, cells, window)
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


def _limits(
    columns: Sequence[Sequence[str]], wraps: Sequence[int], window: int
) -> list[int | None] | None:
    """The widths at which columns wrap, None for those that do not; None if they cannot fit."""
    needs = [max(len(column[0]) + HEADER_PADDING, *map(_width, column)) for column in columns]
    room = window - sum(need for place, need in enumerate(needs) if place not in wraps)
    least = {i: min(needs[i], max(LEAST, *map(_longest_word, columns[i]))) for i in wraps}
    if room < sum(least.values()):
        return None
    limits: list[int | None] = [None] * len(columns)
    spare = room - sum(least.values())
    by_want = sorted(wraps, key=lambda i: needs[i] - least[i])
    for number, place in enumerate(by_want):
        more = min(needs[place] - least[place], spare // (len(by_want) - number))
        limits[place] = least[place] + more
        spare -= more
    return limits


def _paragraphs(headers: Sequence[str], cells: Sequence[Sequence[str]], window: int) -> str:
    room = max(LEAST, window - max(map(len, headers)) - 2)
    return "\n\n".join(
        tabulate(
            zip(headers, row, strict=True),
            tablefmt="plain",
            maxcolwidths=[None, room],
            disable_numparse=True,
        )
        for row in cells
    )


def _width(text: str) -> int:
    return max(len(line) for line in click.unstyle(text).split("\n"))


def _longest_word(text: str) -> int:
    """The longest part of the text that wrapping keeps whole, or MOST where it is longer."""
    words = click.unstyle(text).replace("-", "- ").split()
    return min(MOST, max(map(len, words), default=0))


def counted(number: int, noun: str) -> str:
    """A number of things in words: ``1 exchange``, ``2 exchanges``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
