"""The client library requests: every session's calls go through ``HTTPAdapter.send``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator.calling import WsgiApp
from fauxdesk.interception.clients.urllib3 import lost, response_of
from fauxdesk.interception.reply import ask, bytes_of, place_of, text_of
from fauxdesk.interception.swap import AppFor, PassOn, Refused, Swap

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPResponse, Retry


def intercept(
    app_for: AppFor,
    pass_on: PassOn,
    adapter: HTTPAdapter,
    request: PreparedRequest,
    *args: Any,
    **kwargs: Any,
) -> Response:
    """The answer of the app for the request's host, as the adapter would have built it.

    The adapter's ``max_retries`` count as they do on the wire. Raises what requests raises:
    ConnectionError for a cut connection or a refused host, ReadTimeout, RetryError.
    """
    from requests import exceptions

    try:
        app = app_for(place_of(request.url or ""))
    except Refused as error:
        raise exceptions.ConnectionError(str(error), request=request) from None
    if app is None:
        response: Response = pass_on(adapter, request, *args, **kwargs)
        return response
    seconds = _seconds(kwargs.get("timeout"))
    answer = _answered(app, request, adapter.max_retries, seconds)
    return adapter.build_response(request, answer)


def _answered(
    app: WsgiApp, request: PreparedRequest, retries: Retry, timeout: float | None
) -> HTTPResponse:
    """The app's answer, asked for as often as ``retries`` allow."""
    from requests import exceptions
    from urllib3 import exceptions as raised

    body = bytes_of(request.body)
    method, url = request.method or "GET", request.url or ""
    try:
        while True:
            try:
                reply = ask(app, method, url, _headers(request), body).awaited(timeout)
            except OSError as error:
                retries = retries.increment(method, url, error=lost(error, url))
                retries.sleep()
                continue
            raw = response_of(
                reply, method, url, retries, preload_content=False, decode_content=False
            )
            if not retries.is_retry(method, raw.status, "Retry-After" in raw.headers):
                return raw
            try:
                retries = retries.increment(method, url, response=raw)
            except raised.MaxRetryError:
                if retries.raise_on_status:
                    raise
                return raw
            retries.sleep(raw)
    except raised.MaxRetryError as error:
        if isinstance(error.reason, raised.ResponseError):
            raise exceptions.RetryError(error, request=request) from error
        raise exceptions.ConnectionError(error, request=request) from error
    except raised.ReadTimeoutError as error:
        raise exceptions.ReadTimeout(error, request=request) from error
    except raised.ProtocolError as error:
        raise exceptions.ConnectionError(error, request=request) from error


def _headers(request: PreparedRequest) -> list[tuple[str, str]]:
    return [(text_of(name), text_of(value)) for name, value in request.headers.items()]


def _seconds(timeout: Any) -> float | None:
    """What requests lets an answer take: ``timeout`` is one number, or that and one to connect."""
    read = timeout[1] if isinstance(timeout, tuple) else timeout
    return read if isinstance(read, int | float) else None


SWAPS = (Swap("requests.adapters", "HTTPAdapter", "send", intercept),)
