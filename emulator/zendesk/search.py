"""Finding users by text, as ``/users/search?query=`` does.

Source: developer.zendesk.com, Users, Search Users.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record, Table
from emulator.visit import Visit, keeps

if TYPE_CHECKING:
    from emulator.account import Account

PROPERTIES = (
    "name",
    "email",
    "external_id",
    "phone",
    "alias",
    "details",
    "notes",
    "signature",
    "tags",
    "user_fields",
)
"""What of a user is searched. Other identities are too."""

_TERM = re.compile(r'(?:(\w+):)?(?:"([^"]*)"|(\S+))')


def tokens(texts: Iterable[str]) -> set[str]:
    """The words of these texts, lower-case."""
    return {word for text in texts for word in re.findall(r"\w+", text.casefold())}


def texts_of(user: Record, name: str | None = None) -> Iterator[str]:
    """The searched texts of a user, or of one property alone."""
    for property_name in (name,) if name else PROPERTIES:
        value = user.get(property_name)
        held = list(value.values()) if isinstance(value, dict) else value
        for text in held if isinstance(held, list | tuple) else (held,):
            if isinstance(text, str) and text:
                yield text


def found_by(visit: Visit, query: str) -> list[Record]:
    """The users whom every term of the query finds, in the order of their ids."""
    account = visit.account
    partial = bool(account.settings["search_partial_matches"])
    terms = _terms(query) if partial else [(None, query.strip())]
    sets = [_found(account, name, text.casefold(), partial) for name, text in terms if text]
    ids = reduce(set.__and__, sets) if sets else set()
    users = account.tables["users"]
    found = [user for user in map(users.get, sorted(ids)) if user is not None]
    seen = [user for user in found if _is_indexed(account, user)]
    lag(visit, len(found) - len(seen))
    mention(visit, query, seen)
    return seen


@keeps("zendesk.search.lags")
def lag(_visit: Visit, unseen: int) -> bool:
    """``query=`` does not see a new user for a while; ``external_id=`` does at once."""
    return unseen > 0


@keeps("zendesk.search.partial-matches")
def mention(_visit: Visit, query: str, found: list[Record]) -> bool:
    """A text in any property finds a user, not only the email that is looked for."""
    wanted = query.strip().casefold()
    return "@" in wanted and any(user["email"] != wanted for user in found)


def _terms(query: str) -> list[tuple[str | None, str]]:
    terms = list[tuple[str | None, str]]()
    for name, quoted, bare in _TERM.findall(query):
        if name and name not in PROPERTIES:
            terms.append((None, f"{name}:{quoted or bare}"))
        else:
            terms.append((name or None, quoted or bare))
    return terms


def _found(account: Account, name: str | None, text: str, partial: bool) -> set[Json]:
    def fits(texts: Iterable[str]) -> bool:
        return any(text in t.casefold() if partial else text == t.casefold() for t in texts)

    users = _candidates(account.tables["users"], text)
    ids: set[Json] = {user["id"] for user in users if fits(texts_of(user, name))}
    if name in (None, "email"):
        identities = _candidates(account.tables["identities"], text)
        ids |= {identity["user_id"] for identity in identities if fits([identity["value"]])}
    return ids


def _candidates(table: Table, text: str) -> list[Record]:
    words = tokens([text])
    if not words:
        return []
    return table.find("token", min(words, key=lambda word: table.count("token", word)))


def _is_indexed(account: Account, user: Record) -> bool:
    wait = account.settings["search_lag_seconds"]
    if not wait:
        return True
    created = datetime.fromisoformat(user["created_at"])
    return created + timedelta(seconds=wait) <= account.clock.now()
