"""How a call ends: words for each kind of outcome, and ending early from within a look-up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from contracts.conversation import Kind, Outcome
from forwarder.vendor import Steps

P = ParamSpec("P")


def sent(says: str, rule: str | None = None) -> Outcome:
    """The vendor holds what the call says."""
    return Outcome(Kind.SENT, says, rule)


def skipped(says: str, rule: str | None = None) -> Outcome:
    """The call lacks something, or the vendor's documents say to do nothing."""
    return Outcome(Kind.SKIPPED, says, rule)


def refused(says: str, rule: str | None = None) -> Outcome:
    """Somebody must fix settings, rights or data; trying again does not help."""
    return Outcome(Kind.REFUSED, says, rule)


def failed(says: str, rule: str | None = None) -> Outcome:
    """The vendor was away, busy or not to be understood; try again."""
    return Outcome(Kind.FAILED, says, rule)


class Ended(Exception):
    """Raised inside a call's steps when an answer leaves nothing more to do."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.says)
        self.outcome = outcome


def ends(steps: Callable[P, Steps]) -> Callable[P, Steps]:
    """Let steps end early: an Ended raised inside them becomes their outcome."""

    @wraps(steps)
    def run(*args: P.args, **kwargs: P.kwargs) -> Steps:
        try:
            return (yield from steps(*args, **kwargs))
        except Ended as ended:
            return ended.outcome

    return run
