"""The first port of a stack: the page, its data, and Segment's tracking API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from contracts.call import Json
from contracts.wire import target_of
from emulator.control import PREFIX
from fauxdesk.page.shown import Choice, Sight, pretty
from fauxdesk.serving.front_control import front_control, known_controls
from fauxdesk.serving.intake import Intake
from fauxdesk.serving.tracking_routes import spelled, tracking_routes

if TYPE_CHECKING:
    from fauxdesk.serving.stack import Stack

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, and nothing inline: text that came with a call is never run."""


def make_front(stack: Stack, intake: Intake) -> flask.Flask:
    """The WSGI app of the first port; calls posted to it go to ``intake``."""
    front = flask.Flask("fauxdesk.page", template_folder=".", static_folder="static")
    front.jinja_env.filters.update(pretty=pretty, target=target_of)
    front.jinja_env.trim_blocks = front.jinja_env.lstrip_blocks = True
    front.wsgi_app = spelled(front.wsgi_app)  # type: ignore[method-assign]
    front.register_blueprint(_page(Sight(stack, intake)))
    front.register_blueprint(front_control(stack, intake))
    front.register_blueprint(tracking_routes(intake))
    front.register_error_handler(HTTPException, _unknown)
    return front


def _page(sight: Sight) -> flask.Blueprint:
    page = flask.Blueprint("page", __name__)

    @page.get("/")
    def show() -> flask.Response:
        version = sight.version()
        if version in flask.request.if_none_match:
            answer = flask.Response(status=304)
        else:
            asked = flask.request
            shown = sight.shown(_choice(), asked.host.rpartition(":")[0] or asked.host)
            text = flask.render_template("page.html", origin=asked.host_url.rstrip("/"), **shown)
            answer = flask.make_response(text)
        answer.set_etag(version)
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @page.after_app_request
    def guard(answer: flask.Response) -> flask.Response:
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    return page


def _choice() -> Choice:
    asked = flask.request.args
    return Choice(asked.get("vendor", ""), bool(asked.get("broken")), asked.get("call", ""))


def _unknown(error: HTTPException) -> flask.Response:
    says = "the page is at /, calls go to /v1/identify and its like, each vendor has its own port"
    told: dict[str, Json] = {"error": error.name, "says": says}
    if flask.request.path.startswith(PREFIX):
        told["known"] = known_controls()
    answer = flask.Response(f"{pretty(told)}\n", error.code or 500, content_type="application/json")
    if isinstance(error, MethodNotAllowed):
        answer.allow.update(error.valid_methods or ())
    return answer
