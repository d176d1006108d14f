"""The choices of dropdown fields: made, changed, taken away, and put in order.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from contracts.call import Json

if TYPE_CHECKING:
    from emulator.account import Account


def numbered(account: Account, values: Iterable[str]) -> list[dict[str, Json]]:
    """The choices of these values, each with an id, in their order."""
    return [
        {"id": account.next_id(), "label": value, "value": value, "position": place}
        for place, value in enumerate(values, 1)
    ]


def values_in(choices: Sequence[dict[str, Json]]) -> list[str]:
    """The values of new choices in the order of the positions that are said."""
    places = [(choice.get("position") or n, n) for n, choice in enumerate(choices, 1)]
    return [choices[n - 1]["value"] for _place, n in sorted(places)]


def changed(
    account: Account, present: Sequence[dict[str, Json]], said: Sequence[dict[str, Json]]
) -> list[dict[str, Json]]:
    """The choices after what is said: known ids are changed or go, others are new."""
    kept = {choice["id"]: choice for choice in present}
    for choice in said:
        if choice.get("deleted"):
            kept.pop(choice.get("id"), None)
            continue
        own = kept.get(choice.get("id")) or {"id": account.next_id(), "position": len(kept) + 1}
        value = choice.get("value", own.get("value"))
        place = choice.get("position") or own["position"]
        told = {"label": value, "value": value, "position": place}
        kept[own["id"]] = {**own, **told}
    ordered = sorted(kept.values(), key=lambda choice: choice["position"])
    return [{**choice, "position": place} for place, choice in enumerate(ordered, 1)]
