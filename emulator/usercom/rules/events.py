"""What User.com holds events to."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.rules.attributes import fill_event
from emulator.visit import Visit, keeps


@keeps("usercom.track.event-autocreate")
def define(visit: Visit, name: str) -> bool:
    """An event of a name that is not defined is defined by its first occurrence."""
    events = visit.account.tables["events"]
    if events.find("name", name):
        return False
    events.put({"id": visit.account.next_id(), "name": name})
    return True


@keeps("usercom.track.occurrence")
def record_occurrence(visit: Visit, occurrence: Record, data: Mapping[str, Json]) -> bool:
    """Every event that is sent is an occurrence of its own, however often the same was told."""
    fill_event(visit, occurrence, data)
    visit.account.tables["event_occurrences"].put(occurrence)
    return True


@keeps("usercom.events.created-once-per-name")
def first_of_its_name(visit: Visit, name: str) -> bool:
    """``created`` tells whether it is the first occurrence of an event of this name."""
    found = visit.account.tables["events"].find("name", name)
    occurrences = visit.account.tables["event_occurrences"]
    return not found or not occurrences.count("event_id", found[0]["id"])
