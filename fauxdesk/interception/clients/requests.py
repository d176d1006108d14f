"""The client library requests: every session's calls go through ``HTTPAdapter.send``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from http.client import HTTPMessage, responses
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from emulator.calling import WsgiApp, call
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
        app = app_for(urlsplit(request.url or "").hostname or "")
    except Refused as error:
        raise exceptions.ConnectionError(str(error), request=request) from None
    if app is None:
        response: Response = pass_on(adapter, request, *args, **kwargs)
        return response
    return adapter.build_response(request, _answered(app, request, adapter.max_retries))


def _answered(app: WsgiApp, request: PreparedRequest, retries: Retry) -> HTTPResponse:
    """The app's answer, asked for as often as ``retries`` allow."""
    from requests import exceptions
    from urllib3 import exceptions as raised

    body = _bytes(request.body)
    method, url = request.method or "GET", request.url or ""
    try:
        while True:
            try:
                raw = _raw(app, request, body, retries)
            except OSError as error:
                retries = retries.increment(method, url, error=_lost(error, url))
                retries.sleep()
                continue
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


def _raw(app: WsgiApp, request: PreparedRequest, body: bytes, retries: Retry) -> HTTPResponse:
    """The answer as urllib3 hands it over: its body still to be read and decoded."""
    from urllib3 import HTTPHeaderDict, HTTPResponse

    method = request.method or "GET"
    status, headers, content = call(app, method, request.url or "", _headers(request), body)
    return HTTPResponse(
        body=io.BytesIO(b"" if method == "HEAD" else content),
        headers=HTTPHeaderDict(headers),
        status=status,
        version=11,
        reason=responses.get(status),
        preload_content=False,
        decode_content=False,
        original_response=_original(headers),
        retries=retries,
        request_method=method,
        request_url=request.url,
    )


def _lost(error: OSError, url: str) -> Exception:
    from urllib3.exceptions import ProtocolError, ReadTimeoutError

    if isinstance(error, TimeoutError):
        return ReadTimeoutError(None, url, str(error) or "Read timed out.")  # type: ignore[arg-type]
    return ProtocolError("Connection aborted.", error)


def _headers(request: PreparedRequest) -> Iterator[tuple[str, str]]:
    for name, value in request.headers.items():
        yield _text(name), _text(value)


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _bytes(body: Any) -> bytes:
    """The bytes of whatever requests takes as a body: text, bytes, a file, an iterator."""
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    pieces = [body.read()] if hasattr(body, "read") else body
    return b"".join(p.encode() if isinstance(p, str) else p for p in pieces)


class _Original:
    """What requests looks for cookies in: the message that http.client would have read."""

    def __init__(self, headers: list[tuple[str, str]]) -> None:
        self.msg = HTTPMessage()
        for name, value in headers:
            self.msg.add_header(name, value)

    def isclosed(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is open."""


def _original(headers: list[tuple[str, str]]) -> Any:
    has_cookies = any(name.lower() == "set-cookie" for name, _ in headers)
    return _Original(headers) if has_cookies else None


SWAP = Swap("requests.adapters", "HTTPAdapter", "send", intercept)
