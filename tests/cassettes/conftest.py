"""A loopback server to record from."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked; ``/gzip`` packs it, ``/coded`` claims an unknown coding."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        asked = self.rfile.read(length).decode()
        told = {
            "asked": json.loads(asked) if asked[:1] == "{" else asked,
            "url": f"{self.server.url}{self.path}",
        }  # type: ignore[attr-defined]
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        if self.path.startswith("/gzip"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        if self.path.startswith("/coded"):
            body = b"\x00\x01"
            self.send_header("Content-Encoding", "x-none-such")
        self.send_header("X-Request-Id", str(id(self)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        self.do_GET()

    def log_message(self, *_args: Any) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="session")
def live() -> Iterator[str]:
    """The URL of a running server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.daemon_threads = True
    server.url = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.url  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()
