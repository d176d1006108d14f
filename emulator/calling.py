"""Calling a WSGI app inside this process: no socket, no test client."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from contracts.exchange import Answer, Request
from contracts.wire import body_of, bytes_of, target_of
from emulator.wsgi import environ_of

if TYPE_CHECKING:
    from emulator.accounts import Accounts

WsgiApp: TypeAlias = Callable[..., Iterable[bytes]]
Raw: TypeAlias = tuple[int, list[tuple[str, str]], bytes]
"""Status, headers and body of an answer as they would go over the wire."""


def call(
    app: WsgiApp,
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]] = (),
    body: bytes | None = None,
    *,
    accounts: Accounts | None = None,
    sleep: Callable[[float], None] | None = None,
) -> Raw:
    """What the app answers to a request to an absolute URL.

    ``accounts`` serve this call in place of the app's own; ``sleep`` gets the seconds of a
    fault's delay in place of the app's own sleep. Raises ConnectionCut where a fault
    cuts the connection.
    """
    environ = environ_of(method, url, headers, body)
    if accounts is not None:
        environ["fauxdesk.accounts"] = accounts
    if sleep is not None:
        environ["fauxdesk.sleep"] = sleep
    status, fields, content = run(app, environ)
    return int(status.split(" ", 1)[0]), fields, content


def run(app: WsgiApp, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    """The status line, the headers and the whole body that an app answers with."""
    started: list[Any] = []

    def start_response(status: str, fields: list[tuple[str, str]], _exc: object = None) -> None:
        started[:] = status, fields

    chunks = app(environ, start_response)
    try:
        content = b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    status, fields = started
    return status, fields, content


def answer_to(
    app: WsgiApp,
    request: Request,
    base: str = "http://127.0.0.1",
    *,
    accounts: Accounts | None = None,
) -> Answer:
    """The app's answer to a request; ``base`` is scheme and host where the request has none."""
    origin = f"https://{request.host}" if request.host else base
    body = bytes_of(request)
    headers = dict(request.headers)
    if (
        body is not None
        and not isinstance(request.body, str)
        and not request.header("Content-Type")
    ):
        headers["Content-Type"] = "application/json"
    status, fields, content = call(
        app, request.method, origin + target_of(request), headers.items(), body, accounts=accounts
    )
    answered = dict(fields)
    return Answer(status, body_of(answered, content), answered)
