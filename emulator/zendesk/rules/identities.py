"""What Zendesk holds identities to."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import identity_taken, invalid, verification_by_others
from emulator.zendesk.identity import identities_of, make_primary
from emulator.zendesk.rules.memberships import join
from emulator.zendesk.rules.users import is_email

KINDS = (
    "email", "twitter", "facebook", "google", "phone_number", "agent_forwarding",
    "any_channel", "foreign", "sdk", "messaging", "microsoft",
)  # fmt: skip
"""The types of identities (developer.zendesk.com, User Identities)."""


@keeps("zendesk.identities.type-known")
def check_type(_visit: Visit, kind: Json) -> str:
    """An identity is of one of the documented types."""
    if kind not in KINDS:
        raise invalid("type", "Type: is invalid", "InvalidValue")
    return str(kind)


@keeps("zendesk.identities.value-well-formed")
def check_well_formed(_visit: Visit, kind: str, value: Json) -> str:
    """An identity has a value, and that of type email is a well-formed address."""
    if not isinstance(value, str) or not value.strip():
        raise invalid("value", "Value: cannot be blank", "BlankValue")
    trimmed: str = value.strip()
    if kind == "email" and not is_email(trimmed):
        raise invalid("value", f"Value: {trimmed} is not properly formatted")
    return trimmed.lower() if kind == "email" else trimmed


@keeps("zendesk.identities.value-unique")
def check_unused(visit: Visit, kind: str, value: str, present: Record | None) -> None:
    """No two identities of one type share a value, ignoring case."""
    others = visit.account.tables["identities"].find("value", value.casefold())
    own = present["id"] if present else None
    if any(other["type"] == kind and other["id"] != own for other in others):
        raise identity_taken(value)


def check_value(visit: Visit, kind: str, value: Json, present: Record | None) -> str:
    """The value as it is kept; Refusal where it cannot be that of ``present`` or a new one."""
    kept = check_well_formed(visit, kind, value)
    check_unused(visit, kind, kept, present)
    return kept


@keeps("zendesk.identities.verification-method")
def check_method(_visit: Visit, said: Mapping[str, Json]) -> None:
    """Who sets the method says none or low; the others are set by Zendesk's own sign-in."""
    if said.get("verification_method") not in (None, "none", "low"):
        raise verification_by_others(said["verification_method"])


@keeps("zendesk.identities.primary-is-an-email")
def check_may_be_primary(_visit: Visit, identity: Record) -> None:
    """Only an email can be the primary identity."""
    if identity["type"] != "email":
        raise invalid("primary", "Primary: only an email can be primary", "InvalidValue")


@keeps("zendesk.identities.next-email-succeeds")
def succeed(visit: Visit, gone: Record) -> bool:
    """Where the primary email is deleted, the next one takes its place."""
    own = [i for i in identities_of(visit.account, gone["user_id"]) if i["type"] == "email"]
    if not gone["primary"] or not own:
        return False
    make_primary(visit.account, own[0])
    return True


@keeps("zendesk.memberships.verified-domain-joins")
def join_by_domain(visit: Visit, identity: Record) -> bool:
    """A verified email of an organization's domain joins a user without one, where switched on."""
    account = visit.account
    user = account.tables["users"].get(identity["user_id"])
    if not account.settings["map_domains"] or user is None or user["organization_id"] is not None:
        return False
    domain = identity["value"].rpartition("@")[2]
    mapped = account.tables["organizations"].find("domain", domain)
    if identity["type"] != "email" or not mapped:
        return False
    join(visit, user["id"], mapped[0]["id"])
    return True
