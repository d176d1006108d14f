"""What Freshdesk holds companies to.

Source: developers.freshdesk.com/api, Companies; answers recorded in 2022.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.indexing import store
from emulator.freshdesk.tables import words_of
from emulator.table import Record
from emulator.visit import Visit, keeps

_LISTED = ("health_score", "account_tier", "industry")


@keeps("freshdesk.companies.name-required")
def check_name(_visit: Visit, name: Json) -> None:
    """A company has a name."""
    if name is None or (isinstance(name, str) and not name.strip()):
        raise errors.Invalid(errors.missing("name"))


@keeps("freshdesk.companies.name-unique")
def check_name_unused(visit: Visit, name: str, own: Collection[int]) -> None:
    """No two companies share a name."""
    exact = visit.account.settings["company_name_case"] == "exact"
    for holder in visit.account.tables["companies"].find("name", name.casefold()):
        if holder["id"] not in own and (not exact or holder["name"] == name):
            raise errors.Invalid(errors.taken("name"), status=409)


@keeps("freshdesk.companies.listed-values")
def check_choices(visit: Visit, values: Mapping[str, Json]) -> None:
    """Industry, health score and tier are among their choices, unless the account keeps others."""
    if visit.account.settings["unlisted_value"] == "keep":
        return
    fields = visit.account.tables["company_fields"]
    wrong = []
    for name in _LISTED:
        choices = [c["value"] for f in fields.find("name", name) for c in f["choices"]]
        if values.get(name) is not None and values[name] not in choices:
            wrong.append(errors.not_listed(name, choices))
    if wrong:
        raise errors.Invalid(*wrong)


@keeps("freshdesk.companies.renewal-midnight")
def show_midnight(_visit: Visit, sent: Json, kept: Json) -> bool:
    """A renewal date is sent as a day and shown as the midnight it starts with."""
    return isinstance(kept, str) and kept != sent


@keeps("freshdesk.companies.domains-link")
def link_contacts(visit: Visit, company: Record) -> bool:
    """Contacts without a company join the one that has the domain of their email."""
    contacts, linked = visit.account.tables["contacts"], False
    if not visit.account.settings["link_by_domain"]:
        return False
    for domain in company["domains"]:
        for contact in contacts.find("domain", domain.casefold()):
            if contact["company_id"] is None:
                link = {"company_id": company["id"], "view_all_tickets": False}
                store(visit.account, "contacts", {**contact, **link})
                linked = True
    return linked


@keeps("freshdesk.companies.contacts-outlive")
def release_contacts(visit: Visit, company_id: int) -> bool:
    """The contacts and tickets of a deleted company stay, without it."""
    for ticket in visit.account.tables["tickets"].find("company_id", company_id):
        store(visit.account, "tickets", {**ticket, "company_id": None})
    contacts = visit.account.tables["contacts"]
    members = contacts.find("member", company_id)
    for contact in members:
        others = [o for o in contact["other_companies"] if o["company_id"] != company_id]
        alone = {"company_id": None, "view_all_tickets": None}
        left = {**(alone if contact["company_id"] == company_id else {}), "other_companies": others}
        store(visit.account, "contacts", {**contact, **left})
    return bool(members)


@keeps("freshdesk.companies.autocomplete-lags")
def complete_late(_visit: Visit, company: Record, known: Record | None) -> bool:
    """Autocomplete does not see a new or changed company for a while; lists do at once."""
    return known is not company


@keeps("freshdesk.companies.autocomplete-near")
def is_near(_visit: Visit, company: Record, asked: str) -> bool:
    """Autocomplete compares the starts of words and leaves out words of one character."""
    return bool(company["name"].casefold() != asked.casefold())


def wanted_words(asked: str) -> list[str]:
    """The words that autocomplete compares."""
    return [word for word in words_of(asked) if len(word) > 1]
