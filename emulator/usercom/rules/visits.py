"""What a page view does to the user who views."""

from __future__ import annotations

from emulator.table import Record
from emulator.visit import Visit, keeps


@keeps("usercom.page.increment")
def count_view(_visit: Visit, user: Record) -> bool:
    """Every page view adds one to page_views."""
    user["page_views"] += 1
    return True


@keeps("usercom.page.last-seen-if-newer")
def see(_visit: Visit, user: Record, at: str) -> bool:
    """last_seen moves forward to the time of the view, and never back."""
    if user["last_seen"] is not None and user["last_seen"] >= at:
        return False
    user["last_seen"] = at
    return True


@keeps("usercom.page.record-view")
def record_view(visit: Visit, view: Record) -> bool:
    """Every page view is recorded, also an older one."""
    visit.account.tables["site_views"].put(view)
    return True
