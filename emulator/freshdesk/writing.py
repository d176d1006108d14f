"""Making and changing contacts and companies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.freshdesk.attributes import AGENT, COMPANY, CONTACT, UNIQUE, Attribute
from emulator.freshdesk.errors import Faults
from emulator.freshdesk.files import kept
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.parameters import Said, check_custom_fields
from emulator.freshdesk.required import check_filled
from emulator.freshdesk.rules import companies as company_rules
from emulator.freshdesk.rules import contacts as contact_rules
from emulator.freshdesk.rules import custom_fields
from emulator.freshdesk.rules.requests import check_types, leave_undated
from emulator.table import Record
from emulator.visit import Visit

if TYPE_CHECKING:
    from emulator.account import Account


_SEEN: Mapping[str, Json] = {"company_id": None, "view_all_tickets": False}
"""A contact's other company of which no more than the id is said."""


def blank_contact(account: Account) -> Record:
    """A fresh contact, stored by nobody yet."""
    return {
        **_blank(account, CONTACT),
        "time_zone": account.settings["time_zone"],
        "active": False,
        "deleted": False,
        "blocked": False,
        "facebook_id": None,
        "csat_rating": None,
        "preferred_source": None,
        "view_all_tickets": None,
    }


def blank_agent() -> Record:
    """An agent of whom nothing is said yet."""
    defaults = {attribute.name: attribute.default for attribute in AGENT}
    return {**defaults, "phone": None, "mobile": None, "job_title": None, "language": "en"}


def blank_company(account: Account) -> Record:
    """A fresh company, stored by nobody yet."""
    return _blank(account, COMPANY)


def custom_fields_of(account: Account, table: str) -> list[Record]:
    """The account's own fields in ``contact_fields`` or ``company_fields``."""
    return [field for field in account.tables[table] if not field["default"]]


def write_contact(visit: Visit, told: Said, present: Record | None) -> Record:
    """The contact changed as said, or made where none is ``present``; Refusal if it cannot be."""
    _check_contact(visit, told, present)
    values = _as_kept(visit, told.values)
    check_unused(visit, values, () if present is None else (present["id"],))
    if present is None:
        contact_rules.link_by_domain(visit, values)
    else:
        _give_up(visit, present, values)
    record = _changed(visit, present or blank_contact(visit.account), values)
    contact_rules.follow_company(visit, record)
    return store(visit.account, "contacts", record)


def write_company(visit: Visit, told: Said, present: Record | None) -> Record:
    """The company changed as said, or made where none is ``present``; Refusal if it cannot be."""
    _check_company(visit, told, present)
    values = told.values
    _check_company_unused(visit, values, () if present is None else (present["id"],))
    sent, kept_day = told.sent.get("renewal_date"), values.get("renewal_date")
    company_rules.show_midnight(visit, sent, kept_day)
    record = _changed(visit, present or blank_company(visit.account), values)
    store(visit.account, "companies", record)
    if "domains" in values:
        company_rules.link_contacts(visit, record)
    return record


def _check_contact(visit: Visit, told: Said, present: Record | None) -> None:
    """Refusal with all that is wrong with what is said of a contact."""
    values, rules, faults = told.values, contact_rules, Faults()
    faults.ask(check_types, visit, told.wrong)
    if present is None or "name" in told.sent:
        faults.ask(rules.check_name, visit, told.sent.get("name"))
    if present is None:
        faults.ask(rules.check_identifier, visit, told.sent)
    faults.ask(rules.check_lengths, visit, values)
    faults.ask(rules.check_emails, visit, values)
    faults.ask(rules.check_company, visit, values.get("company_id"))
    faults.ask(rules.check_other_companies, visit, values.get("other_companies") or ())
    faults.ask(rules.check_features, visit, told.sent)
    faults.ask(rules.check_avatar, visit, values.get("avatar"))
    faults.ask(rules.check_locale, visit, values)
    _check_fields(visit, faults, "contact_fields", told, present)
    faults.settle()


