"""What an account offers to choose from: owners, stages, pipelines, sources.

Source: developers.freshworks.com, CRM API; public test suites of 2026; python-freshworks-crm, which
reads the stages of a pipeline.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.answering import unrouted
from emulator.freshsales.tables import SELECTORS
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

OF_LEADS = ("lead_stages", "lead_reasons")


def selector_routes(*, leads: bool) -> Routes:
    """The selectors, with those of leads or without."""
    routes = Routes("selectors", __name__)
    names = [name for name in SELECTORS if leads or name not in OF_LEADS]

    @routes.get("/selector/<name>")
    def select(visit: Visit, name: str) -> Answer:
        """Everything that can be chosen under that name."""
        if name not in names:
            return unrouted(404)(visit)
        return _offered(visit, SELECTORS[name])

    @routes.get("/selector/deal_pipelines/<int:pipeline_id>/deal_stages")
    def stages_of(visit: Visit, pipeline_id: int) -> Answer:
        """The stages of one pipeline."""
        return _offered(visit, "deal_stages", "deal_pipeline_id", pipeline_id)

    @routes.get("/selector/sales_activity_types/<int:type_id>/sales_activity_outcomes")
    def outcomes_of(visit: Visit, type_id: int) -> Answer:
        """The outcomes of one type of activity."""
        return _offered(visit, "sales_activity_outcomes", "sales_activity_type_id", type_id)

    return routes


def _offered(visit: Visit, table: str, by: str = "", of: int = 0) -> Answer:
    rows = _rows(visit, table, by, of)
    if table == "deal_pipelines":
        for row in rows:
            row["deal_stages"] = _rows(visit, "deal_stages", "deal_pipeline_id", row["id"])
    return Answer(200, {table: [*rows]})


def _rows(visit: Visit, table: str, by: str = "", of: int = 0) -> list[Record]:
    return [
        {"partial": True, **row}
        for row in visit.account.tables[table]
        if not by or row.get(by) == of
    ]
