"""What an app says to a client's call, and how a client of each kind comes to hear it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import responses
from typing import Any, Self
from urllib.parse import urlsplit

from emulator.calling import WsgiApp, call

EMPTY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, or the error of a ``lost`` connection, that comes after ``delay`` seconds."""

    status: int
    headers: list[tuple[str, str]]
    content: bytes
    delay: float = 0.0
    lost: OSError | None = None

    @property
    def reason(self) -> str:
        """The usual phrase for the status; empty where it has none."""
        return responses.get(self.status, "")

    def pause(self, timeout: float | None) -> float:
        """The seconds that a client waits, which gives up after ``timeout``."""
        return self.delay if timeout is None else min(self.delay, timeout)

    def heard(self, timeout: float | None) -> Self:
        """Itself; raises TimeoutError if it comes too late, OSError if the connection is lost."""
        if timeout is not None and self.delay > timeout:
            raise TimeoutError(f"The read operation timed out after {timeout} seconds")
        if self.lost is not None:
            raise self.lost
        return self

    def awaited(self, timeout: float | None) -> Self:
        """What ``heard`` tells, after the pause; it blocks this thread."""
        if self.delay:
            time.sleep(self.pause(timeout))
        return self.heard(timeout)

    def wire(self, method: str) -> bytes:
        """The answer to a ``method`` request as HTTP/1.1 has it on the wire."""
        named = {name.lower() for name, _ in self.headers}
        headers = list(self.headers)
        if self.status not in EMPTY and not named & {"content-length", "transfer-encoding"}:
            headers.append(("Content-Length", str(len(self.content))))
        lines = [f"HTTP/1.1 {self.status} {self.reason}"]
        lines += [f"{name}: {value}" for name, value in headers]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        return head if method == "HEAD" or self.status in EMPTY else head + self.content


def ask(
    app: WsgiApp, method: str, url: str, headers: Iterable[tuple[str, str]], body: bytes | None
) -> Reply:
    """The app's reply to a request to an absolute URL; a delay is told, not slept."""
    delays: list[float] = []
    try:
        answer = call(app, method, url, headers, body, sleep=delays.append)
    except OSError as error:
        return Reply(0, [], b"", sum(delays), error)
    return Reply(*answer, sum(delays))


def place_of(url: str) -> str:
    """Where a URL leads: the host in lower case, with its port if that is not the scheme's own."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    own = parts.port in (None, {"http": 80, "https": 443}.get(parts.scheme))
    return host if own else f"{host}:{parts.port}"


def bytes_of(body: Any) -> bytes:
    """The bytes of whatever a client takes as a body: text, bytes, a file, an iterable."""
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(body)
    pieces = [body.read()] if hasattr(body, "read") else body
    return b"".join(p.encode() if isinstance(p, str) else p for p in pieces)


def text_of(value: Any) -> str:
    """A header's name or value as text."""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
