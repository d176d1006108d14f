"""Lists of records: every list is a view's.

Source: developers.freshworks.com, CRM API; airbyte-source-freshsales; public test suites of 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.answering import unrouted
from emulator.freshsales import shapes
from emulator.freshsales.errors import forbidden
from emulator.freshsales.ids import is_id
from emulator.freshsales.kinds import Kind
from emulator.freshsales.paging import asked, meta_of, page_of
from emulator.freshsales.stamps import stamp
from emulator.listing import Records
from emulator.table import Record
from emulator.visit import Visit, keeps

BIN = "Recycle Bin"

UNKNOWN = (
    *("New Contacts", "Recently Modified", "Active", "Inactive"),
    *("My Territory Accounts", "Recently Imported"),
)
"""Views that every account has, though nobody says of what: what they list is answered 501."""

Chooses = Callable[[Visit, Record], bool]


def _own(visit: Visit, record: Record) -> bool:
    return visit.caller is not None and record["owner_id"] == visit.caller["id"]


def _never_contacted(_visit: Visit, record: Record) -> bool:
    return record["last_contacted"] is None


_CHOOSES: Mapping[str, Chooses] = {
    "My Contacts": _own,
    "My Accounts": _own,
    "Never Contacted": _never_contacted,
}


@dataclass(frozen=True, slots=True)
class Views:
    """The lists of one kind of record."""

    kind: Kind

    def filters(self, visit: Visit) -> Answer:
        """The views there are."""
        rows = visit.account.tables["views"].find("model", self.kind.model)
        return Answer(200, {"filters": [_shown(visit, row) for row in rows]})

    def filter(self, visit: Visit, view_id: str) -> Answer:
        """One view by its id."""
        return Answer(200, {"filter": _shown(visit, known_view(visit, self.kind, view_id))})

    def index(self, visit: Visit) -> Answer:
        """The records of the view that ``segment_id`` names."""
        return self.view(visit, asked(visit, "segment_id"))

    def view(self, visit: Visit, view_id: str) -> Answer:
        """One page of a view."""
        view = known_view(visit, self.kind, view_id)
        if view["name"] in UNKNOWN:
            return unrouted(404)(visit)
        records = self._records(visit, view["name"])
        page = page_of(visit, records)
        shown: Json = [shapes.record(visit, self.kind, record) for record in page]
        beside = shapes.beside(visit, self.kind, page)
        meta = meta_of(visit, len(records))
        return Answer(200, {self.kind.many: shown, "meta": meta, **beside})

    def _records(self, visit: Visit, name: str) -> Records | list[Record]:
        table = visit.account.tables[self.kind.bin if name == BIN else self.kind.many]
        chooses = _CHOOSES.get(name)
        return [r for r in table if chooses(visit, r)] if chooses else table


@keeps("freshsales.views.needed")
def known_view(visit: Visit, kind: Kind, view_id: str) -> Record:
    """Records are listed by one of the kind's views; without it, or by another, 403."""
    view = visit.account.tables["views"].get(int(view_id)) if is_id(view_id) else None
    if view is None or view["model_class_name"] != kind.model:
        raise forbidden()
    return view


def _shown(visit: Visit, view: Record) -> Record:
    fixed = {"user_id": None, "is_default": True, "is_public": True}
    return {**view, **fixed, "updated_at": stamp(visit.account)}
