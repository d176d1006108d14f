"""What Zendesk holds users to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.auth import is_admin
from emulator.zendesk.errors import (
    email_malformed,
    email_taken,
    external_id_taken,
    forbidden,
    invalid,
    not_found,
    organization_unknown,
    phone_malformed,
    user_name_blank,
)
from emulator.zendesk.fields import RESTRICTIONS
from emulator.zendesk.time_zones import iana_of

if TYPE_CHECKING:
    from emulator.account import Account

_EMAIL = re.compile(r"[^@\s<>,;\"]+@[\w-]+(\.[\w-]+)+")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_END_USERS = ("organization", "requested", None)


@keeps("zendesk.users.agents-write-end-users")
def check_writer(visit: Visit, user: Record | None, values: dict[str, Json]) -> None:
    """Agents write end users alone; administrators write anybody."""
    roles = {user["role"] if user else "end-user", values.get("role", "end-user")}
    if not is_admin(visit) and (roles != {"end-user"} or values.get("custom_role_id")):
        raise forbidden()


@keeps("zendesk.users.import-enabled")
def check_import(visit: Visit) -> None:
    """Users are created in jobs only where the account may import them."""
    if not visit.account.settings["user_import"]:
        raise forbidden()


@keeps("zendesk.users.name-required")
def check_name(_visit: Visit, name: Json) -> None:
    """A user has a name of at least one character."""
    if name is None or not name.strip():
        raise user_name_blank()


@keeps("zendesk.users.email-well-formed")
def check_email(_visit: Visit, email: str) -> None:
    """An email is a well-formed address, whoever it belongs to."""
    if not is_email(email):
        raise email_malformed(email)


@keeps("zendesk.users.email-unique")
def check_email_unused(visit: Visit, email: str, user_id: int | None) -> None:
    """An email belongs to one user, as primary or as any other identity, ignoring case."""
    owners = visit.account.tables["identities"].find("value", email.casefold())
    if any(owner["type"] == "email" and owner["user_id"] != user_id for owner in owners):
        raise email_taken(email)


@keeps("zendesk.users.external-id-unique")
def check_external_id_unused(visit: Visit, external_id: str, user_id: int | None) -> None:
    """An external_id belongs to one user, ignoring case."""
    owner = user_of_external_id(visit.account, external_id)
    if owner is not None and owner["id"] != user_id:
        raise external_id_taken()


@keeps("zendesk.users.external-id-case")
def rewrite_case(_visit: Visit, held: Json, sent: Json) -> bool:
    """An external_id matches ignoring case and is rewritten to the case that was sent."""
    return held is not None and held != sent and held.casefold() == str(sent).casefold()


@keeps("zendesk.users.upsert-one-person")
def check_one_person(
    _visit: Visit, by_id: Record | None, by_email: Record | None, email: str | None
) -> None:
    """An upsert with one user's external_id and another user's email is refused."""
    if email and by_id and by_email and by_id["id"] != by_email["id"]:
        raise email_taken(email)


@keeps("zendesk.users.organization-known")
def check_organization(visit: Visit, values: dict[str, Json]) -> bool:
    """An organization_id names an organization of the account."""
    organization_id = values.get("organization_id")
    if organization_id is None or visit.account.tables["organizations"].get(organization_id):
        return False
    if visit.account.settings["unknown_organization"] == "refuse":
        raise organization_unknown()
    del values["organization_id"]
    return True


@keeps("zendesk.users.time-zone-known")
def check_time_zone(visit: Visit, values: dict[str, Json]) -> bool:
    """A time zone that Zendesk has no name for is kept as sent, or dropped where so switched."""
    sent = values.get("time_zone")
    if sent is None or visit.account.settings["unknown_time_zone"] == "keep" or iana_of(sent):
        return False
    del values["time_zone"]
    return True


@keeps("zendesk.users.phone-shared")
def share_phone(visit: Visit, user_id: int, phone: str) -> bool:
    """A phone number that another user has is shared: it is no identity of the second one."""
    owners = visit.account.tables["identities"].find("value", phone.strip().casefold())
    return any(o["type"] == "phone_number" and o["user_id"] != user_id for o in owners)


@keeps("zendesk.users.phone-e164")
def check_phone(visit: Visit, phone: str | None) -> None:
    """A phone number is spelled as E.164 asks, where the account insists."""
    if phone and visit.account.settings["e164_phones"] and not _E164.fullmatch(phone):
        raise phone_malformed(phone)


@keeps("zendesk.users.shared-read-only")
def check_own(_visit: Visit, user: Record) -> None:
    """A user whom another account shares is not written here."""
    if user["shared"]:
        raise forbidden()


@keeps("zendesk.users.upsert-misses-deleted")
def check_not_just_deleted(visit: Visit, email: str | None, external_id: Json) -> None:
    """Whoever was deleted a moment ago may still be found by an upsert, and then is not there."""
    span, account = visit.account.settings["deletion_lag_seconds"], visit.account
    keys = [str(key).casefold() for key in (email, external_id) if key]
    gone = [user for key in keys for user in account.tables["deleted_users"].find("freed", key)]
    if any(account.clock.seconds() - user["deleted_at"] < span for user in gone):
        raise not_found()


@keeps("zendesk.users.tags-unordered")
def reorder_tags(visit: Visit, tags: list[str]) -> bool:
    """A later answer may have the tags in another order, where so switched."""
    return bool(visit.account.settings["tags_unordered"]) and len(tags) > 1


@keeps("zendesk.users.locale-wins")
def prefer_locale(_visit: Visit, values: dict[str, Json]) -> bool:
    """Where both are sent, locale counts and locale_id does not."""
    if not values.get("locale") or "locale_id" not in values:
        return False
    del values["locale_id"]
    return True


@keeps("zendesk.users.custom-role-makes-agent")
def promote(_visit: Visit, values: dict[str, Json]) -> bool:
    """Whoever is given a custom role is an agent, whatever role is sent."""
    if values.get("custom_role_id") is None or values.get("role") == "admin":
        return False
    values["role"] = "agent"
    return True


@keeps("zendesk.users.alias-reads-blank")
def blank_alias(_visit: Visit, values: dict[str, Json]) -> bool:
    """An alias set to null reads back as an empty string."""
    if "alias" not in values or values["alias"] is not None:
        return False
    values["alias"] = ""
    return True


@keeps("zendesk.users.ticket-restriction")
def restrict(_visit: Visit, record: Record, values: dict[str, Json]) -> bool:
    """An end user sees requested tickets where the restriction sent is not for end users."""
    if "ticket_restriction" not in values:
        return False
    sent = values["ticket_restriction"]
    role = values.get("role", record["role"])
    if sent in (_END_USERS if role == "end-user" else (*RESTRICTIONS, None)):
        return False
    values["ticket_restriction"] = "requested" if role == "end-user" else None
    return True


@keeps("zendesk.users.tags-replaced")
def replace_tags(_visit: Visit, record: Record, values: dict[str, Json]) -> bool:
    """Tags that are sent take the place of those that were there."""
    return "tags" in values and bool(set(record["tags"]) - set(values["tags"]))


@keeps("zendesk.settings.verified.effect")
def spare_the_verified(_visit: Visit, values: dict[str, Json]) -> bool:
    """Who is created as verified gets no verification mail."""
    return values.get("verified") is True


@keeps("zendesk.users.skip-verify-email")
def spare_on_request(_visit: Visit, values: dict[str, Json]) -> bool:
    """No verification mail is sent where the request says so; the user stays unverified."""
    return values.get("skip_verify_email") is True


@keeps("zendesk.users.email-stays-primary")
def keep_primary(_visit: Visit, user: Record, email: str) -> bool:
    """An email on an update is added beside the primary one, which stays."""
    return bool(user["email"]) and user["email"] != email


@keeps("zendesk.users.requester-not-deleted")
def check_no_open_tickets(visit: Visit, user: Record) -> None:
    """Who has asked for tickets that are not closed is not deleted, unless the account says so."""
    if visit.account.settings["requester_deletion"] == "allow":
        return
    asked = visit.account.tables["tickets"].find("requester_id", user["id"])
    number = sum(ticket["status"] != "closed" for ticket in asked)
    if number:
        raise invalid("base", f"Base User is requester on {number} ticket(s) that are not closed.")


@keeps("zendesk.users.deleted-is-shown")
def check_shown(visit: Visit, user: Record) -> bool:
    """A deleted user is still shown, inactive, unless the account hides it."""
    if not user["active"] and visit.account.settings.get("deleted_user") == "hide":
        raise not_found()
    return not user["active"]


@keeps("zendesk.users.delete-frees")
def free(_visit: Visit, user: Record) -> bool:
    """A deleted user gives email and external_id free, and is found no more."""
    return bool(user["email"] or user["external_id"])


def is_email(text: str) -> bool:
    """Whether the text is an email."""
    return _EMAIL.fullmatch(text) is not None


def user_of_external_id(account: Account, external_id: str) -> Record | None:
    """The user who has this external_id, ignoring case."""
    found = account.tables["users"].find("external_id", external_id.casefold())
    return found[0] if found else None
