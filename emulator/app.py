"""A vendor's fake as a Flask app."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RequestRedirect, Rule

from contracts.exchange import Answer, Exchange
from emulator.accounts import Accounts
from emulator.answering import Route, answered, guarded, unrouted
from emulator.vendor import Vendor
from emulator.visit import Visit
from emulator.wsgi import Environ, bytes_in, request_in


def make_app(vendor: Vendor, accounts: Accounts) -> VendorApp:
    """The WSGI app of one vendor: its API, and the control routes beside it."""
    return VendorApp(vendor, accounts)


class MatchedRule(Rule):
    """A route that is matched and never built into a URL.

    Werkzeug compiles a URL builder for every route, which is most of a cold start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: ARG002
        return _builds_no_url


def _builds_no_url(*_args: object, **_values: object) -> tuple[str, str]:
    raise NotImplementedError("the routes of a fake are only matched")


class PlainResponse(flask.Response):
    """A response that has the headers it is given, and no content type of its own."""

    default_mimetype = None
    autocorrect_location_header = False


class VendorApp(flask.Flask):
    """One vendor's fake: every route takes a Visit and returns an Answer.

    Each request visits one account of ``accounts``, under its lock, and ends in its journal.
    """

    url_rule_class = MatchedRule
    response_class = PlainResponse

    def __init__(self, vendor: Vendor, accounts: Accounts) -> None:
        super().__init__(__name__, static_folder=None, template_folder=None)
        self.vendor = vendor
        self.accounts = accounts
        self.url_map.merge_slashes = False
        self.register_blueprint(vendor.routes())
        self.view_functions = {
            name: self._visited(view) for name, view in self.view_functions.items()
        }
        self.before_request(_never_redirect)
        self.register_error_handler(HTTPException, self._unrouted)

    def wsgi_app(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request, its path first brought to the spelling of the routes."""
        environ["PATH_INFO"] = self.vendor.spell(environ.get("PATH_INFO") or "/")
        return super().wsgi_app(environ, start_response)

    def _visited(self, view: Callable[..., Any]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def visited(**params: Any) -> ResponseReturnValue:
            return self._answer(guarded(lambda visit: view(visit, **params)))

        return visited

    def _unrouted(self, error: HTTPException) -> ResponseReturnValue:
        return self._answer(unrouted(error.code or 404))

    def _answer(self, route: Route) -> ResponseReturnValue:
        environ = flask.request.environ
        started = time.perf_counter()
        request = request_in(environ)
        accounts: Accounts = environ.get("fauxdesk.accounts", self.accounts)
        account = accounts.choose(request.headers, request.host)
        with account.lock:
            visit = Visit(account, request)
            at = account.clock.now()
            answer = answered(visit, route)
            exchange = Exchange(
                request=request,
                answer=answer,
                vendor=self.vendor.name,
                at=at,
                seconds=time.perf_counter() - started,
                message_id=request.header("X-Request-Id"),
            )
            account.journal.add(exchange, account.name, visit.marks)
        return _response(answer)


def _never_redirect() -> None:
    """A path that only resembles a route is unknown: no vendor redirects its API."""
    if isinstance(flask.request.routing_exception, RequestRedirect):
        flask.request.routing_exception = NotFound()


def _response(answer: Answer) -> PlainResponse:
    content, kind = bytes_in(answer)
    headers = dict(answer.headers)
    if kind is not None and answer.header("Content-Type") is None:
        headers["Content-Type"] = kind
    return PlainResponse(content, answer.status, headers)
