"""Serving WSGI apps over loopback sockets: one cheroot server a port, all in this process."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from cheroot import wsgi

from contracts.problem import BadInput
from emulator.calling import WsgiApp

_STOP_WITHIN = 0.1
"""How often (s) a server looks whether it shall stop."""


class Serving:
    """Serves each app on its port; port 0 takes a free one, told by ``ports`` once started.

    One worker thread serves an app: the interpreter's lock lets no second one help. While a
    delay holds that thread, another takes its place. An app that waits for others by itself
    needs more ``threads``.
    """

    def __init__(
        self, apps: Iterable[tuple[int, WsgiApp]], host: str = "127.0.0.1", *, threads: int = 1
    ) -> None:
        self._host = host
        self._servers = [_Server(host, port, app, threads) for port, app in apps]
        self._loops: list[threading.Thread] = []

    def __enter__(self) -> Serving:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def ports(self) -> list[int]:
        """The ports listened on, in the order of the apps."""
        return [server.bind_addr[1] for server in self._servers]

    @property
    def urls(self) -> list[str]:
        """The addresses of the apps, in their order."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return [f"http://{host}:{port}" for port in self.ports]

    def start(self) -> None:
        """Listen on every port, or on none: BadInput names one that is taken."""
        try:
            for server in self._servers:
                server.prepare()
        except OSError as error:
            self.stop()
            raise BadInput(_why_not(self._host, server.bind_addr[1], error)) from error
        self._loops = [threading.Thread(target=s.serve, daemon=True) for s in self._servers]
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """Stop listening; returns when every thread has ended."""
        stops = [threading.Thread(target=server.stop) for server in self._servers]
        for thread in stops:
            thread.start()
        for thread in [*stops, *self._loops]:
            thread.join()
        self._loops = []


def _why_not(host: str, port: int, error: OSError) -> str:
    why = str(error).rpartition("] ")[2].rstrip(")")
    taken = why == os.strerror(errno.EADDRINUSE)
    return (
        f"port {port} is taken; choose another"
        if taken
        else f"cannot listen on {host} port {port}: {why}"
    )


class _Server(wsgi.Server):
    """A cheroot server that gives a connection to its worker when a request is there, not before.

    Cheroot hands over a new connection at once, and an idle one would hold the only worker.
    """

    expiration_interval = _STOP_WITHIN
    keep_alive_conn_limit = 10_000

    def __init__(self, host: str, port: int, app: WsgiApp, threads: int) -> None:
        super().__init__((host, port), app, numthreads=threads, max=-1, request_queue_size=128)
        self.gateway = _Gateway
        self._stopping = threading.Event()
        self._resizing = threading.Lock()
        self._threads = threads
        self._workers, self._asleep = threads, 0

    @staticmethod
    def bind_socket(socket_: socket.socket, bind_addr: tuple[str, int]) -> socket.socket:
        """Bind the socket; it is closed where that fails."""
        try:
            socket_.bind(bind_addr)
        except OSError:
            socket_.close()
            raise
        return socket_

    def process_conn(self, conn: Any) -> None:
        """Serve a connection that has been waited for; wait for one that is new."""
        if conn.last_used is None:
            self.put_conn(conn)
        else:
            super().process_conn(conn)

    def sleep(self, seconds: float) -> None:
        """Sleep in a worker while another serves; ``stop`` ends it.

        A worker that was added stays for the next sleeper: cheroot takes threads away only by
        a token that the wrong thread may draw.
        """
        with self._resizing:
            if seconds <= 0 or self._stopping.is_set():
                return
            self._asleep += 1
            if self._asleep == self._workers:
                self.requests.grow(1)
                self._workers += 1
        self._stopping.wait(seconds)
        with self._resizing:
            self._asleep -= 1

    def prepare(self) -> None:
        """Listen, and start the worker; OSError where the port cannot be had."""
        self._stopping.clear()
        self._workers, self._asleep = self._threads, 0
        super().prepare()

    def stop(self) -> None:
        """Stop listening and end the workers, the sleeping ones too."""
        with self._resizing:
            self._stopping.set()
        super().stop()


class _Gateway(wsgi.Gateway_10):
    def get_environ(self) -> Any:
        environ: Any = super().get_environ()  # type: ignore[no-untyped-call]
        environ["fauxdesk.sleep"] = self.req.server.sleep
        return environ
