"""An account that a recording shows, written as a commented account file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from contracts.call import Json

if TYPE_CHECKING:
    from emulator.recollection import Recollection
    from emulator.vendor import Vendor

WIDTH = 100


def account_text(vendor: Vendor, recollection: Recollection, origin: str) -> str:
    """The account file in TOML, its secrets left out; ``origin`` says where the recording is from.

    TOML has no null: what is null in the recording is left out, which an account file means by it.
    """
    import tomlkit

    document = tomlkit.document()
    for line in _lines(
        f"A {vendor.title} account as a recording shows it: {origin}. It holds what was there"
        " before the first recorded request, with ids and values as recorded: what was a pseudonym"
        " there is one here. Credentials and switches are the template's until you add [settings]."
    ):
        document.add(tomlkit.comment(line))
    document.add("vendor", tomlkit.string(vendor.name))
    for table, records in recollection.account.items():
        document.add(tomlkit.nl())
        for line in _lines(_says(table, len(records), recollection)):
            document.add(tomlkit.comment(line))
        if records:
            tables = tomlkit.aot()
            for record in _plain(records, vendor.secrets):
                tables.append(tomlkit.item(record))
            document.add(table, tables)
    return tomlkit.dumps(document)


def _says(table: str, count: int, recollection: Recollection) -> str:
    name = table.replace("_", " ").capitalize()
    if table in recollection.guessed:
        return f"{name}: their list was not recorded. Values tell of {count}; types are guessed."
    if table in recollection.listed:
        return f"{name}: {count}, by their recorded list."
    return f"{name}: {count}, by the answers that show them."


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 2)


def _plain(value: Json, secrets: frozenset[str]) -> Json:
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if v is not None and k not in secrets}
        return {key: _plain(held, secrets) for key, held in kept.items()}
    if isinstance(value, list):
        return [_plain(held, secrets) for held in value if held is not None]
    return value
