"""Creating, updating and deleting users: what every endpoint that writes one does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk.fields import BY_ROLE, USER
from emulator.zendesk.identity import identify, identities_of, primary_of, settle
from emulator.zendesk.outbox import send_verification
from emulator.zendesk.rules import users as rules
from emulator.zendesk.rules.custom_fields import filled
from emulator.zendesk.rules.memberships import belong_only_to, join
from emulator.zendesk.shapes import stamp
from emulator.zendesk.time_zones import iana_of

if TYPE_CHECKING:
    from emulator.account import Account

_KEPT = tuple(a.name for a in USER if a.read and a.name not in ("email", "verified", "user_fields"))
_APART = ("organization_id",)


def blank_user(account: Account, role: str = "end-user") -> Record:
    """A fresh user of a role, stored by nobody yet."""
    now = stamp(account)
    record: Record = {a.name: a.default for a in USER if a.kept}
    record |= {"id": account.next_id(), "created_at": now, "updated_at": now, "tags": []}
    return {**record, "user_fields": {}, "role": role, **BY_ROLE[role]}


def create_user(visit: Visit, values: dict[str, Json]) -> Record:
    """A new user with these attributes; Refusal where they cannot be."""
    rules.check_name(visit, values.get("name"))
    email = normal_email(visit, values)
    if email:
        rules.check_email_unused(visit, email, None)
    _read(visit, {"role": "end-user", "tags": []}, values, None)
    user = blank_user(visit.account, values.get("role", "end-user"))
    _store(visit, user, values)
    verified = values.get("verified") is True
    if email:
        identify(visit.account, user["id"], "email", email, verified=verified)
    _add_identities(visit, user["id"], values)
    _phone(visit, user["id"], values)
    _join(visit, user["id"], values)
    _mail(visit, user["id"], email, values)
    return settle(visit.account, user["id"])


def update_user(visit: Visit, user: Record, values: dict[str, Json]) -> Record:
    """The user with these attributes changed; Refusal where they cannot be."""
    if "name" in values:
        rules.check_name(visit, values["name"])
    email = normal_email(visit, values)
    if email:
        rules.check_email_unused(visit, email, user["id"])
    _read(visit, user, values, user["id"])
    _store(visit, {**user, "updated_at": stamp(visit.account)}, values)
    _update_identities(visit, user, email, values)
    _phone(visit, user["id"], values)
    if "organization_id" in values:
        belong_only_to(visit, user["id"], values["organization_id"])
    else:
        _join(visit, user["id"], values)
    return settle(visit.account, user["id"])


def delete_user(visit: Visit, user: Record) -> Record:
    """Move the user among the deleted; email, external_id and memberships are gone."""
    account = visit.account
    rules.free(visit, user)
    for identity in identities_of(account, user["id"]):
        account.tables["identities"].remove(identity["id"])
    for membership in account.tables["organization_memberships"].find("user_id", user["id"]):
        account.tables["organization_memberships"].remove(membership["id"])
    account.tables["users"].remove(user["id"])
    gone = {"active": False, "email": None, "external_id": None, "verified": False}
    return account.tables["deleted_users"].put(
        {
            **user,
            **gone,
            "organization_id": None,
            "updated_at": stamp(account),
            "freed": [user["email"], user["external_id"]],
            "deleted_at": account.clock.seconds(),
        }
    )


def normal_email(visit: Visit, values: Mapping[str, Json]) -> str | None:
    """The email as it is kept, trimmed and lower-case; None where none is given."""
    email = (values.get("email") or "").strip()
    if not email:
        return None
    rules.check_email(visit, email)
    return str(email.lower())


def _read(visit: Visit, record: Record, values: dict[str, Json], user_id: int | None) -> None:
    if values.get("external_id") == "":
        values["external_id"] = None
    if values.get("external_id") is not None:
        rules.check_external_id_unused(visit, values["external_id"], user_id)
        rules.rewrite_case(visit, record.get("external_id"), values["external_id"])
    rules.check_organization(visit, values)
    rules.check_phone(visit, values.get("phone"))
    rules.check_time_zone(visit, values)
    rules.prefer_locale(visit, values)
    rules.promote(visit, values)
    rules.restrict(visit, record, values)
    rules.blank_alias(visit, values)
    rules.replace_tags(visit, record, values)


def _store(visit: Visit, record: Record, values: dict[str, Json]) -> None:
    role: str = values.get("role") or record["role"]
    if role != record["role"]:
        record = {**record, **BY_ROLE[role]}
    sent = {name: values[name] for name in _KEPT if name in values and name not in _APART}
    fields, tags = filled(
        visit, "user_fields", values.get("user_fields", {}), record["user_fields"]
    )
    record = {**record, **sent, "user_fields": fields}
    record["iana_time_zone"] = iana_of(str(record["time_zone"])) or record["iana_time_zone"]
    record["tags"] = list(dict.fromkeys([*record["tags"], *tags]))
    if "verified" in values:
        record["verified"] = values["verified"]
    visit.account.tables["users"].put(record)


def _add_identities(visit: Visit, user_id: int, values: Mapping[str, Json]) -> None:
    for sent in values.get("identities", ()):
        kind, value = sent.get("type", "email"), sent.get("value")
        if not isinstance(kind, str) or not isinstance(value, str) or not value.strip():
            continue
        value = value.strip()
        if kind == "email":
            rules.check_email(visit, value)
            value = value.lower()
            rules.check_email_unused(visit, value, user_id)
        held = identities_of(visit.account, user_id)
        if all((i["type"], i["value"]) != (kind, value) for i in held):
            verified = sent.get("verified") is True or values.get("verified") is True
            identify(visit.account, user_id, kind, value, verified=verified)


def _update_identities(
    visit: Visit, user: Record, email: str | None, values: Mapping[str, Json]
) -> None:
    account = visit.account
    primary = primary_of(account, user["id"])
    own = [i for i in identities_of(account, user["id"]) if i["type"] == "email"]
    named = next((i for i in own if i["value"] == email), None) if email else primary
    if email and named is None:
        rules.keep_primary(visit, user, email)
        identify(account, user["id"], "email", email, verified=values.get("verified") is True)
    elif named is not None and "verified" in values:
        account.tables["identities"].put(
            {**named, "verified": values["verified"], "updated_at": stamp(account)}
        )


def _phone(visit: Visit, user_id: int, values: Mapping[str, Json]) -> None:
    if "phone" not in values:
        return
    phone, tables = values["phone"], visit.account.tables
    own = [i for i in identities_of(visit.account, user_id) if i["type"] == "phone_number"]
    shared = bool(phone) and rules.share_phone(visit, user_id, phone)
    for identity in own:
        if shared or identity["value"] != phone:
            tables["identities"].remove(identity["id"])
    if shared or not phone:
        user = tables["users"].get(user_id) or {}
        tables["users"].put({**user, "shared_phone_number": shared or None})
    elif all(identity["value"] != phone for identity in own):
        identify(visit.account, user_id, "phone_number", phone)


def _join(visit: Visit, user_id: int, values: Mapping[str, Json]) -> None:
    organization_id = values.get("organization_id") or _named_organization(visit, values)
    links = visit.account.tables["organization_memberships"]
    if organization_id is not None and not links.find("pair", (user_id, organization_id)):
        join(visit, user_id, organization_id)


def _named_organization(visit: Visit, values: Mapping[str, Json]) -> int | None:
    name = (values.get("organization") or {}).get("name")
    table = visit.account.tables["organizations"]
    named = table.find("name", name.strip().casefold()) if isinstance(name, str) else []
    return named[0]["id"] if named else None


def _mail(visit: Visit, user_id: int, email: str | None, values: dict[str, Json]) -> None:
    if not email:
        return
    if rules.spare_the_verified(visit, values) or rules.spare_on_request(visit, values):
        return
    send_verification(visit.account, user_id, email)
