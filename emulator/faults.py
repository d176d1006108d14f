"""Faults: what a test orders to go wrong between a client and an account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from errno import ECONNRESET
from fnmatch import fnmatchcase

from contracts.call import Json
from contracts.duration import seconds_in
from contracts.exchange import Answer, Request
from contracts.problem import BadInput
from emulator.schemas import check
from emulator.seeded import Seeded
from emulator.wsgi import kind_of

LONGEST_DELAY = 86_400.0
"""The longest delay, in seconds."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FRAMING = ("content-length", "transfer-encoding")

_SPAN = {"type": ["string", "number"]}
_HEADER = {"type": "string", "pattern": "^[\\t -~\u00a0-\u00ff]*$"}

SCHEMA: Mapping[str, Json] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "status": {"type": "integer", "minimum": 200, "maximum": 599, "examples": [503]},
        "headers": {"type": "object", "additionalProperties": _HEADER},
        "body": {},
        "delay": {**_SPAN, "description": "Seconds, or 2s, 500ms; real time; a day at most."},
        "cut": {"type": "boolean", "description": "Close the connection without an answer."},
        "after": {"type": "boolean", "description": "First do what the request asks."},
        "meanwhile": {
            "type": "object",
            "minProperties": 1,
            "description": "Records, as in an account file, that somebody adds just before.",
        },
        "times": {"type": "integer", "minimum": 1, "description": "How often; else always."},
        "method": {"type": "string"},
        "path": {"type": "string", "description": "A path; * stands for anything."},
        "probability": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    },
}
"""JSON Schema of an order."""


class ConnectionCut(ConnectionResetError):
    """A fault closes the connection: the client gets no answer."""

    def __init__(self) -> None:
        super().__init__(ECONNRESET, "cut by a fault that was ordered")


@dataclass(slots=True)
class Fault:
    """One order: which requests it meets, how often yet, and what goes wrong.

    ``delay`` is in seconds. The answer is replaced by ``answer``, or never comes where ``cut``;
    with ``after`` the request is carried out first. Somebody else adds the records of
    ``meanwhile`` just before.
    """

    id: int
    order: Mapping[str, Json]
    delay: float = 0.0
    answer: Answer | None = None
    cut: bool = False
    after: bool = False
    meanwhile: Mapping[str, Json] = field(default_factory=dict)
    left: int | None = None
    """How often it strikes yet; None for always."""
    struck: int = 0

    @property
    def replaces(self) -> bool:
        """Whether the vendor's own answer is not given."""
        return self.cut or self.answer is not None

    def meets(self, request: Request) -> bool:
        """Whether the order is about such a request."""
        method, path = self.order.get("method"), self.order.get("path")
        return (method is None or method.upper() == request.method) and (
            path is None or fnmatchcase(request.path, path)
        )

    def to_json(self) -> dict[str, Json]:
        """The order with its id and how often it struck; ``times`` is how often it does yet."""
        left = {} if self.left is None else {"times": self.left}
        return {"id": self.id, **self.order, **left, "struck": self.struck}


@dataclass(slots=True)
class Faults:
    """The faults ordered for one account; the first that meets a request strikes."""

    random: Seeded = field(default_factory=Seeded)
    _armed: dict[int, Fault] = field(default_factory=dict)
    _last_id: int = 0

    def __len__(self) -> int:
        return len(self._armed)

    @property
    def armed(self) -> list[Fault]:
        """The faults that may strike yet, in the order in which they were ordered."""
        return list(self._armed.values())

    def order(self, order: Mapping[str, Json]) -> Fault:
        """Arm a fault; BadInput names the field of an order that is not well formed."""
        check(SCHEMA, order)
        if not order.keys() & {"status", "delay", "meanwhile"} and not order.get("cut"):
            raise BadInput("must order a status, a cut, a delay or what happens meanwhile")
        fault = Fault(
            id=self._last_id + 1,
            order=order,
            delay=_delay(order),
            answer=_answer(order),
            cut=order.get("cut", False),
            after=order.get("after", False),
            meanwhile=order.get("meanwhile", {}),
            left=order.get("times"),
        )
        self._last_id = fault.id
        self._armed[fault.id] = fault
        return fault

    def clear(self, fault_id: int | None = None) -> None:
        """Disarm one fault, or all; KeyError where there is none of that id."""
        if fault_id is None:
            self._armed.clear()
        else:
            del self._armed[fault_id]

    def strike(self, request: Request) -> Fault | None:
        """The fault that strikes this request, counted; None for none."""
        for fault in self._armed.values():
            if fault.meets(request) and self._happens(fault):
                fault.struck += 1
                if fault.left is not None:
                    fault.left -= 1
                    if not fault.left:
                        del self._armed[fault.id]
                return fault
        return None

    def _happens(self, fault: Fault) -> bool:
        probability = float(fault.order.get("probability", 1))
        return probability == 1 or self.random.random() < probability


def _delay(order: Mapping[str, Json]) -> float:
    delay = seconds_in(order.get("delay", 0), field="delay")
    if delay > LONGEST_DELAY:
        raise BadInput("must be a day at most", field="delay")
    return delay


def _answer(order: Mapping[str, Json]) -> Answer | None:
    for key in ("headers", "body"):
        if key in order and "status" not in order:
            raise BadInput("needs a status to come with", field=key)
    for name in order.get("headers", {}):
        _check_header(name)
    if "status" not in order or order.get("cut"):
        return None
    body = order.get("body")
    return Answer(order["status"], body, {**kind_of(body), **order.get("headers", {})})


def _check_header(name: str) -> None:
    """BadInput where an answer with such a header would never arrive whole."""
    if not _TOKEN.fullmatch(name):
        raise BadInput(f"{name!r} is no name of a header", field="headers")
    if name.lower() in _FRAMING:
        raise BadInput("is set by the length of the body", field=f"headers.{name}")
