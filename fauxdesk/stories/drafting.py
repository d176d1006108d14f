"""A draft scenario from recorded exchanges: what was asked, whole, and answered, abbreviated.

What a recording does not show is left to be filled in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cassettes.pseudonyms import EMAIL, NAME_WORD, SECRET, SUBDOMAIN
from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.checking import labelled
from contracts.exchange import Answer, Exchange, Request
from contracts.hosts import is_below
from contracts.judging import Ruling, judge
from contracts.matching import as_text
from contracts.operation import Operations, operations_of
from contracts.problem import BadInput
from contracts.scenario import scenario_from
from contracts.shape import format_of
from fauxdesk.asserting import singular

FILL_IN = "FILL IN"
"""What every text begins with that a person has to write."""
CALL = {"type": f"{FILL_IN}: the whole Segment message, from identify, group, track or page"}
RULES = f"{FILL_IN}: the ids of the rules it shows; `fauxdesk rules` lists them"
TELLING_HEADERS = frozenset({"link", "location", "retry-after"})
"""Answer headers that a sender acts on."""
BUSY = 429


def draft(
    vendor: str, exchanges: Sequence[Exchange], call: Mapping[str, Json] | None = None
) -> dict[str, Json]:
    """The scenario that these exchanges tell; ``call`` is the message that caused them.

    With a call that makes our forwarder say the same, the outcome is the forwarder's; else it
    is what the answers show. BadInput for an exchange that is no operation or has no answer.
    """
    stated = _Draft(operations_of(vendor), exchanges).exchanges()
    verdicts = judge(vendor, labelled(vendor, exchanges))
    rules = sorted({v.rule for v in verdicts if v.ruling is Ruling.KEPT})
    told: dict[str, Json] = {
        "says": f"{FILL_IN}: the story in one sentence.",
        "rules": rules
        or [f"{FILL_IN}: the ids of the rules it shows; `fauxdesk rules` lists them"],
        **({"prefixed": True} if any(is_below(vendor, e.request.path) for e in exchanges) else {}),
        "call": dict(call or CALL),
        "exchanges": stated,
        "outcome": {"kind": _shown_by(exchanges)},
    }
    return told if call is None else {**told, "outcome": _outcome(vendor, told)}


def of_one_vendor(
    file: str | Path, traffic: Sequence[Exchange], vendor: str | None
) -> Sequence[Exchange]:
    """The exchanges of ``vendor``, or of the only one; BadInput where there is none such."""
    found = list(dict.fromkeys(exchange.vendor for exchange in traffic if exchange.vendor))
    if vendor is None and len(found) > 1:
        says = f"holds exchanges of {', '.join(found)}; choose one with --vendor"
        raise BadInput(says, file=file)
    kept = [e for e in traffic if e.vendor in ([vendor] if vendor else found)]
    if not kept:
        raise BadInput(f"holds no exchange of {vendor or 'any vendor'}", file=file)
    return kept


def message_in(file: Path) -> Mapping[str, Json]:
    """The Segment message in a file; BadInput where there is none."""
    try:
        message = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput(f"not JSON: {error}", file=file) from error
    if not isinstance(message, dict) or "type" not in message:
        raise BadInput("no Segment message: it has no type", file=file)
    return message


def _outcome(vendor: str, told: Mapping[str, Json]) -> Json:
    """The outcome of our forwarder, if it says just this; else what the answers show."""
    from fauxdesk.stories.paths import forwarder_alone

    known = [rule for rule in told["rules"] if rule in catalogue()]
    stand_in = next(r.id for r in catalogue().values() if r.vendor == vendor)
    trial = {**told, "rules": known or [stand_in]}
    scenario = scenario_from(trial, vendor, "draft", "draft")
    conversation = forwarder_alone(scenario).conversation
    outcome = conversation.outcome
    if outcome is None or scenario.compare_exchanges(conversation.exchanges):
        return told["outcome"]
    return {"kind": str(outcome.kind), **({"rule": outcome.rule} if outcome.rule else {})}


def _shown_by(exchanges: Sequence[Exchange]) -> str:
    """The kind of outcome that the answers show."""
    last = exchanges[-1].answer if exchanges else None
    if last is not None and (last.status >= 500 or last.status == BUSY):
        return "failed"
    if last is not None and not last.ok:
        return "refused"
    return "sent" if any(exchange.request.writes for exchange in exchanges) else "skipped"


class _Draft:
    """Turns exchanges in order into what a scenario states; ids that come back are saved."""

    def __init__(self, operations: Operations, exchanges: Sequence[Exchange]) -> None:
        self._operations, self._exchanges = operations, exchanges
        self._saved: dict[str, str] = {}
        self._new: dict[str, str] = {}
        """What the answer at hand saves; it cannot be used in that answer itself."""
        self._known: set[str] = set()
        self._later: set[str] = set()
        """What the sender has asked with so far, and what it asks with later."""

    def exchanges(self) -> list[Json]:
        stated = []
        for place, exchange in enumerate(self._exchanges):
            later = self._exchanges[place + 1 :]
            self._later = {as_text(v) for each in later for v in self._ids_asked(each.request)}
            self._known |= {as_text(v) for v in self._ids_asked(exchange.request)}
            stated.append(self._stated(place, exchange))
            self._saved |= self._new
            self._new = {}
        return stated

    def _stated(self, place: int, exchange: Exchange) -> Json:
        request = exchange.request
        found = self._operations.find(request)
        if found is None:
            line = f"{request.method} {request.path}"
            raise BadInput(f"exchange {place + 1}, {line}, is no operation that fauxdesk knows")
        if exchange.answer is None:
            raise BadInput(f"exchange {place + 1} has no answer")
        operation, params = found
        parts = {
            "path": {name: self._recalled(value) for name, value in params.items()},
            "query": {k: self._asked(k, v) for k, v in request.query.items()},
            "body": self._asked("", request.body),
        }
        asked = {name: part for name, part in parts.items() if part not in (None, {})}
        answer = self._answer(exchange.answer, singular(operation.id.partition("-")[0]))
        stated = {"operation": operation.id, "request": asked, "answer": answer}
        return {name: part for name, part in stated.items() if part}

    def _ids_asked(self, request: Request) -> Iterator[Json]:
        found = self._operations.find(request)
        yield from (found[1].values() if found else ())
        yield from _ids({**request.query, "": request.body})

    def _asked(self, key: str, value: Json) -> Json:
        """A part of a request: whole, but for ids that an answer gave."""
        if isinstance(value, dict):
            return {name: self._asked(name, held) for name, held in value.items()}
        if isinstance(value, list):
            return [self._asked(key, held) for held in value]
        if isinstance(value, str) and SECRET.fullmatch(value) and value not in self._saved:
            return _any_text(value)
        return self._recalled(value) if _is_id(key, value) or _is_word(value) else value

    def _recalled(self, value: Json) -> Json:
        name = self._saved.get(as_text(value))
        return value if name is None else {"$saved": name}

    def _answer(self, answer: Answer, resource: str) -> Json:
        headers = {
            name: _any_text(value)
            for name, value in answer.headers.items()
            if name.lower() in TELLING_HEADERS
        }
        body = {} if answer.body is None else {"body": self._told(answer.body, "", resource)}
        return {"status": answer.status, **({"headers": headers} if headers else {}), **body}

    def _told(self, value: Json, key: str, resource: str, *, within: bool = False) -> Json:
        """A part of an answer without times, links and what is empty in a record."""
        if isinstance(value, list):
            return [self._told(held, key, resource, within=True) for held in value]
        if isinstance(value, dict):
            return {
                name: self._told(held, name, _record(name, held, resource), within=True)
                for name, held in value.items()
                if not _idle(held, within=within)
            }
        if _is_id(key, value) or (key.endswith("key") and self._comes_back(value)):
            return self._given(key, value, resource)
        if isinstance(value, str) and (format_of(value) == "uri" or _scrubbed(value)):
            return _any_text(value)
        return value

    def _comes_back(self, value: Json) -> bool:
        return _is_word(value) and (value in self._later or value in self._saved)

    def _given(self, key: str, value: Json, resource: str) -> Json:
        """An id that the vendor gave."""
        text = as_text(value)
        if text in self._saved:
            return {"$saved": self._saved[text]}
        if isinstance(value, str) and text in self._known:
            return value
        kind = {"type": "string" if isinstance(value, str) else "integer"}
        example = {"$is": kind, "$eg": value}
        if text not in self._later or text in self._new:
            return example
        self._new[text] = self._named(key.removesuffix("id").rstrip("_") or resource)
        return {**example, "$save": self._new[text]}

    def _named(self, name: str) -> str:
        taken = {*self._saved.values(), *self._new.values()}
        others = (f"{name}{number}" for number in range(2, len(taken) + 3))
        return next(each for each in (name, *others) if each not in taken)


def _ids(value: Json, key: str = "") -> Iterator[Json]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _ids(held, name)
    elif isinstance(value, list):
        for held in value:
            yield from _ids(held, key)
    elif _is_id(key, value) or _is_word(value):
        yield value


def _is_id(key: str, value: Json) -> bool:
    """Whether a value is an id that a vendor gave: a number under a key that says so."""
    number = isinstance(value, int) and not isinstance(value, bool)
    digits = isinstance(value, str) and value.isdigit()
    return (key == "id" or key.endswith(("_id", "_ids"))) and (number or digits)


def _is_word(value: Json) -> bool:
    """Whether a value is text, and no number written as text."""
    return isinstance(value, str) and not value.isdigit()


def _idle(value: Json, *, within: bool) -> bool:
    """Whether a part of an answer tells nothing of the story: a time, a record's link or gap."""
    form = format_of(value) if isinstance(value, str) else None
    return form == "date-time" or (within and (form == "uri" or value in (None, "")))


def _record(name: str, held: Json, resource: str) -> str:
    """What a record under this key is called."""
    return singular(name) if isinstance(held, dict | list) else resource


def _scrubbed(text: str) -> bool:
    """Whether a text is a pseudonym, so that only a recording says it."""
    whole = (EMAIL, SECRET, SUBDOMAIN)
    words = text.split()
    named = bool(words) and all(map(NAME_WORD.fullmatch, words))
    return named or any(form.fullmatch(text) for form in whole)


def _any_text(value: str) -> Json:
    return {"$is": {"type": "string"}, "$eg": value}
