"""A visit: one request to one account, and the rules that left their mark on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from contracts.exchange import Answer, Request
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account

P = ParamSpec("P")
T = TypeVar("T")


class Refusal(Exception):
    """The vendor says no: ends the visit with ``answer``; whatever was written is undone."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Mark:
    """A server rule that did something: ``outcome`` is ``applied`` or ``refused``."""

    rule: str
    outcome: str


@dataclass(slots=True)
class Visit:
    """What a rule or a route is given.

    ``caller`` is the record that the credentials name, None for a stranger; ``headers`` go
    out with the answer, whatever it is. ``content`` is its body on the wire, once there is one.
    ``started`` is a reading of ``time.perf_counter``.
    """

    account: Account
    request: Request
    caller: Record | None = None
    marks: list[Mark] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    started: float = field(default_factory=time.perf_counter)

    def address_of(self, path: str) -> str:
        """The absolute address of a path at the host that was asked."""
        vendor = self.account.vendor
        host = self.request.host or f"{self.account.name}.{vendor.domain}"
        own = host.endswith((vendor.domain, *vendor.other_domains))
        scheme = "https" if own else "http"
        return f"{scheme}://{host}{path}"

    def mark(self, rule: str, outcome: str) -> None:
        """Note once that ``rule`` was ``applied`` or ``refused``."""
        mark = Mark(rule, outcome)
        if mark not in self.marks:
            self.marks.append(mark)


def keeps(
    rule_id: str,
) -> Callable[[Callable[Concatenate[Visit, P], T]], Callable[Concatenate[Visit, P], T]]:
    """Claim a server rule for a function ``rule(visit, ...)``.

    The visit is marked ``refused`` when the function raises Refusal and ``applied`` when it
    returns True; any other result leaves no mark.
    """

    def claim(rule: Callable[Concatenate[Visit, P], T]) -> Callable[Concatenate[Visit, P], T]:
        @wraps(rule)
        def kept(visit: Visit, *args: P.args, **kwargs: P.kwargs) -> T:
            try:
                result = rule(visit, *args, **kwargs)
            except Refusal:
                visit.mark(rule_id, "refused")
                raise
            if result is True:
                visit.mark(rule_id, "applied")
            return result

        kept.kept_rule = rule_id  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[Visit, P], T]", kept)

    return claim
