"""The standard library's urllib: every opener's calls go through ``do_open``."""

from __future__ import annotations

import io
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from fauxdesk.interception.reply import Reply, ask, bytes_of, place_of
from fauxdesk.interception.swap import AppFor, PassOn, Refused, Swap

if TYPE_CHECKING:
    from urllib.request import AbstractHTTPHandler, Request


def intercept(
    app_for: AppFor,
    pass_on: PassOn,
    handler: AbstractHTTPHandler,
    http_class: Any,
    request: Request,
    **kwargs: Any,
) -> HTTPResponse:
    """The answer of the app for the request's host, be it called through a proxy or not.

    Raises what urllib raises: URLError for a refused host, TimeoutError for a late answer, and
    the connection's own OSError.
    """
    from urllib.error import URLError

    url = urldefrag(request.full_url).url
    try:
        app = app_for(place_of(url))
    except Refused as error:
        raise URLError(str(error)) from None
    if app is None:
        passed: HTTPResponse = pass_on(handler, http_class, request, **kwargs)
        return passed
    reply = ask(app, request.get_method(), url, _headers(request), bytes_of(request.data))
    timeout = request.timeout if isinstance(request.timeout, int | float) else None
    return _response(request, reply.awaited(timeout))


def _headers(request: Request) -> list[tuple[str, str]]:
    fields = {**request.headers, **request.unredirected_hdrs, "Connection": "close"}
    return [(name.title(), str(value)) for name, value in fields.items()]


def _response(request: Request, reply: Reply) -> HTTPResponse:
    method = request.get_method()
    response = HTTPResponse(_Socket(reply.wire(method)), method=method)  # type: ignore[arg-type]
    response.begin()
    response.url = request.full_url
    response.msg = response.reason  # type: ignore[assignment]  # where urllib's users look for it
    return response


class _Socket:
    """A socket from which an answer can be read."""

    def __init__(self, wire: bytes) -> None:
        self._wire = wire

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._wire)


SWAPS = (Swap("urllib.request", "AbstractHTTPHandler", "do_open", intercept),)
