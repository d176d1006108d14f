"""Phone calls, which are logged and seen nowhere again but by their notes.

Source: public test suites run on a real account in 2026. What a call shows of itself is not
public: here what was said of it.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import activities, activity_shapes
from emulator.freshsales.kinds import NOTE, PHONE_CALL
from emulator.freshsales.rules.writes import tell_made
from emulator.freshsales.writing import said_of
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

routes = Routes(PHONE_CALL.many, __name__)


@routes.post("/phone_calls")
def create(visit: Visit) -> Answer:
    """A call about the record that is named, with the note that it brings."""
    call = activities.written(visit, PHONE_CALL, said_of(visit, PHONE_CALL))
    notes: list[Json] = [activity_shapes.shown(NOTE, note) for note in _noted(visit, call)]
    calls: list[Json] = [activity_shapes.shown(PHONE_CALL, call)]
    tell_made(visit, 201)
    return Answer(201, {PHONE_CALL.many: calls, NOTE.many: notes})


def _noted(visit: Visit, call: Record) -> list[Record]:
    """The note of a call, about what the call is about."""
    if not call["note"]:
        return []
    about = {
        key: target[name]
        for target in call["targetables"]
        for key, name in (("targetable_type", "type"), ("targetable_id", "id"))
    }
    return [activities.written(visit, NOTE, {**call["note"], **about})]
