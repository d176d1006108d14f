"""The emails of leads and contacts, in every form a request may send them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.freshsales.tables import folded
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account


def sent_emails(sent: Json) -> list[Json]:
    """The values of ``emails``: a text, a list of texts, or of objects; the primary one first."""
    listed = sent if isinstance(sent, list) else [sent]
    objects = [each for each in listed if isinstance(each, dict) and not each.get("_destroy")]
    objects.sort(key=lambda each: each.get("is_primary") is not True)
    return [each.get("value") for each in objects] + [e for e in listed if isinstance(e, str)]


def held_emails(account: Account, values: list[str], present: list[Record]) -> list[Record]:
    """These emails as a record keeps them, the first one primary; one that was there keeps its id.

    Source: contacts recorded from the Suite.
    """
    ids = {folded(email["value"]): email["id"] for email in present}
    return [
        {
            "id": ids.get(folded(value)) or account.next_id(),
            "value": value,
            "is_primary": place == 0,
            "label": None,
            "_destroy": False,
        }
        for place, value in enumerate(values)
    ]
