"""The users who were deleted.

Source: developer.zendesk.com, Users, Deleted Users; Zendesk's OpenAPI file.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.limits import spend
from emulator.routes import Routes
from emulator.visit import Visit, keeps
from emulator.zendesk import shapes
from emulator.zendesk.errors import account_limit
from emulator.zendesk.ids import record_of
from emulator.zendesk.limits import resets
from emulator.zendesk.paging import count_of, page_of
from emulator.zendesk.rules.users import check_writer
from emulator.zendesk.sorting import NAMES

TABLE = "deleted_users"
PER_TEN_MINUTES = 700
ERASED = "Permanently Deleted User"
PERSONAL = ("email", "external_id", "phone", "photo", "alias", "details", "notes", "signature")
"""What is null of a user who was erased."""

routes = Routes(TABLE, __name__)


@routes.get("/deleted_users")
def index(visit: Visit) -> Answer:
    """Every user who was deleted."""
    return page_of(visit, TABLE, visit.account.tables[TABLE], shapes.user, sorts=NAMES)


@routes.get("/deleted_users/count")
def count(visit: Visit) -> Answer:
    """How many users were deleted."""
    return count_of(visit, len(visit.account.tables[TABLE]))


@routes.get("/deleted_users/<user_id>")
def show(visit: Visit, user_id: str) -> Answer:
    """A user who was deleted."""
    user = record_of(visit, TABLE, user_id, f"{TABLE}/show")
    return Answer(200, {"deleted_user": shapes.user(visit, user)})


@routes.delete("/deleted_users/<user_id>")
def destroy(visit: Visit, user_id: str) -> Answer:
    """Nothing personal of the user is left."""
    user = record_of(visit, TABLE, user_id, f"{TABLE}/destroy")
    check_writer(visit, user, {})
    spend_erasure(visit)
    nobody = dict.fromkeys(PERSONAL)
    erased = {**user, **nobody, "name": ERASED, "tags": [], "user_fields": {}, "freed": []}
    kept = visit.account.tables[TABLE].put({**erased, "updated_at": shapes.stamp(visit.account)})
    return Answer(200, {"deleted_user": shapes.user(visit, kept)})


@keeps("zendesk.limits.erasures")
def spend_erasure(visit: Visit) -> None:
    """An account erases 700 users in ten minutes at most."""
    if visit.account.settings["rate_limits"]:
        spent = spend(visit.account, "erasures", PER_TEN_MINUTES, 600)
        if spent.over:
            raise account_limit(resets(spent))
