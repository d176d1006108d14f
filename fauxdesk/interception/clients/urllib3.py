"""The client library urllib3: every pool's requests go through ``_make_request``.

Redirects and retries happen above it, in urllib3's own code. A tunnel through a proxy is opened
before it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import TYPE_CHECKING, Any

from emulator.calling import WsgiApp
from fauxdesk.interception.reply import Reply, ask, bytes_of, place_of, text_of
from fauxdesk.interception.swap import AppFor, PassOn, Refused, Swap

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool, HTTPResponse, Retry, Timeout


def intercept(
    app_for: AppFor,
    pass_on: PassOn,
    pool: HTTPConnectionPool,
    conn: Any,
    method: str,
    url: str,
    **kwargs: Any,
) -> HTTPResponse:
    """The answer of the app for the pool's host, or for the URL's own where it is absolute.

    Raises NewConnectionError for a refused host, ProtocolError for a cut connection and
    ReadTimeoutError, all of which count as they do on the wire.
    """
    address = url if "://" in url else f"{pool.scheme}://{_authority(pool)}{url}"
    app = _app(app_for, place_of(address), conn)
    if app is None:
        response: HTTPResponse = pass_on(pool, conn, method, url, **kwargs)
        return response
    body, headers = bytes_of(kwargs.get("body")), _headers(kwargs.get("headers") or {})
    try:
        reply = ask(app, method, address, headers, body).awaited(_seconds(kwargs["timeout"]))
    except OSError as error:
        raise lost(error, url, pool) from error
    return response_of(
        reply,
        method,
        url,
        kwargs.get("retries"),
        preload_content=kwargs.get("preload_content", True),
        decode_content=kwargs.get("decode_content", True),
        pool=pool,
        connection=kwargs.get("response_conn"),
    )


def tunnel(app_for: AppFor, pass_on: PassOn, pool: Any, conn: Any) -> None:
    """No tunnel to a host that an app answers; raises NewConnectionError for a refused one."""
    if _app(app_for, place_of(f"{pool.scheme}://{_authority(pool)}"), conn) is None:
        pass_on(pool, conn)


def response_of(
    reply: Reply, method: str, url: str, retries: Retry | None, **options: Any
) -> HTTPResponse:
    """The reply as urllib3 hands it over, with further ``options`` of its HTTPResponse."""
    from urllib3 import HTTPHeaderDict, HTTPResponse

    return HTTPResponse(
        body=io.BytesIO(b"" if method == "HEAD" else reply.content),
        headers=HTTPHeaderDict(reply.headers),
        status=reply.status,
        version=11,
        reason=reply.reason or None,
        original_response=_original(reply, options),
        retries=retries,
        request_method=method,
        request_url=url,
        **options,
    )


def lost(error: OSError, url: str, pool: HTTPConnectionPool | None = None) -> Exception:
    """What urllib3 makes of an error while it waits for an answer."""
    from urllib3.exceptions import ProtocolError, ReadTimeoutError

    if isinstance(error, TimeoutError):
        return ReadTimeoutError(pool, url, str(error) or "Read timed out.")  # type: ignore[arg-type]
    return ProtocolError("Connection aborted.", error)


def _app(app_for: AppFor, host: str, conn: Any) -> WsgiApp | None:
    from urllib3.exceptions import NewConnectionError

    try:
        return app_for(host)
    except Refused as error:
        raise NewConnectionError(conn, str(error)) from None


def _authority(pool: HTTPConnectionPool) -> str:
    """Host and port as http.client writes them into the Host header."""
    usual = {"http": 80, "https": 443}.get(pool.scheme or "")
    return pool.host if pool.port in (None, usual) else f"{pool.host}:{pool.port}"


def _headers(headers: Mapping[Any, Any]) -> list[tuple[str, str]]:
    from urllib3.util import SKIP_HEADER

    fields = [(text_of(name), text_of(value)) for name, value in headers.items()]
    return [(name, value) for name, value in fields if value != SKIP_HEADER]


def _seconds(timeout: Timeout) -> float | None:
    """What ``timeout`` lets an answer take, when none of it went by for connecting."""
    from urllib3 import Timeout

    running = timeout.clone()
    running.start_connect()
    return Timeout.resolve_default_timeout(running.read_timeout)


def _original(reply: Reply, options: Mapping[str, Any]) -> Any:
    """What cookies are looked for in, and what gives a connection back to its pool."""
    has_cookies = any(name.lower() == "set-cookie" for name, _ in reply.headers)
    return _Original(reply.headers) if has_cookies or options.get("connection") else None


class _Original:
    """An answer that http.client would have read to its end."""

    def __init__(self, headers: list[tuple[str, str]]) -> None:
        self._headers = headers

    @property
    def msg(self) -> HTTPMessage:
        message = HTTPMessage()
        for name, value in self._headers:
            message.add_header(name, value)
        return message

    def isclosed(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is open."""


SWAPS = (
    Swap("urllib3.connectionpool", "HTTPConnectionPool", "_make_request", intercept),
    Swap("urllib3.connectionpool", "HTTPSConnectionPool", "_prepare_proxy", tunnel),
)
