"""What Freshsales holds requests about many records to."""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales import errors
from emulator.table import Record
from emulator.visit import Visit, keeps


@keeps("freshsales.bulk.listed")
def check_listed(visit: Visit, name: str) -> list[Json]:
    """A request about many records lists them, or their ids."""
    body = visit.request.body
    listed = body.get(name) if isinstance(body, dict) else None
    if not isinstance(listed, list) or not listed:
        raise errors.wrong_body()
    return listed


@keeps("freshsales.bulk.number")
def check_number(visit: Visit, listed: list[Json]) -> None:
    """A bulk upsert holds at most 100 records, or what the account says."""
    if len(listed) > visit.account.settings["most_in_bulk"]:
        raise errors.invalid("Too many records in one request")


@keeps("freshsales.bulk.each-alone")
def skip_refused(_visit: Visit) -> bool:
    """A record that cannot be written is left out of a bulk upsert, and the others are written."""
    return True


def entry_of(entry: Json) -> tuple[dict[str, Json], dict[str, Json]]:
    """What an entry says of its record, and by what the record is found."""
    said = entry.get("data") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(said, dict):
        raise errors.wrong_body()
    found_by = {k: v for k, v in entry.items() if k != "data" and type(v) in (str, int)}
    if not found_by or not all(str(value).strip() for value in found_by.values()):
        raise errors.wrong_body()
    return said, found_by


def check_there(record: Record | None) -> Record:
    """The record of an entry's id; Refusal where there is none."""
    if record is None:
        raise errors.wrong_body()
    return record
