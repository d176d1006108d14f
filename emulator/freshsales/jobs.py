"""Work in the background: a bulk upsert is queued, then at work, then done, on the virtual clock.

Source: developers.freshworks.com, CRM API, which names the address of a job and nothing of what
is told there: the words are the account file's.
"""

from __future__ import annotations

from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Answer, Request
from emulator.freshsales.ids import record_of
from emulator.freshsales.kinds import JOB, KINDS, Kind
from emulator.freshsales.rules import bulk as rules
from emulator.freshsales.upserts import upsert_entry
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Refusal, Visit

if TYPE_CHECKING:
    from emulator.account import Account

DONE, FAILED = 2, 3
"""The stages of a job after which nothing comes; one that undid all its work has failed."""

routes = Routes(JOB.many, __name__)


@routes.get("/job_statuses/<record_id>")
def show(visit: Visit, record_id: str) -> Answer:
    """How far a job is; rules that its work met are marked on the visit."""
    job = record_of(visit, JOB, record_id)
    for rule, outcome in job["marks"]:
        visit.mark(rule, outcome)
    rules.tell_stage(visit)
    word = visit.account.settings["job_words"][_stage(visit.account, job)]
    return Answer(200, {JOB.word: {"id": job["id"], "status": word}})


def queue(visit: Visit, kind: Kind, entries: list[Json]) -> int:
    """The id of a new job that upserts these entries of one kind."""
    job: Record = {
        "id": visit.account.next_id(),
        "kind": kind.word,
        "entries": entries,
        "caller": visit.caller["id"] if visit.caller else None,
        "queued_at": visit.account.clock.seconds(),
        "pending": True,
        "ended": None,
        "marks": [],
    }
    job_id: int = visit.account.tables[JOB.many].put(job)["id"]
    return job_id


def finish_due(account: Account) -> None:
    """Do the work of every job whose time has come, the oldest first."""
    pending = account.tables[JOB.many].find("pending", True)
    due = [job for job in pending if _stage(account, job) == DONE]
    for job in sorted(due, key=lambda job: (job["queued_at"], job["id"])):
        account.tables[JOB.many].put(
            {**job, "entries": [], "pending": False, **_worked(account, job)}
        )


def _worked(account: Account, job: Record) -> Record:
    """How a job's work ended, and the marks of the rules that it met.

    An entry that is refused is left out, or undoes the whole work: the account has it so.
    """
    kind, tables = KINDS[job["kind"]], account.tables
    caller = tables["users"].get(job["caller"]) if job["caller"] else None
    visit = Visit(account, Request("POST", f"/api/{kind.many}/bulk_upsert"), caller)
    whole = account.settings["refused_in_bulk"] == "undo"
    ended = FAILED
    with suppress(Refusal), tables.transaction() if whole else nullcontext():
        for entry in job["entries"]:
            try:
                with tables.transaction():
                    upsert_entry(visit, kind, entry)
            except Refusal as refusal:
                rules.skip_refused(visit, refusal)
        ended = DONE
    return {"ended": ended, "marks": [[mark.rule, mark.outcome] for mark in visit.marks]}


def _stage(account: Account, job: Record) -> int:
    """0 while queued, 1 while at work, DONE once it is to be done; then how it ended."""
    span: float = account.settings["job_seconds"]
    if not job["pending"]:
        return int(job["ended"])
    if not span:
        return DONE
    return min(int((account.clock.seconds() - job["queued_at"]) / span), DONE)
