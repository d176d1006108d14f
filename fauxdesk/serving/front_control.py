"""The control routes of the first port: the intake's own, and those of every vendor at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flask

from contracts.call import Json
from contracts.exchange import Answer, Request
from emulator.calling import answer_to
from emulator.control import PREFIX
from fauxdesk.page.shown import overview, pretty

if TYPE_CHECKING:
    from fauxdesk.serving.intake import Intake
    from fauxdesk.serving.stack import Stack

EVERYWHERE = (
    ("GET", "/state"),
    ("POST", "/reset"),
    ("GET", "/journal"),
    ("DELETE", "/journal"),
    ("GET", "/rules"),
    ("GET", "/faults"),
    ("DELETE", "/faults"),
)
"""What every vendor is asked, and answered by vendor."""


_OWN = (
    ("GET", "/"),
    ("GET", "/calls"),
    ("DELETE", "/calls"),
    ("GET", "/clock"),
    ("POST", "/clock"),
)


def known_controls() -> list[str]:
    """The control routes of the first port: ``GET /_fauxdesk/journal``."""
    return sorted(f"{method} {PREFIX}{rule}" for method, rule in (*_OWN, *EVERYWHERE))


def front_control(stack: Stack, intake: Intake) -> flask.Blueprint:
    """The blueprint of ``/_fauxdesk/`` on the first port."""
    control = flask.Blueprint("control", __name__, url_prefix=PREFIX)

    @control.get("/")
    def index() -> flask.Response:
        return _told({**overview(stack), "calls": len(intake.calls), "waiting": intake.waiting})

    @control.get("/calls")
    def calls() -> flask.Response:
        return _told([taken.to_json() for taken in intake.calls])

    @control.delete("/calls")
    def forget() -> flask.Response:
        intake.forget()
        return _told([])

    @control.route("/clock", methods=["GET", "POST"])
    def clock() -> flask.Response:
        answer = _asked(stack, next(iter(stack)))
        return _told(answer.body, answer.status)

    for method, rule in EVERYWHERE:
        control.add_url_rule(
            rule, f"{method} {rule}", lambda: _of_every_vendor(stack), methods=[method]
        )
    return control


def _of_every_vendor(stack: Stack) -> flask.Response:
    answers = {name: _asked(stack, name) for name in stack}
    status = max(answer.status for answer in answers.values())
    return _told({name: answer.body for name, answer in answers.items()}, status)


def _asked(stack: Stack, vendor: str) -> Answer:
    """What a vendor's own control route answers to the request at hand."""
    asked = flask.request
    account = asked.headers.get("X-Fauxdesk-Account")
    request = Request(
        method=asked.method,
        path=asked.path,
        query=asked.args.to_dict(),
        headers={"X-Fauxdesk-Account": account} if account else {},
        body=asked.get_data(as_text=True) or None,
    )
    return answer_to(stack[vendor], request)


def _told(value: Json, status: int = 200) -> flask.Response:
    return flask.Response(pretty(value) + "\n", status, content_type="application/json")
