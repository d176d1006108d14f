"""Changing one thing of many users at once.

Source: apidocs.user.com, Mass update of standard and of custom attributes.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom.body import demanded, values_of
from emulator.usercom.fields import USER, Field
from emulator.usercom.rules.users import check_field
from emulator.usercom.setting import set_attributes
from emulator.usercom.values import anything, each, required, text, whole
from emulator.usercom.version import version_of
from emulator.usercom.writing import update_user
from emulator.visit import Visit

STANDARD = (
    *("assigned_to", "city", "company_custom_id", "country", "custom_id", "email"),
    *("facebook_url", "first_name", "gender", "google_url", "gravatar_url", "last_name"),
    *("linkedin_url", "notifications", "phone_number", "region", "score", "status"),
    *("timezone", "twitter_url", "unsubscribed"),
)
"""The fields that the document lists; it has ``company_id`` in either version."""

_MANY = {"ids": required(each(required(whole))), "value": anything}
_FIELD = {**_MANY, "attribute": required(text())}
_ATTRIBUTE = {**_MANY, "attribute": required(text(255))}
_KEYS = ("ids", "attribute", "value")

routes = Routes("mass_update", __name__)


@routes.put("/users/mass_update_standard_attributes/")
def update_standard(visit: Visit) -> Answer:
    """One standard field of many users set to one value."""
    said = demanded(visit, _FIELD, _KEYS)
    known = _named(visit)
    check_field(visit, said["attribute"], known.keys())
    field = known[said["attribute"]]
    value = values_of(visit, {"value": field.read or anything}, {"value": said["value"]})["value"]
    for user in _users(visit, said["ids"]):
        update_user(visit, user, {field.name: value}, {})
    return Answer(200, {"status": "ok"})


@routes.put("/users/mass_update_custom_attributes/")
def update_custom(visit: Visit) -> Answer:
    """One custom attribute of many users set to one value."""
    said = demanded(visit, _ATTRIBUTE, _KEYS)
    for user in _users(visit, said["ids"]):
        set_attributes(visit, "users", user, {said["attribute"]: said["value"]})
    return Answer(200, {"status": "ok"})


def _named(visit: Visit) -> dict[str, Field]:
    version = version_of(visit.request)
    fields = {field.name: field for field in USER if field.name in STANDARD}
    company = fields.pop("company_custom_id")
    return {"company_id": company, **{f.named(version): f for f in fields.values()}}


def _users(visit: Visit, ids: list[Json]) -> list[Record]:
    """The users of these ids; an id that names nobody is passed over."""
    found = (visit.account.tables["users"].get(user_id) for user_id in dict.fromkeys(ids))
    return [user for user in found if user is not None]
