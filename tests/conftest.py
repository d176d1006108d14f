"""What all tests share."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fauxdesk.interception import Block

pytest_plugins = ["pytester"]


class Dialled:
    """A loopback server to which every name leads; it counts the connections made to it."""

    def __init__(self) -> None:
        self.hits = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.hits += 1
            with connection:
                connection.recv(65536)
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nreal"
                )


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dialled]:
    server = Dialled()
    found = (socket.AF_INET, socket.SOCK_STREAM, 6, "", server.address)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: [found])
    yield server
    server.listener.close()


def vendor(environ: Any, start_response: Any) -> list[bytes]:
    """Tells what it was asked; ``/old``, ``/late``, ``/cut``, ``/empty`` and ``/large`` differ."""
    path = environ["PATH_INFO"]
    if path == "/late":
        environ["fauxdesk.sleep"](60)
    if path == "/cut":
        raise ConnectionResetError(104, "Connection reset by peer")
    headers = [("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Path=/")]
    status = {"/old": "302 Found", "/empty": "204 No Content", "/none": "404 Not Found"}
    told = {k: v for k, v in environ.items() if isinstance(v, str)}
    told["body"] = environ["wsgi.input"].read().decode()
    start_response(
        status.get(path, "200 OK"),
        [("Content-Type", "application/json"), *headers]
        + ([("Location", "/new")] if path == "/old" else []),
    )
    large = b"x" * 1_000_000
    return [b"" if path == "/empty" else large if path == "/large" else json.dumps(told).encode()]


@pytest.fixture
def desk() -> Callable[..., Block]:
    """Makes blocks in which acme.vendor.example is answered; what it answers may be given."""

    def block(said: bytes | None = None, **options: Any) -> Block:
        def saying(_environ: Any, start_response: Any) -> list[bytes]:
            start_response("200 OK", [])
            return [said or b""]

        app = vendor if said is None else saying
        return Block(lambda host: app if host == "acme.vendor.example" else None, **options)

    return block
