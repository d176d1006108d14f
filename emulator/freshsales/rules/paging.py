"""What Freshsales holds lists to."""

from __future__ import annotations

from emulator.freshsales import errors
from emulator.visit import Visit, keeps


def cut_page(visit: Visit, size: int) -> int:
    """The size of a page, cut where the account has a largest one."""
    most: int = visit.account.settings["most_per_page"]
    return most if is_cut(visit, size, most) else size


@keeps("freshsales.views.page-size")
def is_cut(_visit: Visit, size: int, most: int) -> bool:
    """A page holds at most 100 records, or as many as the settings say."""
    return size > most


@keeps("freshsales.tasks.no-page-fails")
def check_task_page(visit: Visit) -> None:
    """Listing tasks with page=0 and per_page=0 fails with 500."""
    query = visit.request.query
    if query.get("page") == "0" and query.get("per_page") == "0":
        raise errors.failed()
