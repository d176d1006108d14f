"""The emails, phone numbers and accounts by which a user is known.

Source: developer.zendesk.com, User Identities.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.visit import Visit
from emulator.zendesk.identity import identities_of
from emulator.zendesk.ids import record_of
from emulator.zendesk.paging import page_of
from emulator.zendesk.shapes import identity

routes = Routes("identities", __name__)


@routes.get("/users/<user_id>/identities")
def index(visit: Visit, user_id: str) -> Answer:
    """The identities of a user, the first one given first."""
    user = record_of(visit, "users", user_id, "identities/index")
    kinds = visit.request.query.get("type[]", ())
    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    own = identities_of(visit.account, user["id"])
    chosen = [i for i in own if not wanted or i["type"] in wanted]
    return page_of(visit, "identities", chosen, identity)
