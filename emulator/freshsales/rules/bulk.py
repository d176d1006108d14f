"""What Freshsales holds requests about many records to."""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales import errors
from emulator.freshsales.kinds import Kind
from emulator.freshsales.matching import has_index
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps


@keeps("freshsales.bulk.listed")
def check_listed(visit: Visit, name: str) -> list[Json]:
    """A request about many records lists them or their ids, or is about none in some accounts."""
    body = visit.request.body
    listed = body.get(name) if isinstance(body, dict) else None
    if isinstance(listed, list) and listed:
        return listed
    if not listed and visit.account.settings["bulk_without_list"] == "accept":
        return []
    raise errors.wrong_body()


@keeps("freshsales.bulk.number")
def check_number(visit: Visit, listed: list[Json]) -> None:
    """A bulk upsert of more than 100 records, or than the settings say, is refused."""
    if len(listed) > visit.account.settings["most_in_bulk"]:
        raise errors.invalid("Too many records in one request")


@keeps("freshsales.bulk.each-alone")
def skip_refused(visit: Visit, refusal: Refusal) -> bool:
    """A record that a bulk upsert cannot write is left out, unless all are undone for it."""
    if visit.account.settings["refused_in_bulk"] == "undo":
        raise refusal
    return True


@keeps("freshsales.bulk.told-by-job")
def tell_stage(_visit: Visit) -> bool:
    """A job says in one word how far it is: queued, at work, done, or failed where it undid all."""
    return True


def entry_of(kind: Kind, entry: Json) -> tuple[dict[str, Json], dict[str, Json]]:
    """What an entry says of its record, and by what the record is found."""
    said = entry.get("data") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(said, dict):
        raise errors.wrong_body()
    names = [name for name in entry if name == "id" or has_index(kind, name)]
    found_by = {name: entry[name] for name in names if type(entry[name]) in (str, int)}
    if not found_by or not all(str(value).strip() for value in found_by.values()):
        raise errors.wrong_body()
    return said, found_by


def check_there(record: Record | None) -> Record:
    """The record of an entry's id; Refusal where there is none."""
    if record is None:
        raise errors.wrong_body()
    return record
