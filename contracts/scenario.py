"""A scenario: one story, stated in ``contracts/<vendor>/scenarios/<name>.json``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from contracts.call import Json
from contracts.catalogue import Rule, catalogue
from contracts.conversation import Outcome
from contracts.discovering import compare_apart
from contracts.documents import checked, documents
from contracts.exchange import Exchange, Request
from contracts.expected import Expected, Saved
from contracts.hosts import places
from contracts.matching import compare
from contracts.mismatch import Mismatch, Part
from contracts.operation import Operations, operations_of
from contracts.pairing import compare_in_turn
from contracts.problem import BadInput
from contracts.state import Tables, compare_tables

SCHEMA = "scenario.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """An account, a call, the exchanges it must cause, its outcome and what is left.

    ``account`` is an account file as data, ``settings`` lie over those that open the account
    (None takes one away), ``fields`` are what discovery found (None: the call asks for them, in
    its first exchanges), ``call`` is a Segment message, ``leaves`` and ``outbox`` say what the
    account holds afterwards, as a number or as partial records (None: nothing is said of it).
    """

    vendor: str
    name: str
    says: str
    rules: tuple[str, ...]
    account: Mapping[str, Json]
    settings: Mapping[str, Json]
    fields: Json
    call: Mapping[str, Json]
    exchanges: tuple[Expected, ...]
    outcome: Mapping[str, Json]
    leaves: Mapping[str, Json]
    outbox: Json

    @property
    def id(self) -> str:
        """Its name among the scenarios of all vendors."""
        return f"{self.vendor}/{self.name}"

    @property
    def operations(self) -> Operations:
        """The operations of its vendor."""
        return operations_of(self.vendor)

    def compare_exchanges(self, exchanges: Sequence[Exchange]) -> list[Mismatch]:
        """How what was said differs from what must be said (``pairing``)."""
        return compare_in_turn(self.exchanges, exchanges, self.operations)

    def compare_sender(self, exchanges: Sequence[Exchange]) -> list[Mismatch]:
        """The same for a sender of somebody else's, who may ask for the account's fields or not."""
        return compare_apart(self.exchanges, exchanges, self.operations)

    def compare_outcome(self, outcome: Outcome) -> list[Mismatch]:
        """How the outcome differs, in kind and, where the scenario names one, in rule."""
        actual = {"kind": str(outcome.kind), "rule": outcome.rule}
        return list(compare(self.outcome, actual, part=Part.OUTCOME, partial=True).mismatches)

    def compare_state(self, tables: Tables) -> list[Mismatch]:
        """How what an account holds differs; ``tables`` are its own records, and ``outbox``."""
        demands = {**self.leaves, **({} if self.outbox is None else {"outbox": self.outbox})}
        return compare_tables(demands, tables)

    def explain(self, mismatches: Sequence[Mismatch], besides: Collection[str] = ()) -> str:
        """The mismatches for a reader: the story, each difference, the rules behind it.

        ``besides`` are rules that the reader is told anyway.
        """
        lines = [f"{self.id}: {self.says}"]
        lines += [f"  - {mismatch}" for mismatch in mismatches]
        for rule_id in self.rules:
            rule: Rule = catalogue()[rule_id]
            if rule_id in besides:
                continue
            lines.append(f"  rule {rule.id}: {rule.says} ({rule.source})")
        return "\n".join(lines)


@cache
def scenarios_of(vendor: str) -> Mapping[str, Scenario]:
    """The scenarios of a vendor by name; BadInput names a file and field that is wrong."""
    read = documents(vendor, "scenarios", SCHEMA)
    return {name: _made(vendor, name, str(place), data) for name, place, data in read}


def scenario_from(data: Json, vendor: str, name: str, file: str) -> Scenario:
    """The scenario that parsed JSON is; BadInput names ``file`` and the field that is wrong."""
    return _made(vendor, name, file, checked(data, file, SCHEMA))


def scenario_named(name: str) -> Scenario:
    """The scenario ``vendor/name``; BadInput where there is none."""
    vendor, _, story = name.partition("/")
    try:
        return scenarios_of(vendor)[story]
    except (KeyError, ModuleNotFoundError):
        raise BadInput(f"there is no scenario {name!r}; {_nearest(name)}") from None


def _nearest(name: str) -> str:
    vendor, _, story = name.partition("/")
    known = scenarios_of(vendor) if vendor in places() else ()
    near = get_close_matches(story, known, n=1)
    return f"did you mean {vendor}/{near[0]}?" if near else "`fauxdesk contracts list` has them"


def _made(vendor: str, name: str, file: str, data: Json) -> Scenario:
    if "discover" in data and "fields" in data:
        raise BadInput("fields are either given or discovered", file=file, field="discover")
    operations = operations_of(vendor)
    cited = [("rules", rule_id) for rule_id in data["rules"]]
    for field, rule_id in [*cited, ("outcome.rule", data["outcome"].get("rule"))]:
        if rule_id is not None and rule_id not in catalogue():
            raise BadInput(f"no rule {rule_id!r} in the catalogue", file=file, field=field)
    exchanges = []
    for index, stated in enumerate(data["exchanges"]):
        if stated["operation"] not in operations:
            says = f"{vendor} has no operation {stated['operation']!r}"
            raise BadInput(says, file=file, field=f"exchanges.{index}.operation")
        operation = operations[stated["operation"]]
        request, prefixed = stated.get("request", {}), data.get("prefixed", False)
        exchanges.append(Expected(operation, request, stated["answer"], prefixed))
    _check_examples(exchanges, operations, file)
    return Scenario(
        vendor=vendor,
        name=name,
        says=data["says"],
        rules=tuple(data["rules"]),
        account=data.get("account", {}),
        settings=data.get("settings", {}),
        fields=None if "discover" in data else data.get("fields", {}),
        call=data["call"],
        exchanges=tuple(exchanges),
        outcome=data["outcome"],
        leaves=data.get("leaves", {}),
        outbox=data.get("outbox"),
    )


def _check_examples(exchanges: Sequence[Expected], operations: Operations, file: str) -> None:
    """Hold every example against its operation and against what it is an example of.

    Answers may abbreviate, requests may not. Examples are not signed, so headers that a
    scenario does not name are not missed.
    """
    saved: Saved = {}
    for index, expected in enumerate(exchanges):
        field = f"exchanges.{index}"
        try:
            request = expected.example_request(saved)
            answer = expected.example_answer(saved)
        except KeyError as missing:
            says = f"the path of {expected.operation.id} needs {missing}"
            raise BadInput(says, file=file, field=f"{field}.request.path") from None
        except BadInput as bad:
            raise BadInput(bad.what, file=file, field=field) from None
        wrong = [m for m in operations.check_request(request) if not _unnamed(m, request)]
        wrong += expected.operation.check_answer(answer, abbreviated=True)
        asked = expected.compare_request(request, operations, saved)
        answered = expected.compare_answer(answer, asked.saved)
        wrong += [*asked.mismatches, *answered.mismatches]
        if wrong:
            raise BadInput(str(wrong[0]), file=file, field=field)
        saved = answered.saved


def _unnamed(mismatch: Mismatch, request: Request) -> bool:
    return mismatch.part is Part.HEADER and request.header(mismatch.where[1:]) is None
