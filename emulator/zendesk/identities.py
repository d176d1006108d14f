"""The emails, phone numbers and accounts by which a user is known.

Source: developer.zendesk.com, User Identities.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import shapes
from emulator.zendesk.errors import not_found
from emulator.zendesk.identity import identify, identities_of, make_primary, settle, state_of
from emulator.zendesk.ids import record_of
from emulator.zendesk.outbox import send_verification
from emulator.zendesk.paging import page_of
from emulator.zendesk.parameters import CREATE, WRITE, Attribute, given
from emulator.zendesk.query import asked_all
from emulator.zendesk.rules import identities as rules
from emulator.zendesk.rules.users import check_writer, spare_on_request
from emulator.zendesk.values import anything, flag, text

TABLE = "identities"
ATTRIBUTES = (
    Attribute("type", read=text, on=CREATE),
    Attribute("value", read=text, on=WRITE),
    Attribute("verified", read=flag, on=WRITE),
    Attribute("primary", read=flag, on=CREATE),
    Attribute("skip_verify_email", read=flag, on=CREATE),
    Attribute("verification_method", read=anything, on=WRITE),
)

routes = Routes(TABLE, __name__)


@routes.get("/users/<user_id>/identities")
def index(visit: Visit, user_id: str) -> Answer:
    """The identities of a user, the primary one first, then as they were added."""
    user = record_of(visit, "users", user_id, "identities/index")
    wanted = set(asked_all(visit, "type[]"))
    own = _in_order(visit, user["id"])
    chosen = [i for i in own if not wanted or i["type"] in wanted]
    return page_of(visit, TABLE, chosen, shapes.identity)


@routes.get("/users/<user_id>/identities/<identity_id>")
def show(visit: Visit, user_id: str, identity_id: str) -> Answer:
    """One identity of the user of the path."""
    return _shown(visit, 200, _found(visit, user_id, identity_id, "show"))


@routes.post("/users/<user_id>/identities")
def create(visit: Visit, user_id: str) -> Answer:
    """An identity more; a mail asks to verify an email."""
    user = record_of(visit, "users", user_id, "identities/create")
    check_writer(visit, user, {})
    said = given(visit, "identity", ATTRIBUTES, TABLE, "create")
    rules.check_method(visit, said)
    kind = rules.check_type(visit, said.get("type"))
    value = rules.check_value(visit, kind, said.get("value"), None)
    verified = said.get("verified") is True
    made = identify(visit.account, user["id"], kind, value, verified=verified)
    if said.get("primary") is True:
        rules.check_may_be_primary(visit, made)
        made = make_primary(visit.account, made)
    settle(visit.account, user["id"])
    if kind == "email" and not verified and not spare_on_request(visit, said):
        send_verification(visit.account, user["id"], value)
    return _shown(visit, 201, made)


@routes.put("/users/<user_id>/identities/<identity_id>")
def update(visit: Visit, user_id: str, identity_id: str) -> Answer:
    """Another value, or verified; which one is primary is not said here."""
    identity = _written(visit, user_id, identity_id, "update")
    said = given(visit, "identity", ATTRIBUTES, TABLE, "update")
    rules.check_method(visit, said)
    if "value" in said:
        said["value"] = rules.check_value(visit, identity["type"], said["value"], identity)
    changed: Record = {name: said[name] for name in ("value", "verified") if name in said}
    if "value" in said and identity["type"] == "email":
        changed["deliverable_state"] = state_of(said["value"])
    return _shown(visit, 200, _kept(visit, {**identity, **changed}))


@routes.put("/users/<user_id>/identities/<identity_id>/make_primary")
def make_first(visit: Visit, user_id: str, identity_id: str) -> Answer:
    """The email made the user's own; answers all identities, it first."""
    identity = _written(visit, user_id, identity_id, "make_primary")
    rules.check_may_be_primary(visit, identity)
    make_primary(visit.account, identity)
    settle(visit.account, identity["user_id"])
    own = _in_order(visit, identity["user_id"])
    return Answer(200, {TABLE: [shapes.identity(visit, one) for one in own]})


@routes.put("/users/<user_id>/identities/<identity_id>/verify")
def verify(visit: Visit, user_id: str, identity_id: str) -> Answer:
    """The identity is the user's beyond doubt."""
    identity = _written(visit, user_id, identity_id, "verify")
    kept = _kept(visit, {**identity, "verified": True})
    rules.join_by_domain(visit, kept)
    return _shown(visit, 200, kept)


@routes.put("/users/<user_id>/identities/<identity_id>/request_verification")
def request_verification(visit: Visit, user_id: str, identity_id: str) -> Answer:
    """A mail asks the user to verify the email."""
    identity = _written(visit, user_id, identity_id, "request_verification")
    if identity["type"] == "email":
        send_verification(visit.account, identity["user_id"], identity["value"])
    return Answer(200, {})


@routes.delete("/users/<user_id>/identities/<identity_id>")
def destroy(visit: Visit, user_id: str, identity_id: str) -> Answer:
    """An identity less; where it was the primary one, the next email is."""
    identity = _written(visit, user_id, identity_id, "destroy")
    visit.account.tables[TABLE].remove(identity["id"])
    rules.succeed(visit, identity)
    settle(visit.account, identity["user_id"])
    return Answer(204)


def _found(visit: Visit, user_id: str, identity_id: str, action: str) -> Record:
    user = record_of(visit, "users", user_id, f"{TABLE}/{action}")
    identity = record_of(visit, TABLE, identity_id, f"{TABLE}/{action}")
    if identity["user_id"] != user["id"]:
        raise not_found()
    return identity


def _written(visit: Visit, user_id: str, identity_id: str, action: str) -> Record:
    identity = _found(visit, user_id, identity_id, action)
    check_writer(visit, visit.account.tables["users"].get(identity["user_id"]), {})
    return identity


def _kept(visit: Visit, identity: Record) -> Record:
    account = visit.account
    kept = account.tables[TABLE].put({**identity, "updated_at": shapes.stamp(account)})
    settle(account, identity["user_id"])
    return kept


def _in_order(visit: Visit, user_id: Json) -> list[Record]:
    return sorted(identities_of(visit.account, user_id), key=lambda one: not one["primary"])


def _shown(visit: Visit, status: int, identity: Record) -> Answer:
    return Answer(status, {"identity": shapes.identity(visit, identity)})
