"""The companies of an account and their members.

Source: apidocs.user.com, Companies; rudder-transformer; help.user.com, article 37.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import check_present, demanded, given, said
from emulator.usercom.creating import created
from emulator.usercom.fields import COMPANY
from emulator.usercom.holders import COMPANIES, by_either_id
from emulator.usercom.ids import record_by_custom_id, record_of
from emulator.usercom.paging import page_of
from emulator.usercom.rules import companies as rules
from emulator.usercom.rules import members
from emulator.usercom.rules.attributes import fill_company
from emulator.usercom.rules.users import check_patch
from emulator.usercom.times import stamp
from emulator.usercom.values import text, whole
from emulator.usercom.writing import blank, forget, named, tag
from emulator.visit import Visit

TABLE = "companies"
_MEMBER = {"user_id": whole, "user_custom_id": text()}

routes = Routes(TABLE, __name__)


@routes.get("/companies/")
def index(visit: Visit) -> Answer:
    """All companies."""
    return page_of(visit, visit.account.tables[TABLE], shapes.company)


@routes.post("/companies/")
def create(visit: Visit) -> Answer:
    """A new company."""
    values, custom = given(visit, COMPANY)
    rules.check_name(visit, values.get("name"))
    return created(visit, _written(visit, blank(visit.account, COMPANY), values, custom))


@by_either_id(routes, COMPANIES, "GET")
def show(visit: Visit, _table: str, company: Record) -> Answer:
    """One company."""
    return Answer(200, shapes.company(visit, company))


@by_either_id(routes, COMPANIES, "PUT", "PATCH")
def update(visit: Visit, _table: str, company: Record) -> Answer:
    """A company with some fields changed."""
    check_patch(visit)
    values, custom = given(visit, COMPANY)
    company = {**company, "updated_at": stamp(visit.account)}
    return Answer(200, _written(visit, company, values, custom))


@by_either_id(routes, COMPANIES, "DELETE")
def destroy(visit: Visit, _table: str, company: Record) -> Answer:
    """A company gone for good, and its memberships with it."""
    tables = visit.account.tables
    for member in tables["company_members"].find("company_id", company["id"]):
        tables["company_members"].remove(member["id"])
    forget("company_id", company["id"], tables["deals"])
    tables[TABLE].remove(company["id"])
    return Answer(204)


@routes.post("/companies/<company_id>/add_member/")
def add_member(visit: Visit, company_id: str) -> Answer:
    """A user made a member of the company."""
    company = record_of(visit, TABLE, company_id)
    members.join(visit, company["id"], _member(visit)["id"])
    return Answer(200, {})


@routes.post("/companies/<company_id>/remove_member/")
def remove_member(visit: Visit, company_id: str) -> Answer:
    """A user no member of the company any more."""
    company = record_of(visit, TABLE, company_id)
    members.leave(visit, company["id"], _member(visit)["id"])
    return Answer(200, {})


def _written(
    visit: Visit, company: Record, values: Mapping[str, Json], custom: Mapping[str, Json]
) -> Json:
    rules.leave_members(visit, said(visit))
    if "custom_id" in values:
        called = named(visit, COMPANY, "custom_id")
        rules.check_custom_id_unused(visit, values["custom_id"], company["id"], called)
    company = {**company, **values}
    fill_company(visit, company, custom)
    company["tags"] = company["tags"] or []
    tag(visit.account, company["tags"])
    return shapes.company(visit, visit.account.tables[TABLE].put(company))


def _member(visit: Visit) -> Record:
    named_by = demanded(visit, _MEMBER)
    if named_by.get("user_id") is not None:
        return record_of(visit, "users", named_by["user_id"])
    check_present(visit, ["user_id"] if named_by.get("user_custom_id") is None else [])
    return record_by_custom_id(visit, "users", named_by["user_custom_id"])
