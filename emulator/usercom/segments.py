"""Segments: the users whom a condition of the app holds together.

Source: usercom-sdk (Node) lists the users of one, UserCom.Client (.NET) the segments of a user.
Conditions are made in the app alone; an account file writes them as filters.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.filters import fits
from emulator.usercom.holders import USERS, by_either_id
from emulator.usercom.ids import record_of
from emulator.usercom.paging import page_of
from emulator.visit import Visit

TABLE = "segments"

routes = Routes(TABLE, __name__)


@routes.get("/segments/<segment_id>/users/")
def users_of(visit: Visit, segment_id: str) -> Answer:
    """The users who are in a segment as they are now."""
    where = record_of(visit, TABLE, segment_id)["where"]
    found = [user for user in visit.account.tables["users"] if fits(user, where)]
    return page_of(visit, found, shapes.user)


@by_either_id(routes, USERS, "GET", below="segments/")
def segments_of(visit: Visit, _table: str, user: Record) -> Answer:
    """The segments that a user is in."""
    found = [each for each in visit.account.tables[TABLE] if fits(user, each["where"])]
    return page_of(visit, found, shapes.segment)
