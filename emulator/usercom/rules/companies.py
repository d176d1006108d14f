"""What User.com holds companies to."""

from __future__ import annotations

from collections.abc import Collection

from contracts.call import Json
from emulator.usercom.errors import REQUIRED, invalid, taken
from emulator.visit import Visit, keeps


@keeps("usercom.companies.name-required")
def check_name(_visit: Visit, name: Json) -> None:
    """A company without a name is refused."""
    if name is None:
        raise invalid({"name": [REQUIRED]})


@keeps("usercom.companies.employees-are-members")
def leave_members(_visit: Visit, names: Collection[str]) -> bool:
    """As employees a company shows its members: who writes a head count there changes nothing."""
    return "employees" in names


@keeps("usercom.companies.custom-id-unique")
def check_custom_id_unused(visit: Visit, custom_id: str, company_id: int, named: str) -> None:
    """No two companies share a custom_id; ``named`` is what the version calls it."""
    found = visit.account.tables["companies"].find("custom_id", custom_id)
    if any(company["id"] != company_id for company in found):
        raise taken(named)
