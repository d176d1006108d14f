"""A file of calls, line by line, each with what became of it at every vendor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from contracts.call import Call
from contracts.conversation import Conversation
from contracts.problem import BadInput
from forwarder.reading import read_calls


@dataclass(frozen=True, slots=True)
class CallLine:
    """One line of the file: a call and its conversations, or why it is no call."""

    number: int
    call: Call | None = None
    bad: BadInput | None = None
    conversations: tuple[Conversation, ...] = ()

    @property
    def type(self) -> str:
        """The call's type, empty for a bad line."""
        return self.call.type if self.call else ""


class Teller(Protocol):
    """Anything that takes a call to its vendors."""

    def forward(self, call: Call) -> list[Conversation]:
        """The call's conversations, one a vendor."""
        ...


def call_lines(lines: Iterable[str | bytes], teller: Teller, name: str) -> Iterator[CallLine]:
    """Every line of the JSONL file ``name`` told to the vendors; a bad one stops no other."""
    for number, call in read_calls(lines, name):
        if isinstance(call, BadInput):
            yield CallLine(number, bad=call)
        else:
            yield CallLine(number, call, conversations=tuple(teller.forward(call)))