def _check_company(visit: Visit, told: Said, present: Record | None) -> None:
    """Refusal with all that is wrong with what is said of a company."""
    faults = Faults()
    faults.ask(check_types, visit, told.wrong)
    if present is None or "name" in told.sent:
        faults.ask(company_rules.check_name, visit, told.sent.get("name"))
    faults.ask(company_rules.check_choices, visit, told.values)
    _check_fields(visit, faults, "company_fields", told, present)
    faults.settle()


def _check_fields(
    visit: Visit, faults: Faults, table: str, told: Said, present: Record | None
) -> None:
    """Let the rules of fields look at the values that are said, and at those that are missing."""
    check_custom_fields(visit, faults, told, custom_fields_of(visit.account, table))
    check_filled(visit, faults, table, told, present)


def _as_kept(visit: Visit, values: dict[str, Json]) -> dict[str, Json]:
    """What is said of a contact, as the contact keeps it."""
    if "other_companies" in values:
        values["other_companies"] = [{**_SEEN, **other} for other in values["other_companies"]]
    if values.get("avatar") is not None:
        values["avatar"] = kept(visit.account, values["avatar"], "avatar_url")
    contact_rules.fold_emails(visit, values)
    return values


def _give_up(visit: Visit, present: Record, values: Mapping[str, Json]) -> None:
    """Mark what of a contact an update takes the place of."""
    if "tags" in values:
        contact_rules.replace_tags(visit, present, values["tags"])
    if "email" in values:
        contact_rules.free_email(visit, present, values["email"])


def _check_company_unused(visit: Visit, values: Mapping[str, Json], own: Collection[int]) -> None:
    """What is unique of these values is of no company but that of the id ``own``."""
    faults = Faults(409)
    if "name" in values:
        faults.ask(company_rules.check_name_unused, visit, values["name"], own)
    _ask_unique(visit, faults, "companies", values, own)
    faults.settle()


def check_unused(visit: Visit, values: Mapping[str, Json], own: Collection[int]) -> None:
    """What is unique of these values is of no contact but those of the ids ``own``."""
    faults = Faults(409)
    for name in UNIQUE:
        value = values.get(name)
        if value is None:
            continue
        if name == "email":
            faults.ask(contact_rules.check_email_unused, visit, name, value, own)
        else:
            faults.ask(contact_rules.check_id_unused, visit, name, value, own)
    for email in values.get("other_emails") or ():
        faults.ask(contact_rules.check_email_unused, visit, "other_emails", email, own)
    _ask_unique(visit, faults, "contacts", values, own)
    faults.settle()


def _ask_unique(
    visit: Visit, faults: Faults, table: str, values: Mapping[str, Json], own: Collection[int]
) -> None:
    """Let the fields whose values are unique look at theirs."""
    custom = values.get("custom_fields") or {}
    kind = {"contacts": "contact_fields", "companies": "company_fields"}[table]
    for field in visit.account.tables[kind].find("unique", True):
        value = (values if field["default"] else custom).get(field["name"])
        faults.ask(custom_fields.check_unused, visit, table, field, value, own)


def _changed(visit: Visit, record: Record, values: dict[str, Json]) -> Record:
    """The record with the values; custom fields that are not among them stay."""
    if "custom_fields" in values:
        custom_fields.merge(visit, record["custom_fields"], values["custom_fields"])
        values["custom_fields"] = {**record["custom_fields"], **values["custom_fields"]}
    changed = {**record, **values}
    if leave_undated(visit, record, changed):
        return changed
    return {**changed, "updated_at": stamp(visit.account)}


def _blank(account: Account, attributes: Sequence[Attribute]) -> Record:
    now = stamp(account)
    defaults = {attribute.name: attribute.default for attribute in attributes}
    return {**defaults, "id": account.next_id(), "created_at": now, "updated_at": now}
