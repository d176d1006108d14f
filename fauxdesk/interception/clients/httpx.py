"""The client library httpx: calls go through its two transports, whatever the client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from emulator.calling import WsgiApp
from fauxdesk.interception.reply import Reply, ask, place_of
from fauxdesk.interception.swap import AppFor, PassOn, Refused, Swap

if TYPE_CHECKING:
    from httpx import AsyncHTTPTransport, HTTPTransport, Request, Response


def intercept(
    app_for: AppFor, pass_on: PassOn, transport: HTTPTransport, request: Request
) -> Response:
    """The answer of the app for the request's host.

    Raises what httpx raises: ConnectError for a refused host, ReadError for a cut connection,
    ReadTimeout.
    """
    app = _app(app_for, request)
    if app is None:
        response: Response = pass_on(transport, request)
        return response
    body = b"".join(request.stream)  # type: ignore[arg-type]
    reply, timeout = _reply(app, request, body), _seconds(request)
    return _response(request, lambda: reply.awaited(timeout))


async def intercept_awaited(
    app_for: AppFor, pass_on: PassOn, transport: AsyncHTTPTransport, request: Request
) -> Response:
    """What ``intercept`` says; a delay holds up this task alone, under any event loop."""
    import anyio

    app = _app(app_for, request)
    if app is None:
        response: Response = await pass_on(transport, request)
        return response
    body = b"".join([piece async for piece in request.stream])  # type: ignore[union-attr]
    reply, timeout = _reply(app, request, body), _seconds(request)
    await anyio.sleep(reply.pause(timeout))
    return _response(request, lambda: reply.heard(timeout))


def _app(app_for: AppFor, request: Request) -> WsgiApp | None:
    import httpx

    try:
        return app_for(place_of(str(request.url)))
    except Refused as error:
        raise httpx.ConnectError(str(error), request=request) from None


def _reply(app: WsgiApp, request: Request, body: bytes) -> Reply:
    url = str(request.url.copy_with(fragment=None))
    return ask(app, request.method, url, request.headers.multi_items(), body)


def _response(request: Request, hear: Callable[[], Reply]) -> Response:
    import httpx

    try:
        reply = hear()
    except TimeoutError as error:
        raise httpx.ReadTimeout(str(error), request=request) from error
    except OSError as error:
        raise httpx.ReadError(str(error), request=request) from error
    return httpx.Response(
        reply.status,
        headers=reply.headers,
        stream=httpx.ByteStream(b"" if request.method == "HEAD" else reply.content),
        extensions={"http_version": b"HTTP/1.1", "reason_phrase": reply.reason.encode()},
    )


def _seconds(request: Request) -> float | None:
    limits: dict[str, Any] = request.extensions.get("timeout", {})
    return limits.get("read")


SWAPS = (
    Swap("httpx", "HTTPTransport", "handle_request", intercept),
    Swap("httpx", "AsyncHTTPTransport", "handle_async_request", intercept_awaited),
)
