"""Creating, updating and deleting users: what every endpoint that writes one does."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record, Table
from emulator.usercom.body import ignore_read_only
from emulator.usercom.fields import USER, Field
from emulator.usercom.rules import members
from emulator.usercom.rules import users as rules
from emulator.usercom.rules.attributes import fill_user
from emulator.usercom.times import stamp
from emulator.usercom.version import version_of
from emulator.visit import Visit

if TYPE_CHECKING:
    from emulator.account import Account

_KEY = "user_key"
_OF_KEYS = string.ascii_letters + string.digits
_APART = "company_custom_id"


def blank(account: Account, fields: Iterable[Field]) -> Record:
    """A fresh record as it is before anything is said of it, stored by nobody yet."""
    now = stamp(account)
    defaults = {field.name: copy(field.default) for field in fields if field.kept}
    times = {"created_at": now, "updated_at": now}
    return {**defaults, "attributes": {}, "id": account.next_id(), **times}


def blank_user(account: Account) -> Record:
    """A fresh user with a random key, stored by nobody yet."""
    return {**blank(account, USER), _KEY: "".join(account.random.choices(_OF_KEYS, k=12))}


def create_user(visit: Visit, values: dict[str, Json], custom: Mapping[str, Json]) -> Record:
    """A new user; Refusal where there cannot be one like this."""
    rules.bring_key(visit, values, named(visit, USER, _KEY))
    return _write(visit, blank_user(visit.account), values, custom)


def update_user(
    visit: Visit, user: Record, values: dict[str, Json], custom: Mapping[str, Json]
) -> Record:
    """The user with these fields and attributes changed; Refusal where they cannot be."""
    ignore_read_only(visit, [_KEY] if values.pop(_KEY, None) else [])
    rules.keep_the_rest(visit, user, values)
    return _write(visit, {**user, "updated_at": stamp(visit.account)}, values, custom)


def delete_user(account: Account, user: Record) -> None:
    """Take the user out, and with the user all that is the user's."""
    for table in ("company_members", "event_occurrences", "site_views"):
        for record in account.tables[table].find("user_id", user["id"]):
            account.tables[table].remove(record["id"])
    forget("user_id", user["id"], account.tables["deals"])
    account.tables["users"].remove(user["id"])


def forget(field: str, record_id: int, deals: Table) -> None:
    """Let no deal name a user or company that is gone."""
    for deal in deals.find(field, record_id):
        deals.put({**deal, field: None})


def tag(account: Account, names: Iterable[str]) -> None:
    """Let there be tags of these names."""
    for name in names:
        if not account.tables["tags"].find("name", name):
            account.tables["tags"].put({"id": account.next_id(), "name": name})


def named(visit: Visit, fields: Iterable[Field], name: str) -> str:
    """What the version that is spoken calls a field."""
    return next(field.named(version_of(visit.request)) for field in fields if field.name == name)


def _write(
    visit: Visit, user: Record, values: dict[str, Json], custom: Mapping[str, Json]
) -> Record:
    _check(visit, user["id"], values)
    company = _company(visit, values.pop(_APART, None))
    user = visit.account.tables["users"].put(_changed(visit, user, values, custom))
    tag(visit.account, user["tags"])
    if company is not None:
        members.join(visit, company["id"], user["id"])
    return user


def _check(visit: Visit, user_id: int, values: Mapping[str, Json]) -> None:
    """Refusal where the user of this id cannot be like this."""
    if "custom_id" in values:
        called = named(visit, USER, "custom_id")
        rules.check_custom_id_unused(visit, values["custom_id"], user_id, called)
    rules.check_phone(visit, values.get("phone_number"))
    rules.share_email(visit, values.get("email"), user_id)


def _company(visit: Visit, custom_id: Json) -> Record | None:
    """The company that is named on a user, if one is."""
    if custom_id is None:
        return None
    return rules.company_named(visit, custom_id, named(visit, USER, _APART))


def _changed(
    visit: Visit, user: Record, values: dict[str, Json], custom: Mapping[str, Json]
) -> Record:
    """The user with these values, and what follows from them."""
    rules.write_seen(visit, values)
    rules.mirror(visit, values)
    user = {**user, **values}
    user["tags"] = user["tags"] or []
    fill_user(visit, user, custom)
    rules.compose_name(visit, user)
    return user
