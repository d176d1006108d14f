"""What a request gets that no route takes."""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.usercom import errors
from emulator.usercom.auth import authenticate
from emulator.usercom.headers import allowed
from emulator.visit import Refusal, Visit, keeps


def spelled(path: str) -> str:
    """The path with each slash as one: on a socket, those that came encoded still are."""
    return path.replace("%2F", "/")


def answer_unknown(visit: Visit, status: int) -> Answer:
    """A page for people where the path is none; a wrong method is told to who may ask.

    Every recorded Allow header lists OPTIONS; what it is answered beside that header is
    recorded nowhere, so the body is empty.
    """
    if status == 405:
        authenticate(visit)
        if visit.request.method == "OPTIONS":
            return Answer(200)
        return errors.method_not_allowed(visit.request.method)
    check_slash(visit)
    return errors.nowhere()


@keeps("usercom.paths.trailing-slash")
def check_slash(visit: Visit) -> None:
    """Every path ends with a slash; without it nothing is there, and nothing leads to it."""
    path = visit.request.path
    if not path.endswith("/") and allowed(f"{path}/"):
        raise Refusal(errors.nowhere())
