"""Work in the background: a job is queued, then at work, then completed, on the virtual clock.

Source: developer.zendesk.com, Job Statuses; answers recorded from the API in 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from contracts.call import Json
from contracts.exchange import Answer, Request
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps
from emulator.zendesk.errors import not_found, too_many_jobs

if TYPE_CHECKING:
    from emulator.account import Account

TABLE = "job_statuses"
KEPT = 86_400.0
"""How many seconds a job is told of after it was queued."""
IN_FLIGHT = 30
"""How many jobs of an account may be queued or at work."""


Work: TypeAlias = Callable[[Visit, Record], Record]
"""What a job does to one item: returns its result; a Refusal fails that item alone."""


def queue(visit: Visit, work: str, items: list[Record]) -> Answer:
    """The answer to a request whose work is left to a job; ``work`` is the key of its Work."""
    check_in_flight(visit)
    account = visit.account
    _forget_old(account)
    job = account.tables[TABLE].put(
        {
            "id": account.next_id(),
            "token": f"V3-{account.random.getrandbits(128):032x}",
            "work": work,
            "items": items,
            "caller": visit.caller["id"] if visit.caller else None,
            "host": visit.request.host,
            "queued_at": account.clock.seconds(),
            "message": None,
            "results": None,
            "marks": [],
        }
    )
    return Answer(200, {"job_status": shown(visit, job)})


def finish_due(account: Account, works: Mapping[str, Work]) -> None:
    """Do the work of every job whose time has come, each item for itself."""
    pending = account.tables[TABLE].find("pending", True)
    due = [job for job in pending if stage(account, job["queued_at"]) >= 2]
    for job in sorted(due, key=lambda job: (job["queued_at"], job["id"])):
        _finish(account, job, works[job["work"]])


@keeps("zendesk.jobs.kept-a-day")
def job_of(visit: Visit, token: str) -> Record:
    """The status of a job can be read for a day; after that nobody knows it."""
    found = visit.account.tables[TABLE].find("token", token)
    if not found or not is_kept(visit.account, found[0]):
        raise not_found()
    return found[0]


@keeps("zendesk.jobs.thirty-in-flight")
def check_in_flight(visit: Visit) -> None:
    """Thirty jobs may be queued or at work, where the account has limits."""
    pending = visit.account.tables[TABLE].count("pending", True)
    if visit.account.settings["rate_limits"] and pending >= IN_FLIGHT:
        raise too_many_jobs(IN_FLIGHT)


@keeps("zendesk.jobs.results-tell-errors")
def tell_errors(_visit: Visit, job: Record) -> bool:
    """What is wrong with an item stands in the results of the job, not in the first answer."""
    return any("error" in result for result in job["results"] or ())


def is_kept(account: Account, job: Record) -> bool:
    """Whether the job is still told of."""
    return bool(account.clock.seconds() < job["queued_at"] + KEPT)


def shown(visit: Visit, job: Record) -> Json:
    """A job as it stands at this moment; rules that its work met are marked on the visit."""
    total, done = len(job["items"]), job["results"] is not None
    at_work = not done and stage(visit.account, job["queued_at"]) >= 1
    tell_errors(visit, job)
    for rule, outcome in job["marks"]:
        visit.mark(rule, outcome)
    return {
        "id": job["token"],
        "url": visit.address_of(f"/api/v2/job_statuses/{job['token']}.json"),
        "total": total,
        "progress": total if done else 0 if at_work else None,
        "status": "completed" if done else "working" if at_work else "queued",
        "message": job["message"] if done else _doing(job) if at_work else None,
        "results": job["results"],
    }


def stage(account: Account, queued_at: float) -> float:
    """0 and more while queued, 1 and more while at work, 2 and more when it is to be done."""
    span = account.settings["job_seconds"]
    return float((account.clock.seconds() - queued_at) / span) if span else 2


def _doing(job: Record) -> str:
    """``users/create_many`` is shown as Creating Users."""
    resource, _, action = job["work"].partition("/")
    doing = {"create": "Creating", "update": "Updating", "destroy": "Deleting"}
    return f"{doing[action.split('_')[0]]} {resource.replace('_', ' ').title()}"


def _finish(account: Account, job: Record, work: Work) -> None:
    results, marks = list[Record](), list[tuple[str, str]]()
    for index, item in enumerate(job["items"]):
        visit = _visit(account, job)
        try:
            with account.tables.transaction():
                results.append(work(visit, item))
        except Refusal as refusal:
            results.append(_failure(index, refusal.answer))
        marks += [(mark.rule, mark.outcome) for mark in visit.marks]
    account.random.shuffle(results)
    message = f"Completed at {account.clock.now():%Y-%m-%d %H:%M:%S} +0000"
    kept = [list(mark) for mark in dict.fromkeys(marks)]
    done = {"message": message, "results": results, "marks": kept}
    account.tables[TABLE].put({**job, **done})


def _visit(account: Account, job: Record) -> Visit:
    caller = account.tables["users"].get(job["caller"]) if job["caller"] else None
    request = Request("POST", f"/api/v2/{job['work']}", host=job["host"])
    return Visit(account, request, caller)


def _failure(index: int, answer: Answer) -> Record:
    body: dict[str, Json] = answer.body if isinstance(answer.body, dict) else {"error": "Failed"}
    error, details = body["error"], body.get("details", {})
    told = [why["description"] for reasons in details.values() for why in reasons]
    if isinstance(error, dict):
        error, told = error["title"], [error["message"]]
    says = " ".join(told) or body.get("description") or answer.body
    return {"index": index, "error": error, "details": says}


def _forget_old(account: Account) -> None:
    table = account.tables[TABLE]
    while (oldest := table.slice(0, 1)) and not is_kept(account, oldest[0]):
        table.remove(oldest[0]["id"])
