"""What Freshdesk holds contacts to.

Source: developers.freshdesk.com/api, Contacts; answers recorded in 2022 and errors that clients
compare with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.attributes import IDENTIFIERS, UNLISTED
from emulator.freshdesk.locales import locales
from emulator.freshdesk.tables import domain_of
from emulator.multipart import Upload
from emulator.table import Record
from emulator.visit import Visit, keeps

FEATURES: Mapping[str, str] = {
    "other_companies": "multiple_companies",
    "language": "multi_language",
    "time_zone": "multi_timezone",
}
"""Attributes, and the feature of the account that each belongs to."""

LARGEST_AVATAR = 5 * 1024 * 1024
_PICTURES = (".jpg", ".jpeg", ".jpe", ".png")
_OTHER_COMPANY = {"company_id", "view_all_tickets"}
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[\w-]+(\.[\w-]+)+")
_ONE_OF = f"Please fill at least 1 of {', '.join(sorted(IDENTIFIERS))} fields"


@keeps("freshdesk.contacts.name-required")
def check_name(_visit: Visit, name: Json) -> None:
    """A contact has a name."""
    if name is None or (isinstance(name, str) and not name.strip()):
        raise errors.Invalid(errors.missing("name"))


@keeps("freshdesk.contacts.identifier-required")
def check_identifier(_visit: Visit, said: Mapping[str, Json]) -> None:
    """A new contact has an email, a number, a Twitter id or an external id."""
    if all(said.get(name) in (None, "") for name in IDENTIFIERS):
        raise errors.Invalid(*(errors.fault(n, _ONE_OF, "missing_field") for n in IDENTIFIERS))


@keeps("freshdesk.contacts.lengths")
def check_lengths(visit: Visit, values: Mapping[str, Json]) -> None:
    """A name has 255 characters at most and a tag 32, or as many as the account says."""
    settings = visit.account.settings
    sent = {
        "name": ([values.get("name")], "longest_text"),
        "tags": (values.get("tags"), "longest_tag"),
    }
    wrong = [
        errors.too_long(name, text, settings[setting])
        for name, (texts, setting) in sent.items()
        for text in texts or ()
        if isinstance(text, str) and settings[setting] is not None and len(text) > settings[setting]
    ]
    if wrong:
        raise errors.Invalid(*wrong)


@keeps("freshdesk.contacts.email-well-formed")
def check_emails(_visit: Visit, values: Mapping[str, Json]) -> None:
    """An email is a well-formed address."""
    sent = {"email": [values.get("email")], "other_emails": values.get("other_emails") or []}
    says = "It should be in the 'valid email address' format"
    wrong = [
        errors.fault(name, says, "invalid_value")
        for name, emails in sent.items()
        if any(isinstance(email, str) and not _EMAIL.fullmatch(email) for email in emails)
    ]
    if wrong:
        raise errors.Invalid(*wrong)


@keeps("freshdesk.contacts.email-case")
def fold_emails(visit: Visit, values: dict[str, Json]) -> bool:
    """An email is kept in lower case, unless the account tells cases apart."""
    if visit.account.settings["email_case"] == "exact":
        return False
    sent = {name: values[name] for name in ("email", "other_emails") if values.get(name)}
    for name, emails in sent.items():
        folded = emails.lower() if isinstance(emails, str) else [e.lower() for e in emails]
        values[name] = folded
    return any(values[name] != emails for name, emails in sent.items())


@keeps("freshdesk.contacts.email-unique")
def check_email_unused(visit: Visit, name: str, email: str, own: Collection[int]) -> None:
    """An email belongs to one person: agents and deleted contacts keep theirs."""
    for table, index in (("contacts", "address"), ("agents", "email")):
        for holder in visit.account.tables[table].find(index, email.casefold()):
            if holder["id"] not in own and _is_same(visit, holder, email):
                raise errors.Invalid(errors.taken(name, holder["id"]), status=409)


@keeps("freshdesk.contacts.ids-unique")
def check_id_unused(visit: Visit, name: str, value: str, own: Collection[int]) -> None:
    """No two contacts share an external id or a Twitter id."""
    for holder in visit.account.tables["contacts"].find(name, value):
        if holder["id"] not in own:
            raise errors.Invalid(errors.taken(name, holder["id"]), status=409)


@keeps("freshdesk.contacts.company-known")
def check_company(visit: Visit, company_id: Json) -> None:
    """A contact belongs to a company of the account."""
    if company_id is not None and visit.account.tables["companies"].get(company_id) is None:
        says = f"There is no company matching the given company_id {company_id}"
        raise errors.Invalid(errors.fault("company_id", says, "invalid_value"))


@keeps("freshdesk.contacts.other-companies")
def check_other_companies(visit: Visit, others: Sequence[Mapping[str, Json]]) -> None:
    """Other companies are named by their ids, each with a view of tickets or none said."""
    companies = visit.account.tables["companies"]
    for other in others:
        known = companies.get(other["company_id"]) if _is_id(other.get("company_id")) else None
        sees = other.get("view_all_tickets", False)
        if known is None or not isinstance(sees, bool) or other.keys() - _OTHER_COMPANY:
            says = "It should contain elements of type valid company only"
            raise errors.Invalid(errors.fault("other_companies", says, "invalid_value"))


@keeps("freshdesk.contacts.avatar")
def check_avatar(_visit: Visit, avatar: Upload | None) -> None:
    """An avatar is a picture of 5 MB at most."""
    if avatar is None:
        return
    if avatar.size > LARGEST_AVATAR or not avatar.name.lower().endswith(_PICTURES):
        says = "It should be a .jpg, .jpeg, .jpe or .png file of 5 MB at most"
        raise errors.Invalid(errors.fault("avatar", says, "invalid_value"))


@keeps("freshdesk.contacts.features")
def check_features(visit: Visit, sent: Mapping[str, Json]) -> None:
    """Several companies and other languages and zones are features, which an account may lack."""
    lacking = visit.account.settings["features_off"]
    for name, feature in FEATURES.items():
        if sent.get(name) and feature in lacking:
            raise errors.feature_off(feature)


@keeps("freshdesk.contacts.listed-locale")
def check_locale(visit: Visit, values: Mapping[str, Json]) -> None:
    """Time zone and language are among those that are listed, unless the account keeps others."""
    if visit.account.settings["unlisted_value"] == "keep":
        return
    wrong = [
        errors.not_listed(name, listed)
        for name, listed in locales().items()
        if values.get(name) is not None and values[name] not in listed
    ]
    if wrong:
        raise errors.Invalid(*wrong)


@keeps("freshdesk.contacts.company-by-domain")
def link_by_domain(visit: Visit, values: dict[str, Json]) -> bool:
    """A new contact belongs to the company that has the domain of the email."""
    domain = domain_of(values.get("email"))
    if "company_id" in values or not domain or not visit.account.settings["link_by_domain"]:
        return False
    found = visit.account.tables["companies"].find("domain", domain)
    if found:
        values["company_id"] = found[0]["id"]
    return bool(found)


@keeps("freshdesk.contacts.ticket-view")
def follow_company(_visit: Visit, record: Record) -> bool:
    """``view_all_tickets`` is false once there is a company, and null while there is none."""
    view = record["view_all_tickets"]
    if record["company_id"] is None:
        record["view_all_tickets"] = None
    elif view is None:
        record["view_all_tickets"] = False
    return bool(record["view_all_tickets"] is not view)


@keeps("freshdesk.contacts.tags-replaced")
def replace_tags(_visit: Visit, present: Record, tags: Iterable[str]) -> bool:
    """Tags that are sent take the place of those that were there."""
    return bool(set(present["tags"]) - set(tags))


@keeps("freshdesk.contacts.read-only-when-gone")
def check_writable(visit: Visit, contact: Record) -> None:
    """A deleted or blocked contact is shown, and takes no change and no second deletion."""
    if contact["deleted"] or contact["blocked"]:
        raise errors.method_not_allowed(visit.request.method, ["GET"])


@keeps("freshdesk.contacts.deleted-unlisted")
def leave_out_gone(_visit: Visit, gone: int) -> bool:
    """A list leaves out deleted and blocked contacts unless it is asked for them."""
    return gone > 0


@keeps("freshdesk.contacts.agent-is-none")
def check_no_agent(visit: Visit, contact_id: str) -> None:
    """An agent is no contact: the id that a refused email was told is not found."""
    known = contact_id.isdecimal() and len(contact_id) < 20
    if known and visit.account.tables["agents"].get(int(contact_id)) is not None:
        raise errors.not_found()


@keeps("freshdesk.contacts.email-freed")
def free_email(_visit: Visit, present: Record, email: Json) -> bool:
    """A changed email is found, and the old one is free, at once."""
    return present["email"] is not None and email != present["email"]


@keeps("freshdesk.contacts.listed-less")
def hide(_visit: Visit, contact: Record) -> bool:
    """A row of a list lacks tags, other emails, ticket view and avatar."""
    return any(contact[name] for name in UNLISTED)


@keeps("freshdesk.contacts.autocomplete-bare")
def tell_bare(_visit: Visit, found: Sequence[Record]) -> bool:
    """Autocomplete tells of contacts in a bare list; companies stand in an object."""
    return bool(found)


@keeps("freshdesk.contacts.hard-delete")
def check_forced(_visit: Visit, contact: Record, forced: bool) -> None:
    """A contact goes for good only when it is deleted already, or force says so."""
    if not contact["deleted"] and not forced:
        raise errors.not_deleted()


@keeps("freshdesk.contacts.restore")
def check_deleted(visit: Visit, contact: Record) -> None:
    """Only a deleted contact is restored; what else is answered the account decides."""
    if contact["deleted"]:
        return
    if visit.account.settings["restore_living"] == "not-allowed":
        raise errors.method_not_allowed(visit.request.method, ["GET"])
    raise errors.not_found()


def _is_id(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_same(visit: Visit, holder: Record, email: str) -> bool:
    exact = visit.account.settings["email_case"] == "exact"
    return not exact or email in (holder["email"], *holder.get("other_emails", ()))
