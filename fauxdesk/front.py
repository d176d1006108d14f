"""The first port of a stack: the page, its data, and Segment's tracking API."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import flask
from werkzeug.exceptions import HTTPException

from contracts.call import CALL_TYPES, Json
from contracts.catalogue import catalogue
from emulator.verdicts import read_journal, read_rules
from fauxdesk import __version__
from fauxdesk.intake import Intake, Malformed

if TYPE_CHECKING:
    from fauxdesk.stack import Stack

LATEST = 60
"""How many exchanges and calls the page shows."""
ROUTES = (*CALL_TYPES, "batch", "import")
POLICY = (
    "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; connect-src 'self'"
)


def make_front(stack: Stack, intake: Intake) -> flask.Flask:
    """The WSGI app of the first port; calls posted to it go to ``intake``."""
    front = flask.Flask(__name__, template_folder="page", static_folder="page/static")

    @front.get("/")
    def page() -> str:
        return flask.render_template("page.html", **_shown(stack, intake))

    @front.get("/_fauxdesk/")
    def index() -> flask.Response:
        return flask.jsonify(overview(stack))

    @front.get("/_fauxdesk/calls")
    def calls() -> flask.Response:
        return flask.jsonify([taken.to_json() for taken in intake.calls])

    @front.delete("/_fauxdesk/calls")
    def forget() -> flask.Response:
        intake.calls.clear()
        return flask.jsonify([])

    @front.route("/v1/<route>", methods=["POST", "PUT", "OPTIONS"])
    @front.route("/v1/<route>/", methods=["POST", "PUT", "OPTIONS"])
    def track(route: str) -> tuple[Any, int]:
        return _taken(intake, route.lower())

    front.after_request(_guarded)
    front.register_error_handler(HTTPException, _unknown)
    return front


def overview(stack: Stack) -> dict[str, Json]:
    """The stack in short: version, time, and each vendor's address, accounts and counts."""
    return {
        "version": __version__,
        "now": stack.clock.now().isoformat(),
        "vendors": {
            name: {
                "title": fake.vendor.title,
                "url": stack.url(name),
                "accounts": list(fake.accounts),
                "holds": {table: len(rows) for table, rows in fake.account.tables.items()},
                "journal": len(fake.account.journal),
            }
            for name, fake in stack.items()
        },
    }


def _taken(intake: Intake, route: str) -> tuple[Any, int]:
    if route not in ROUTES:
        flask.abort(404)
    if flask.request.method == "OPTIONS":
        return "", 200
    try:
        intake.take(route, dict(flask.request.headers), flask.request.get_data())
    except Malformed as malformed:
        if str(malformed) == "Bad Request":
            return flask.Response("Bad Request\n", mimetype="text/plain"), 400
        return flask.jsonify(success=False, message=str(malformed)), 400
    return flask.jsonify(success=True), 200


def _shown(stack: Stack, intake: Intake) -> dict[str, Json]:
    """What the page shows; ``?vendor=`` and ``?broken=1`` narrow the exchanges."""
    vendor, broken = flask.request.args.get("vendor"), "broken" in flask.request.args
    entries = [
        entry
        for name in stack
        if vendor in (None, "", name)
        for entry in _entries(stack, name)
        if not broken or any(rule["outcome"] == "broken" for rule in entry["rules"])
    ]
    entries.sort(key=lambda entry: (entry["at"], entry["id"]), reverse=True)
    return {
        **overview(stack),
        "vendor": vendor or "",
        "broken": broken,
        "entries": entries[:LATEST],
        "calls": [taken.to_json() for taken in islice(reversed(intake.calls), LATEST)],
        "rules": {name: _rules(stack, name) for name in stack},
        "says": {rule.id: rule for rule in catalogue().values()},
    }


def _entries(stack: Stack, name: str) -> Iterator[dict[str, Json]]:
    for account in stack[name].accounts.values():
        with account.lock:
            yield from read_journal(account)


def _rules(stack: Stack, name: str) -> dict[str, int]:
    account = stack[name].account
    with account.lock:
        seen = [rule for rule in read_rules(account) if rule["seen"]]
    counted = sum(rule.counted for rule in catalogue().of(name).values())
    return {"seen": sum(catalogue()[r["id"]].counted for r in seen), "counted": counted}


def _guarded(response: flask.Response) -> flask.Response:
    if flask.request.path.startswith("/v1/"):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "*"
        response.headers["Access-Control-Max-Age"] = "604800"
    else:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _unknown(error: HTTPException) -> tuple[Any, int]:
    says = "the page is at /, calls go to /v1/identify and its like, each vendor has its own port"
    return flask.jsonify(error=error.name, says=says), error.code or 500
