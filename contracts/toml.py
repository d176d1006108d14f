"""Reading TOML: what is wrong with a file is told with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from contracts.call import Json
from contracts.problem import BadInput


def toml_in(text: str, file: str | Path) -> dict[str, Json]:
    """The tables of a TOML text; BadInput with ``file`` and line where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = int(line[1]) if line else text.rstrip().count("\n") + 1
        raise BadInput(f"not TOML: {what}", file=file, line=number) from error
    except RecursionError as error:
        raise BadInput("nested too deeply", file=file) from error
    except ValueError as error:
        raise BadInput("not TOML: a number has too many digits", file=file) from error


def read_toml(path: str | Path) -> dict[str, Json]:
    """The tables of a TOML file, with or without a mark at its start; BadInput where it is none."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=path) from error
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8 text", file=path) from error
    return toml_in(text, path)
