"""What Zendesk holds organizations to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

from contracts.call import Json
from emulator.limits import spend
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.auth import is_admin
from emulator.zendesk.errors import (
    external_id_taken,
    forbidden,
    organization_limit,
    organization_name_blank,
    organization_name_taken,
    wrong_parameter,
)
from emulator.zendesk.rules.memberships import leave

AGENT_MAY_WRITE = frozenset({"notes"})
"""What a plain agent may change of an organization (developer.zendesk.com, Organizations)."""

UPDATES_A_MINUTE = 5
"""How often one organization may be changed (announced in 2022)."""


@keeps("zendesk.organizations.admin-only")
def check_manager(visit: Visit) -> None:
    """Organizations are searched, created and deleted by those who manage them."""
    if not _manages(visit):
        raise forbidden()


@keeps("zendesk.organizations.agents-write-notes")
def check_agent_writes_notes(visit: Visit, said: Mapping[str, Json]) -> bool:
    """A plain agent changes the notes of an organization and nothing else."""
    if _manages(visit):
        return False
    if not said.keys() <= AGENT_MAY_WRITE:
        raise forbidden()
    return True


@keeps("zendesk.organizations.name-required")
def check_name(_visit: Visit, name: Json) -> None:
    """An organization has a name."""
    if name is None or not str(name).strip():
        raise organization_name_blank()


@keeps("zendesk.organizations.name-trimmed")
def trim_name(_visit: Visit, values: dict[str, Json]) -> bool:
    """Blanks around a name are cut before it is compared and kept."""
    given = values["name"]
    values["name"] = given.strip()
    return bool(values["name"] != given)


@keeps("zendesk.organizations.name-unique")
def check_name_unused(visit: Visit, organization_id: int, name: str) -> None:
    """No two organizations share a name, whatever its case."""
    others = _others(visit, "name", name, organization_id)
    if [other for other in others if not race(visit, other)]:
        raise organization_name_taken(name)


@keeps("zendesk.organizations.race-makes-twins")
def race(visit: Visit, other: Record) -> bool:
    """An organization that is made at the same moment is not seen, where so switched."""
    created = datetime.fromisoformat(other["created_at"]).timestamp()
    span: float = visit.account.settings["organization_race_seconds"]
    return bool(int(visit.account.clock.seconds()) - created < span)


@keeps("zendesk.organizations.external-id-unique")
def check_external_id_unused(visit: Visit, organization_id: int, external_id: str) -> None:
    """No two organizations share an external_id, whatever its case."""
    if _others(visit, "external_id", external_id, organization_id):
        raise external_id_taken()


@keeps("zendesk.organizations.upsert-ignores-name")
def disregard_name(visit: Visit, name: Json) -> bool:
    """An upsert matches by id or external_id; an organization of that name is not updated."""
    return isinstance(name, str) and bool(_others(visit, "name", name.strip(), None))


@keeps("zendesk.organizations.lists-replaced")
def replace_lists(_visit: Visit, said: Mapping[str, Json], present: Record) -> bool:
    """Tags and domain names that are sent take the place of those that were there."""
    lists = [name for name in ("tags", "domain_names") if name in said and present[name]]
    return any(said[name] != present[name] for name in lists)


@keeps("zendesk.organizations.members-outlive")
def release_members(visit: Visit, organization_id: int) -> bool:
    """The members of a deleted organization stay, without it unless the account says so."""
    if visit.account.settings.get("deleted_organization") == "keep-links":
        return False
    table = visit.account.tables["organization_memberships"]
    links = table.find("organization_id", organization_id)
    for membership in links:
        leave(visit, membership)
    return bool(links)


@keeps("zendesk.organizations.autocomplete-min-length")
def check_prefix(visit: Visit, start: str) -> None:
    """Autocomplete wants the first two characters of a name, or as many as the account says."""
    least = visit.account.settings.get("autocomplete_min_length", 2)
    if len(start) < least:
        endpoint = "organizations/autocomplete"
        raise wrong_parameter("name", "name", f"at least {least} characters", endpoint)


@keeps("zendesk.organizations.update-limit")
def check_pace(visit: Visit, organization_id: int) -> None:
    """One organization is updated five times a minute at most."""
    account = visit.account
    if account.settings["rate_limits"]:
        spent = spend(account, ("organization", organization_id), UPDATES_A_MINUTE, 60)
        if spent.over:
            raise organization_limit(math.ceil(spent.resets_in))


def _manages(visit: Visit) -> bool:
    return is_admin(visit) or visit.account.settings.get("agents_manage_organizations") is True


def _others(visit: Visit, index: str, value: str, organization_id: int | None) -> list[Record]:
    found = visit.account.tables["organizations"].find(index, value.casefold())
    return [record for record in found if record["id"] != organization_id]
