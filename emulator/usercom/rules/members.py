"""What User.com holds the members of companies to."""

from __future__ import annotations

from emulator.table import Record
from emulator.usercom.times import stamp
from emulator.visit import Visit, keeps


@keeps("usercom.companies.member-once")
def join(visit: Visit, company_id: int, user_id: int) -> bool:
    """A user is a member of a company once, however often the user is added."""
    if membership(visit, company_id, user_id) is not None:
        return True
    account = visit.account
    account.tables["company_members"].put(
        {
            "id": account.next_id(),
            "company_id": company_id,
            "user_id": user_id,
            "member_since": stamp(account),
        }
    )
    return False


def leave(visit: Visit, company_id: int, user_id: int) -> None:
    """The user is no member of the company; nothing happens where the user was none."""
    held = membership(visit, company_id, user_id)
    if held is not None:
        visit.account.tables["company_members"].remove(held["id"])


def membership(visit: Visit, company_id: int, user_id: int) -> Record | None:
    """The link of the company and the user, if there is one."""
    found = visit.account.tables["company_members"].find("pair", (company_id, user_id))
    return found[0] if found else None
