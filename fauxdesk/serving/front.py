"""The first port of a stack: the page, its data, and Segment's tracking API."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import flask
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from contracts.wire import target_of
from fauxdesk.page.shown import Choice, Sight, overview, pretty
from fauxdesk.serving.intake import Busy, Closed, Intake
from fauxdesk.serving.tracking import (
    BATCH_BYTES,
    BROWSER_ROUTES,
    SERVER_ROUTES,
    Discarded,
    Malformed,
    MalformedGzip,
    messages_of,
)

if TYPE_CHECKING:
    from fauxdesk.serving.stack import Stack

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, and nothing inline: text that came with a call is never run."""
CORS_SECONDS = 604_800


def make_front(stack: Stack, intake: Intake) -> flask.Flask:
    """The WSGI app of the first port; calls posted to it go to ``intake``."""
    front = flask.Flask("fauxdesk.page", template_folder=".", static_folder="static")
    front.jinja_env.filters.update(pretty=pretty, target=target_of)
    front.jinja_env.trim_blocks = front.jinja_env.lstrip_blocks = True
    front.wsgi_app = _spelled(front.wsgi_app)  # type: ignore[method-assign]
    front.register_blueprint(_page(Sight(stack, intake)))
    front.register_blueprint(_control(stack, intake))
    front.register_blueprint(_tracking(intake))
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


def _control(stack: Stack, intake: Intake) -> flask.Blueprint:
    control = flask.Blueprint("control", __name__, url_prefix="/_fauxdesk")

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

    return control


def _tracking(intake: Intake) -> flask.Blueprint:
    tracking = flask.Blueprint("tracking", __name__, url_prefix="/v1")

    def take(route: str) -> flask.Response:
        if flask.request.method == "OPTIONS":
            return flask.Response(status=200)
        return _accepted(intake, route)

    for route in (*SERVER_ROUTES, *BROWSER_ROUTES):
        tracking.add_url_rule(
            f"/{route}",
            route,
            take,
            defaults={"route": route},
            methods=["POST", "PUT", "OPTIONS"],
            provide_automatic_options=False,
        )
    tracking.after_request(_with_cors)
    return tracking


def _accepted(intake: Intake, route: str) -> flask.Response:
    """Segment's answer: what is wrong with a message that can be read shows later, not here."""
    try:
        intake.take(messages_of(route, dict(flask.request.headers), _body()))
    except Malformed as bad:
        intake.turn_down(bad)
        if route not in BROWSER_ROUTES:
            return _bad_request(bad)
    except Discarded as bad:
        intake.turn_down(bad)
    except Busy:
        waits = {"Retry-After": "1", "X-RateLimit-Reset": "1"}
        return flask.Response("Too Many Requests\n", 429, waits, mimetype="text/plain")
    except Closed:
        return flask.Response("Service Unavailable\n", 503, mimetype="text/plain")
    return _json('{"success":true}')


def _body() -> bytes:
    """The body, or no more of it than shows that it is too long."""
    return flask.request.stream.read(BATCH_BYTES + 1)


def _bad_request(bad: Malformed) -> flask.Response:
    if isinstance(bad, MalformedGzip):
        return _json('{"success":false,"message":"Malformed gzip content"}', 400)
    return flask.Response("Bad Request\n", 400, mimetype="text/plain")


def _with_cors(answer: flask.Response) -> flask.Response:
    """Let any page send calls, as Segment does.

    The headers it asks for are named one by one: a wildcard does not stand for Authorization.
    """
    asked = flask.request.headers.get("Access-Control-Request-Headers")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
    answer.headers["Access-Control-Allow-Headers"] = asked or "Authorization, Content-Type"
    answer.headers["Access-Control-Max-Age"] = str(CORS_SECONDS)
    return answer


def _spelled(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The app, with the paths of the tracking API taken in any case and with a slash at the end."""

    def spelled(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").lower()
        if path.startswith("/v1/"):
            environ["PATH_INFO"] = path.removesuffix("/")
        return app(environ, start_response)

    return spelled


def _told(value: Any) -> flask.Response:
    return _json(pretty(value) + "\n")


def _json(text: str, status: int = 200) -> flask.Response:
    return flask.Response(text, status, content_type="application/json")


def _unknown(error: HTTPException) -> flask.Response:
    says = "the page is at /, calls go to /v1/identify and its like, each vendor has its own port"
    answer = _json(pretty({"error": error.name, "says": says}) + "\n", error.code or 500)
    if isinstance(error, MethodNotAllowed):
        answer.allow.update(error.valid_methods or ())
    return answer
