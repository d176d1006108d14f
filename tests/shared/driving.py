"""Driving a forwarder's call by canned answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracts.conversation import Outcome
    from contracts.exchange import Answer, Request
    from forwarder.vendor import Steps


def driven(steps: Steps, answers: tuple[Answer, ...]) -> tuple[list[Request], Outcome]:
    """The requests a call asks, given these answers in turn, and its outcome."""
    requests, left = [], list(answers)
    try:
        request = next(steps)
        while True:
            requests.append(request)
            request = steps.send(left.pop(0))
    except StopIteration as end:
        return requests, end.value
