"""How far the jobs of an account are."""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.visit import Visit
from emulator.zendesk.errors import wrong_parameter
from emulator.zendesk.jobs import TABLE, is_kept, job_of, shown
from emulator.zendesk.named import check_number
from emulator.zendesk.paging import page_of
from emulator.zendesk.query import asked

routes = Routes(TABLE, __name__)


@routes.get("/job_statuses")
def index(visit: Visit) -> Answer:
    """The jobs of the last day."""
    kept = [job for job in visit.account.tables[TABLE] if is_kept(visit.account, job)]
    return page_of(visit, TABLE, kept, shown)


@routes.get("/job_statuses/show_many")
def show_many(visit: Visit) -> Answer:
    """The jobs of these ids that there are."""
    tokens = [t for t in asked(visit, "ids").split(",") if t]
    if not tokens:
        raise wrong_parameter("ids", "ids", "a list of ids", "job_statuses/show_many")
    check_number(visit, "ids", len(tokens))
    table = visit.account.tables[TABLE]
    found = [job for token in tokens for job in table.find("token", token)]
    return page_of(visit, TABLE, [j for j in found if is_kept(visit.account, j)], shown)


@routes.get("/job_statuses/<token>")
def show(visit: Visit, token: str) -> Answer:
    """One job."""
    return Answer(200, {"job_status": shown(visit, job_of(visit, token))})
