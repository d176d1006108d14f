"""Lists of records: every list is a view's.

Source: developers.freshworks.com, CRM API; airbyte-source-freshsales; public test suites of 2026.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import shapes
from emulator.freshsales.errors import forbidden
from emulator.freshsales.ids import is_id
from emulator.freshsales.kinds import Kind
from emulator.freshsales.stamps import stamp
from emulator.table import Record
from emulator.visit import Visit, keeps

PER_PAGE = 25
BIN = "Recycle Bin"


@dataclass(frozen=True, slots=True)
class Views:
    """The lists of one kind of record."""

    kind: Kind

    def filters(self, visit: Visit) -> Answer:
        """The views there are."""
        now = stamp(visit.account)
        rows = visit.account.tables["views"].find("model", self.kind.model)
        fixed = {"user_id": None, "is_default": True, "is_public": True, "updated_at": now}
        return Answer(200, {"filters": [{**row, **fixed} for row in rows]})

    def index(self, visit: Visit) -> Answer:
        """The records of the view that ``segment_id`` names."""
        return self.view(visit, str(visit.request.query.get("segment_id", "")))

    def view(self, visit: Visit, view_id: str) -> Answer:
        """One page of a view."""
        view = known_view(visit, self.kind, view_id)
        tables = visit.account.tables
        table = tables[self.kind.bin if view["name"] == BIN else self.kind.many]
        page, size = _number(visit, "page", 1), _number(visit, "per_page", PER_PAGE)
        start = max(page - 1, 0) * size
        field = str(visit.request.query.get("sort", "id"))
        if field == "id" and not _falling(visit):
            listed = table.slice(start, start + size)
        else:
            listed = _sorted(list(table), field, _falling(visit))[start : start + size]
        total = len(table)
        meta = {"total_pages": math.ceil(total / size) if size else 0, "total": total}
        shown: Json = [shapes.record(visit, self.kind, record) for record in listed]
        beside = shapes.beside(visit, self.kind, listed)
        return Answer(200, {self.kind.many: shown, "meta": meta, **beside})


@keeps("freshsales.views.needed")
def known_view(visit: Visit, kind: Kind, view_id: str) -> Record:
    """Records are listed by one of the kind's views; without it, or by another, 403."""
    view = visit.account.tables["views"].get(int(view_id)) if is_id(view_id) else None
    if view is None or view["model_class_name"] != kind.model:
        raise forbidden()
    return view


def _falling(visit: Visit) -> bool:
    return visit.request.query.get("sort_type") == "desc"


def _sorted(records: list[Record], field: str, falling: bool) -> list[Record]:
    known = [r for r in records if isinstance(r.get(field), str | int | float)]
    numbers = all(isinstance(r[field], int | float) for r in known)
    known.sort(
        key=lambda r: (r[field] if numbers else str(r[field]).casefold(), r["id"]), reverse=falling
    )
    return known + [r for r in records if not isinstance(r.get(field), str | int | float)]


def _number(visit: Visit, name: str, default: int) -> int:
    given = str(visit.request.query.get(name, ""))
    return int(given) if given.isdecimal() and len(given) < 10 else default
