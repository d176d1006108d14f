"""Looking for users: by one value for the user of it, by a filter for a page.

Source: apidocs.user.com, Users; UserCom.Client (.NET) and rudder-transformer for the shapes.
"""

from __future__ import annotations

from datetime import timedelta

from contracts.call import Json
from contracts.exchange import Answer
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.errors import not_found
from emulator.usercom.filters import Users, attributes_filtered, between
from emulator.usercom.paging import page_of
from emulator.usercom.query import asked
from emulator.usercom.times import as_stamp
from emulator.usercom.version import version_of
from emulator.visit import Visit, keeps


def found_by(visit: Visit) -> Answer:
    """The answer to a search; Refusal where one user is looked for and nobody found."""
    query = asked(visit)
    if "email" in query:
        return by_email(visit, query["email"], query.get("many", "").lower() == "true")
    if "key" in query:
        return one_of(visit, "user_key", query["key"])
    if "phone_number" in query:
        return by_phone(visit, query["phone_number"])
    users = indexed(visit, visit.account.tables["users"])
    return page_of(visit, attributes_filtered(visit, between(visit, users)), shapes.user)


def by_email(visit: Visit, email: str, many: bool) -> Answer:
    """One user of exactly that email, the first of several; the list of them with ``many``."""
    found = _found(visit, "email", email)
    if list_asked(visit, many):
        return Answer(200, [shapes.user(visit, user) for user in found])
    return one_of(visit, "email", email)


@keeps("usercom.search.email-many")
def list_asked(_visit: Visit, many: bool) -> bool:
    """A search by email answers one user, and the list of all with ``many=true``."""
    return many


@keeps("usercom.search.nobody-found")
def one_of(visit: Visit, index: str, key: Json) -> Answer:
    """A search for one user is answered 404 where there is nobody."""
    found = _found(visit, index, key)
    if not found:
        raise not_found()
    return Answer(200, shapes.user(visit, found[0]))


def by_phone(visit: Visit, phone: str) -> Answer:
    """The user of exactly that phone number; version 2 answers a page."""
    if not page_by_phone(visit):
        return one_of(visit, "phone_number", phone)
    return page_of(visit, _found(visit, "phone_number", phone), shapes.user)


@keeps("usercom.search.phone-by-version")
def page_by_phone(visit: Visit) -> bool:
    """A search by phone number answers one user in version 1 and a page in version 2."""
    return version_of(visit.request) == 2


def indexed(visit: Visit, users: Users) -> Users:
    """The users whom a search knows of already: all, unless the account's search lags."""
    wait = visit.account.settings["search_lag_seconds"]
    if not wait:
        return users
    known = as_stamp(visit.account.clock.now() - timedelta(seconds=wait))
    seen = [user for user in users if user["created_at"] <= known]
    lag(visit, len(users) - len(seen))
    return seen


@keeps("usercom.search.lags")
def lag(_visit: Visit, unseen: int) -> bool:
    """Where so switched, a search learns of a new user some seconds later."""
    return unseen > 0


def _found(visit: Visit, index: str, key: Json) -> list[Record]:
    return list(indexed(visit, visit.account.tables["users"].find(index, key)))
