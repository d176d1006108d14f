"""What Freshsales holds leads and contacts to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contracts.call import Json
from emulator.freshsales import errors
from emulator.freshsales.tables import folded
from emulator.table import Record
from emulator.visit import Visit, keeps

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")

_FORM = {"email": "Email", "mobile_number": "Mobile", "last_name": "Last name"}
"""Fields that an account's form may make mandatory, as the form calls them."""


@keeps("freshsales.contacts.form-required")
def check_form(visit: Visit, contact: Record, written: Iterable[str]) -> None:
    """A contact has what the account's form makes mandatory: the email, unless it says else."""
    for name in visit.account.settings["required_contact_fields"]:
        if name in written and not contact.get(name):
            raise errors.form_needs(_FORM[name])


@keeps("freshsales.people.email-not-blank")
def check_not_blank(_visit: Visit, email: Json) -> None:
    """A blank email is refused; a lead that leaves the key out has none."""
    if isinstance(email, str) and not email.strip():
        raise errors.blank("Email")


@keeps("freshsales.people.email-well-formed")
def check_email(_visit: Visit, email: str) -> None:
    """An email that is no email address is refused."""
    if not _EMAIL.fullmatch(email):
        raise errors.email_malformed(email)


@keeps("freshsales.contacts.email-unique")
def check_contact_email(visit: Visit, email: str, own_id: Json) -> None:
    """No two contacts share an email, whatever its case."""
    if _held(visit, "contacts", "email", email, own_id):
        raise errors.email_taken(email)


@keeps("freshsales.contacts.email-of-deleted")
def check_deleted_email(visit: Visit, email: str, own_id: Json) -> None:
    """The email of a contact in the recycle bin is free, unless the account says otherwise."""
    held = visit.account.settings["deleted_holds_email"]
    if held and _held(visit, "deleted_contacts", "email", email, own_id):
        raise errors.email_taken(email)


@keeps("freshsales.leads.email-unique")
def check_lead_email(visit: Visit, email: str, own_id: Json) -> None:
    """Leads may share an email, unless the account says otherwise."""
    if visit.account.settings["unique_lead_email"] and _held(
        visit, "leads", "email", email, own_id
    ):
        raise errors.email_taken(email)


@keeps("freshsales.contacts.mobile-unique")
def check_mobile(visit: Visit, mobile: Json, own_id: Json) -> None:
    """A contact with the mobile number of another is refused where the settings say so."""
    if not visit.account.settings["unique_mobile_number"] or not mobile:
        return
    if _held(visit, "contacts", "mobile_number", mobile, own_id):
        raise errors.invalid("Contact is not unique")


@keeps("freshsales.contacts.status-known")
def check_status(visit: Visit, status_id: Json, stage: Record | None) -> None:
    """A contact's status is one of those that its lifecycle stage has."""
    known = visit.account.tables["contact_statuses"].get(status_id) is not None
    if not known or (stage is not None and status_id not in stage["contact_status_ids"]):
        raise errors.invalid("Invalid contact status provided.")


@keeps("freshsales.contacts.stage-known")
def check_stage(visit: Visit, stage_id: Json) -> None:
    """A contact's lifecycle stage is one of the account's."""
    if stage_id is not None and visit.account.tables["lifecycle_stages"].get(stage_id) is None:
        raise errors.invalid("Invalid lifecycle stage provided.")


@keeps("freshsales.people.origin")
def note_origin(_visit: Visit, values: Record) -> bool:
    """Where somebody comes from is told in standard attributes: medium, keyword and campaign_id."""
    return not values.keys().isdisjoint(("medium", "keyword", "campaign_id"))


@keeps("freshsales.contacts.accounts-replaced")
def replace_accounts(_visit: Visit, present: list[Record], sent: list[Record]) -> bool:
    """The sales accounts that are sent with a contact replace those it had."""
    return bool({a["id"] for a in present} - {a["id"] for a in sent})


@keeps("freshsales.contacts.accounts-known")
def check_account(visit: Visit, account_id: Json) -> None:
    """A contact's accounts are there, unless the account takes any."""
    any_id = visit.account.settings["unknown_links"] == "keep" and account_id is not None
    if not any_id and visit.account.tables["sales_accounts"].get(account_id) is None:
        raise errors.invalid("Invalid account provided.")


@keeps("freshsales.contacts.accounts-on-request")
def leave_accounts_out(_visit: Visit, contact: Record) -> bool:
    """A contact is shown without its sales accounts unless include=sales_accounts asks for them."""
    return bool(contact["sales_accounts"])


def _held(visit: Visit, table: str, index: str, value: Json, own_id: Json) -> bool:
    found = visit.account.tables[table].find(index, folded(value))
    return any(record["id"] != own_id for record in found)
