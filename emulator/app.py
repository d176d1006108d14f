"""A vendor's fake as a Flask app."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn

import flask
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound
from werkzeug.routing import MapAdapter, RequestRedirect, Rule

from contracts.exchange import Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.answering import OUR_MISTAKE, Route, guarded, received, unrouted
from emulator.control import PREFIX, control_routes, unknown_control
from emulator.faults import ConnectionCut, Fault
from emulator.vendor import Vendor
from emulator.wsgi import Environ, bytes_in, kind_of, request_in

_EMPTY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


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
    raise RuntimeError("the routes of a fake are only matched")


class PlainResponse(flask.Response):
    """A response that has the headers it is given, and no content type of its own."""

    default_mimetype = None

    def get_wsgi_response(
        self, environ: Environ
    ) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """The body, whole or none where HTTP bars it; status and headers as they are."""
        content = self.get_data()
        if self.status_code in _EMPTY:
            self.headers.remove("Content-Length")
        elif "Content-Length" not in self.headers:
            self.headers["Content-Length"] = str(len(content))
        silent = self.status_code in _EMPTY or environ["REQUEST_METHOD"] == "HEAD"
        return [] if silent else [content], self.status, self.headers.to_wsgi_list()


class _CutResponse(PlainResponse):
    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ARG002
        raise ConnectionCut


class VendorApp(flask.Flask):
    """One vendor's fake: every route takes a Visit and returns an Answer.

    Each request visits one account and ends in its journal. The WSGI environ may bring other
    ``fauxdesk.accounts`` than the app's own, and a ``fauxdesk.sleep`` for delays (seconds).
    """

    url_rule_class = MatchedRule
    response_class = PlainResponse

    def __init__(self, vendor: Vendor, accounts: Accounts) -> None:
        super().__init__(__name__, static_folder=None, template_folder=None)
        self.vendor = vendor
        self.accounts = accounts
        self.sleep: Callable[[float], None] = time.sleep
        self.register_blueprint(vendor.routes())
        self.view_functions = {
            name: self._visited(view) for name, view in self.view_functions.items()
        }
        self.register_blueprint(control_routes(self._accounts_here))
        self.register_error_handler(HTTPException, self._unrouted)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Any = None,
        provide_automatic_options: bool | None = None,  # noqa: ARG002
        **options: Any,
    ) -> None:
        """Add a route that takes the methods it names and HEAD for GET, but no OPTIONS.

        Flask would answer that itself: to anybody, and past the journal.
        """
        super().add_url_rule(rule, endpoint, view_func, False, **options)

    def wsgi_app(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request, its path first brought to the spelling of the routes."""
        environ["PATH_INFO"] = self.vendor.spell(environ.get("PATH_INFO") or "/")
        return super().wsgi_app(environ, start_response)

    def create_url_adapter(self, request: flask.Request | None) -> MapAdapter | None:
        """What matches a request: by its path alone, whatever host it was sent to."""
        if request is None:
            return None
        return self.url_map.bind("", path_info=request.path, default_method=request.method)

    def raise_routing_exception(self, request: flask.Request) -> NoReturn:
        """A path that only resembles a route is unknown: no vendor redirects its API."""
        if isinstance(request.routing_exception, RequestRedirect):
            raise NotFound
        super().raise_routing_exception(request)

    def _visited(self, view: Callable[..., Any]) -> Callable[..., PlainResponse]:
        @wraps(view)
        def visited(**params: Any) -> PlainResponse:
            return self._answer(guarded(lambda visit: view(visit, **params)))

        return visited

    def _unrouted(self, error: HTTPException) -> flask.Response:
        if isinstance(error, InternalServerError):
            body = OUR_MISTAKE.body
            return PlainResponse(bytes_in(body), OUR_MISTAKE.status, kind_of(body))
        path, status = flask.request.path, error.code or 404
        if path.startswith(f"{PREFIX}/") or path == PREFIX:
            return unknown_control(path, status)
        return self._answer(unrouted(status))

    def _answer(self, route: Route) -> PlainResponse:
        environ = flask.request.environ
        request = request_in(environ)
        account = self._accounts_here().choose(request.headers, request.host)
        fault = _struck(account, request)
        sleep = environ.get("fauxdesk.sleep", self.sleep)
        if fault and not fault.after:
            sleep(fault.delay)
        sent = received(account, request, route, fault)
        if fault and fault.after:
            sleep(fault.delay)
        if sent is None:
            return _CutResponse()
        answer, content = sent
        return PlainResponse([content], answer.status, answer.headers)

    def _accounts_here(self) -> Accounts:
        accounts: Accounts = flask.request.environ.get("fauxdesk.accounts", self.accounts)
        return accounts


def _struck(account: Account, request: Request) -> Fault | None:
    if not account.faults:
        return None
    with account.lock:
        return account.faults.strike(request)
