"""Finding records by text, at a cost that does not grow with their number.

Source: developer.zendesk.com, Users, Search Users; Search.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record, Table
from emulator.visit import Visit, keeps
from emulator.zendesk.identity import email_lately
from emulator.zendesk.kinds import KINDS, TIMES, Kind, texts_of
from emulator.zendesk.terms import Term, at_that_time, fits, terms_of, tokens

if TYPE_CHECKING:
    from emulator.account import Account


def users_found_by(visit: Visit, query: str) -> list[Record]:
    """The users whom every term of the query finds, in the order of their ids."""
    if not query.strip():
        return []
    found = found_by(visit, KINDS["user"], query)
    mention(visit, query, found)
    return found


def found_by(visit: Visit, kind: Kind, query: str) -> list[Record]:
    """The records of one kind that every term of the query finds, in the order of their ids."""
    account = visit.account
    partial = bool(account.settings["search_partial_matches"])
    terms = terms_of(query, kind.names) if partial else [Term(None, ":", query.strip().casefold())]
    near = _near(account, kind, terms)
    found = [r for r in near if all(_meets(account, kind, t, r, partial) for t in terms)]
    seen = [record for record in found if _is_indexed(account, record)]
    lag(visit, len(found) - len(seen))
    return [_as_indexed(visit, kind, record) for record in seen]


@keeps("zendesk.search.lags")
def lag(_visit: Visit, unseen: int) -> bool:
    """``query=`` does not see a new record for a while; ``external_id=`` does at once."""
    return unseen > 0


@keeps("zendesk.search.stale-email")
def tell_stale(_visit: Visit, former: str | None) -> bool:
    """``query=`` shows the former primary email for a while; ``external_id=`` the new one."""
    return former is not None


@keeps("zendesk.search.partial-matches")
def mention(_visit: Visit, query: str, found: list[Record]) -> bool:
    """A text in any property finds a user, not only the email that is looked for."""
    wanted = query.strip().casefold()
    return "@" in wanted and any(user["email"] != wanted for user in found)


def _near(account: Account, kind: Kind, terms: list[Term]) -> Iterable[Record]:
    """The records that the rarest indexed word leaves, or all where no word is indexed."""
    table = account.tables[kind.table]
    indexed = [
        t for t in terms if not t.negated and not t.wild and t.name in (None, *kind.properties)
    ]
    if any(not tokens([term.text]) for term in indexed):
        return []
    if not indexed:
        return table
    near = [_ids_near(account, kind, term) for term in indexed]
    ids = set.intersection(*near)
    return [record for record in map(table.get, sorted(ids)) if record is not None]


def _ids_near(account: Account, kind: Kind, term: Term) -> set[int]:
    ids = {record["id"] for record in _with_a_word(account.tables[kind.table], term)}
    if kind.name == "user" and term.name in (None, "email"):
        ids |= {i["user_id"] for i in _with_a_word(account.tables["identities"], term)}
    return ids


def _with_a_word(table: Table, term: Term) -> list[Record]:
    return table.find("token", min(tokens([term.text]), key=lambda w: table.count("token", w)))


def _meets(account: Account, kind: Kind, term: Term, record: Record, partial: bool) -> bool:
    if term.name in TIMES:
        met = at_that_time(term, str(record[TIMES[term.name]]))
    elif term.name in kind.exact:
        met = any(value.casefold() == term.text for value in kind.exact[term.name](account, record))
    else:
        texts = list(texts_of(kind, record, term.name))
        if kind.name == "user" and term.name in (None, "email"):
            own = account.tables["identities"].find("user_id", record["id"])
            texts += [identity["value"] for identity in own]
        met = fits(term, texts, partial=partial)
    return met is not term.negated


def _is_indexed(account: Account, record: Record) -> bool:
    wait = account.settings["search_lag_seconds"]
    if not wait:
        return True
    created: Json = datetime.fromisoformat(record["created_at"])
    return bool(created + timedelta(seconds=wait) <= account.clock.now())


def _as_indexed(visit: Visit, kind: Kind, record: Record) -> Record:
    if kind.name != "user":
        return record
    wait = visit.account.settings["search_lag_seconds"]
    former = email_lately(visit.account, record["id"], wait) if wait else None
    tell_stale(visit, former)
    return record if former is None else {**record, "email": former}
