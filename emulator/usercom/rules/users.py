"""What User.com holds users to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.errors import REQUIRED, invalid, method_not_allowed, taken
from emulator.usercom.fields import MIRRORS
from emulator.visit import Refusal, Visit, keeps

_PHONE = {
    "lenient": re.compile(r"\+?[0-9]{4,15}"),
    "e164": re.compile(r"\+[1-9][0-9]{6,14}"),
    "any": re.compile(r".*", re.DOTALL),
}
_SEEN = ("first_seen", "last_seen", "last_ip")


@keeps("usercom.users.custom-id-unique")
def check_custom_id_unused(visit: Visit, custom_id: str, user_id: int | None, named: str) -> None:
    """No two users share a custom_id; ``named`` is what the version calls it."""
    found = visit.account.tables["users"].find("custom_id", custom_id)
    if any(user["id"] != user_id for user in found):
        raise taken(named)


@keeps("usercom.users.upsert-by-custom-id")
def match(visit: Visit, custom_id: Json, named: str) -> Record | None:
    """update_or_create matches by the custom_id alone, and demands it."""
    if custom_id is None:
        raise invalid({named: [REQUIRED]})
    return next(iter(visit.account.tables["users"].find("custom_id", custom_id)), None)


@keeps("usercom.users.key-on-create")
def bring_key(visit: Visit, values: dict[str, Json], named: str) -> bool:
    """A new user has the user_key that comes along, which nobody else has, unless switched off."""
    key = values.pop("user_key", None)
    if key is None or _ignores_unsure(visit):
        return False
    if visit.account.tables["users"].find("user_key", key):
        raise taken(named)
    values["user_key"] = key
    return True


@keeps("usercom.users.seen-written")
def write_seen(visit: Visit, values: dict[str, Json]) -> bool:
    """first_seen, last_seen and last_ip are kept as they are written, unless switched off."""
    written = [name for name in _SEEN if name in values]
    if not _ignores_unsure(visit):
        return bool(written)
    for name in written:
        del values[name]
    return False


@keeps("usercom.users.email-not-unique")
def share_email(visit: Visit, email: Json, user_id: int) -> bool:
    """Several users may have the same email."""
    found = visit.account.tables["users"].find("email", email) if email else []
    return any(user["id"] != user_id for user in found)


@keeps("usercom.users.phone-format")
def check_phone(visit: Visit, phone: Json) -> None:
    """A phone number has digits alone after an optional plus; an account may be stricter."""
    if phone and not _PHONE[visit.account.settings["phone_numbers"]].fullmatch(phone):
        raise invalid({"phone_number": ["Enter a valid phone number."]})


@keeps("usercom.users.name-from-parts")
def compose_name(_visit: Visit, record: Record) -> bool:
    """A name is first and last name, which are never shown; without either it is the email."""
    parts = [record[part] for part in ("first_name", "last_name") if record[part]]
    record["name"] = " ".join(parts) or record["email"]
    return bool(parts)


@keeps("usercom.users.context-mirrored")
def mirror(_visit: Visit, values: dict[str, Json]) -> bool:
    """os, language, ip_address and browser_family fill the user's own names for the same."""
    told = {own: values[name] for name, own in MIRRORS.items() if name in values}
    values.update(told)
    return bool(told)


@keeps("usercom.users.put-is-partial")
def keep_the_rest(_visit: Visit, user: Record, values: Mapping[str, Json]) -> bool:
    """An update changes what it names and keeps everything else."""
    return any(user[name] for name in ("email", "custom_id", "name") if name not in values)


@keeps("usercom.users.patch-is-put")
def check_patch(visit: Visit) -> bool:
    """PATCH, which every answer allows and no page describes, does what PUT does."""
    if visit.request.method != "PATCH":
        return False
    if visit.account.settings["patch"] == "refuse":
        raise Refusal(method_not_allowed("PATCH"))
    return True


@keeps("usercom.users.mass-update-fields")
def check_field(_visit: Visit, name: Json, allowed: Collection[str]) -> None:
    """A mass update of a field that the document does not list is refused."""
    if name not in allowed:
        raise invalid({"attribute": [f'"{name}" is not a valid choice.']})


@keeps("usercom.users.company-known")
def company_named(visit: Visit, custom_id: str, named: str) -> Record | None:
    """A company named on a user is one of the account's, or is disregarded where so switched."""
    found = visit.account.tables["companies"].find("custom_id", custom_id)
    if not found and visit.account.settings["unknown_company"] == "refuse":
        raise invalid({named: [f"Object with custom_id={custom_id} does not exist."]})
    return found[0] if found else None


def _ignores_unsure(visit: Visit) -> bool:
    return bool(visit.account.settings["unsure_fields"] == "ignore")
