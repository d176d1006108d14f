"""The routes of Segment's tracking API, for servers, browsers and pixels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import flask

from contracts.call import Json
from fauxdesk.serving.addressed import PIXEL, addressed_messages, pixel_messages
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

CORS_SECONDS = 604_800

_ACCEPTED = '{"success":true}'
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)


def tracking_routes(intake: Intake) -> flask.Blueprint:
    """The blueprint of ``/v1/...``; what is posted there goes to ``intake``."""
    tracking = flask.Blueprint("tracking", __name__, url_prefix="/v1")

    def take(route: str) -> flask.Response:
        method = flask.request.method
        if method == "OPTIONS":
            return flask.Response(status=200)
        if method == "GET":
            return _taken(intake, lambda: addressed_messages(route, _query()), quietly=True)
        return _taken(intake, lambda: _posted(route), quietly=route in BROWSER_ROUTES)

    def take_pixel(kind: str) -> flask.Response:
        _taken(intake, lambda: pixel_messages(kind, _query()), quietly=True)
        return flask.Response(PIXEL, mimetype="image/gif")

    for route in (*SERVER_ROUTES, *BROWSER_ROUTES):
        tracking.add_url_rule(
            f"/{route}",
            route,
            take,
            defaults={"route": route},
            methods=["POST", "PUT", "OPTIONS", *(["GET"] if route in BROWSER_ROUTES else [])],
            provide_automatic_options=False,
        )
    tracking.get("/pixel/<kind>")(take_pixel)
    tracking.after_request(_with_cors)
    return tracking


def spelled(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The app, with the paths of the tracking API taken in any case and with a slash at the end."""

    def spelled_app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").lower()
        if path.startswith("/v1/"):
            environ["PATH_INFO"] = path.removesuffix("/")
        return app(environ, start_response)

    return spelled_app


def _taken(intake: Intake, messages: Callable[[], list[Json]], *, quietly: bool) -> flask.Response:
    """Segment's answer: what is wrong with a message that can be read shows later, not here.

    A browser is told ``quietly``: even of what cannot be read it learns nothing.
    """
    try:
        intake.take(messages())
    except (Malformed, Discarded) as bad:
        intake.turn_down(bad)
        if isinstance(bad, Malformed) and not quietly:
            return _bad_request(bad)
    except Busy:
        waits = {"Retry-After": "1", "X-RateLimit-Reset": "1"}
        return flask.Response("Too Many Requests\n", 429, waits, mimetype="text/plain")
    except Closed:
        return flask.Response("Service Unavailable\n", 503, mimetype="text/plain")
    return _accepted()


def _accepted() -> flask.Response:
    """``{"success":true}``, handed to the function that a browser's JSONP names."""
    callback = flask.request.args.get("callback", "")
    if not _CALLBACK.fullmatch(callback):
        return _json(_ACCEPTED)
    return flask.Response(f"{callback}({_ACCEPTED});", mimetype="text/javascript")


def _posted(route: str) -> list[Json]:
    """The messages of the body, of which no more is read than shows that it is too long."""
    body = flask.request.stream.read(BATCH_BYTES + 1)
    return messages_of(route, dict(flask.request.headers), body)


def _query() -> dict[str, list[str]]:
    return flask.request.args.to_dict(flat=False)


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


def _json(text: str, status: int = 200) -> flask.Response:
    return flask.Response(text, status, content_type="application/json")
