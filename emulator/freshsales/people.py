"""What leads and contacts have of their own: emails, a display name, accounts, a company."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contracts.call import Json
from emulator.freshsales.emails import held_emails, sent_emails
from emulator.freshsales.fields import COMPANY, NESTED_DEAL, Attribute, blank_of, writable
from emulator.freshsales.rules import people as rules
from emulator.freshsales.rules import writes
from emulator.freshsales.rules.companies import amount_of
from emulator.freshsales.stamps import stamp
from emulator.freshsales.tables import emails_of, folded
from emulator.freshsales.values import WrongType, whole
from emulator.table import Record
from emulator.visit import Visit

CheckEmail = Callable[[Visit, str, Json], None]


def settle_contact(visit: Visit, values: dict[str, Json], record: Record) -> None:
    """Complete what is written of a contact; Refusal where it cannot be."""
    _settle_emails(visit, values, record, _check_unused)
    after = {**record, **values}
    rules.check_form(visit, after, after if record["id"] is None else values)
    rules.check_mobile(visit, values.get("mobile_number"), record["id"])
    rules.check_stage(visit, values.get("lifecycle_stage_id"))
    _settle_stage(visit, values, record)
    rules.note_origin(visit, values)
    _settle_accounts(visit, values, record)
    values["display_name"] = display_name(after)


def _check_unused(visit: Visit, email: str, own_id: Json) -> None:
    rules.check_contact_email(visit, email, own_id)
    rules.check_deleted_email(visit, email, own_id)


def settle_lead(visit: Visit, values: dict[str, Json], record: Record) -> None:
    """Complete what is written of a lead; its company and deal are merged key by key."""
    _settle_emails(visit, values, record, rules.check_lead_email)
    rules.note_origin(visit, values)
    _settle_lead_stage(visit, values, record)
    for name, attributes in (("company", COMPANY), ("deal", NESTED_DEAL)):
        if name in values:
            values[name] = nested(visit, values[name], record[name], attributes)
    values["display_name"] = display_name({**record, **values})


def _settle_lead_stage(visit: Visit, values: dict[str, Json], record: Record) -> None:
    """A new lead starts in the first stage."""
    if record["id"] is None:
        first = next(iter(visit.account.tables["lead_stages"]), None)
        values.setdefault("lead_stage_id", first["id"] if first else None)
    if values.get("lead_stage_id") not in (None, record["lead_stage_id"]):
        values["stage_updated_time"] = stamp(visit.account)


def nested(
    visit: Visit, said: Record, present: Record | None, attributes: Iterable[Attribute]
) -> Record | None:
    """The company or deal of a lead after a write; None while nothing was said of one."""
    values, takes = dict[str, Json](), writable(attributes)
    for name in [name for name in said if name in takes]:
        writes.read_into(values, visit, takes[name], said[name])
    writes.drop_unknown(visit, [name for name in said if name not in takes])
    if not values:
        return present
    if "amount" in values:
        values["amount"] = amount_of(visit, values["amount"])
        values["base_currency_amount"] = values["amount"]
    fresh = present or {**blank_of(attributes), "id": visit.account.next_id()}
    return {**fresh, **values}


def display_name(person: Record) -> str | None:
    """First and last name, else the email."""
    names = [person[name] for name in ("first_name", "last_name") if person.get(name)]
    return " ".join(names) or person.get("email")


def _settle_emails(
    visit: Visit, values: dict[str, Json], record: Record, check_unused: CheckEmail
) -> None:
    if "emails" in values:
        sent = sent_emails(values.pop("emails"))
        if "email" in values:
            sent = [values["email"], *sent]
    elif "email" in values:
        kept = [email["value"] for email in record["emails"] if not email["is_primary"]]
        sent = [values["email"], *kept]
    else:
        return
    wanted = dict[str, str]()
    for value in sent:
        if value is None:
            continue
        rules.check_not_blank(visit, value)
        email = str(value).strip()
        rules.check_email(visit, email)
        if folded(email) not in map(folded, emails_of(record)):
            check_unused(visit, email, record["id"])
        wanted.setdefault(folded(email), email)
    values["emails"] = held_emails(visit.account, list(wanted.values()), record["emails"])
    values["email"] = next(iter(wanted.values()), None)


def _settle_stage(visit: Visit, values: dict[str, Json], record: Record) -> None:
    """A new contact starts as a lead; who comes into a stage has its first status."""
    stages, status_id = visit.account.tables["lifecycle_stages"], values.get("contact_status_id")
    stage_id = values.get("lifecycle_stage_id")
    if record["id"] is None and stage_id is None:
        stage_id = next((s["id"] for s in stages if status_id in s["contact_status_ids"]), None)
        lead = next((s["id"] for s in stages if s["type"] == "Lead"), None)
        values["lifecycle_stage_id"] = stage_id = stage_id or lead
    stage = stages.get(stage_id or record["lifecycle_stage_id"] or 0)
    if status_id is not None:
        rules.check_status(visit, status_id, stage)
    elif stage is not None and stage["id"] != record["lifecycle_stage_id"]:
        values["contact_status_id"] = next(iter(stage["contact_status_ids"]), None)


def _settle_accounts(visit: Visit, values: dict[str, Json], record: Record) -> None:
    single = values.pop("sales_account_id", None)
    if single is not None and "sales_accounts" not in values:
        values["sales_accounts"] = [{"id": single, "is_primary": True}]
    if "sales_accounts" not in values:
        return
    links = [_link(visit, sent) for sent in values["sales_accounts"]]
    rules.replace_accounts(visit, record["sales_accounts"], links)
    values["sales_accounts"] = links


def _link(visit: Visit, sent: Record) -> Record:
    try:
        account_id = whole(sent.get("id"))
    except WrongType:
        account_id = None
    rules.check_account(visit, account_id)
    return {"id": account_id, "is_primary": sent.get("is_primary") is True}
