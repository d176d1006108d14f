"""The client library aiohttp: every session's calls get their connection from a connector.

Ours leads to the app: aiohttp writes its request to it and reads the answer, byte for byte.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from fauxdesk.interception.reply import Reply, ask, place_of
from fauxdesk.interception.swap import AppFor, PassOn, Refused, Swap

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import BaseConnector, ClientRequest
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection

END = b"\r\n\r\n"


async def intercept(
    app_for: AppFor,
    pass_on: PassOn,
    connector: BaseConnector,
    request: ClientRequest,
    *args: Any,
    **kwargs: Any,
) -> Connection:
    """A connection to the app for the request's host, which is never kept for another call.

    Raises ClientConnectorError for a refused host; whatever else goes wrong, aiohttp finds out
    from the connection as it does on the wire.
    """
    from aiohttp import ClientConnectorError
    from aiohttp.client_proto import ResponseHandler
    from aiohttp.connector import Connection

    try:
        app = app_for(place_of(str(request.url)))
    except Refused as error:
        refusal = OSError(None, str(error))
        raise ClientConnectorError(request.connection_key, refusal) from None
    if app is None:
        connection: Connection = await pass_on(connector, request, *args, **kwargs)
        return connection
    loop = asyncio.get_running_loop()
    protocol = ResponseHandler(loop)
    url = str(request.url)
    line = _Line(protocol, loop, lambda *asked: ask(app, asked[0], url, *asked[1:]))
    protocol.connection_made(line)
    protocol.force_close()
    return Connection(connector, request.connection_key, protocol, loop)


class _Line(asyncio.Transport):
    """A transport that takes one request and gives the reply to it to its protocol."""

    def __init__(
        self,
        protocol: ResponseHandler,
        loop: asyncio.AbstractEventLoop,
        ask: Callable[[str, list[tuple[str, str]], bytes], Reply],
    ) -> None:
        super().__init__()
        self._protocol, self._loop, self._ask = protocol, loop, ask
        self._written = bytearray()
        self._invited = self._asked = self._closing = False

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        """Take a piece of the request; the last one has it answered."""
        self._written += data
        head, whole, rest = bytes(self._written).partition(END)
        if not whole or self._asked:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = [(name, value.strip()) for name, _, value in (x.partition(":") for x in lines)]
        body = _body({name.lower(): value for name, value in headers}, rest)
        if body is not None:
            self._asked = True
            method = first.split(" ", 1)[0]
            self._answer(method, self._ask(method, headers, body))
        elif not self._invited and b"100-continue" in head.lower():
            self._invited = True
            self._loop.call_soon(self._give, b"HTTP/1.1 100 Continue" + END)

    def _answer(self, method: str, reply: Reply) -> None:
        if reply.lost is None:
            self._loop.call_later(reply.delay, self._give, reply.wire(method))
        else:
            self._loop.call_later(reply.delay, self._lose, reply.lost)

    def _give(self, wire: bytes) -> None:
        if not self._closing:
            self._protocol.data_received(wire)

    def _lose(self, error: OSError) -> None:
        from aiohttp import ServerTimeoutError

        if self._closing:
            return
        if isinstance(error, TimeoutError):
            self._protocol.set_exception(ServerTimeoutError(str(error)))
        else:
            self._closing = True
            self._protocol.connection_lost(error)

    def close(self) -> None:
        """Give nothing any more, and tell the protocol so."""
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self._protocol.connection_lost, None)

    def abort(self) -> None:
        """What ``close`` does: nothing is left to be written."""
        self.close()

    def is_closing(self) -> bool:
        """Whether nothing more will be given."""
        return self._closing

    def get_write_buffer_size(self) -> int:
        """Zero: whatever is written has arrived."""
        return 0

    def pause_reading(self) -> None:
        """The answer is there already; the protocol keeps it."""

    def resume_reading(self) -> None:
        """See ``pause_reading``."""


def _body(headers: dict[str, str], rest: bytes) -> bytes | None:
    """The body that follows such headers; None where some of it is still to come."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return _joined(rest) if rest.endswith(b"0" + END) else None
    length = int(headers.get("content-length", 0))
    return rest[:length] if len(rest) >= length else None


def _joined(chunks: bytes) -> bytes | None:
    """The body in chunks that end with an empty one; None where that one is not here yet."""
    body, at = bytearray(), 0
    while at < len(chunks):
        start = chunks.index(b"\r\n", at) + 2
        size = int(chunks[at : start - 2], 16)
        if size == 0:
            return bytes(body)
        body += chunks[start : start + size]
        at = start + size + 2
    return None


SWAPS = (Swap("aiohttp.connector", "BaseConnector", "connect", intercept),)
