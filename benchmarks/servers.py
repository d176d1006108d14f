"""How many requests a second the fake answers over a socket, and how fast it starts.

Run ``python -m benchmarks.servers``. wrk drives, one thread with eight connections; without it
one kept-alive connection of ``http.client`` does. Each server is a process of its own, started
anew in every round; the cases run in turn and the table shows medians. Granian takes part where
it is installed.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from benchmarks.served import USERS
from benchmarks.turns import in_turn, medians, ratio, show

ROUNDS, TURNS, SECONDS = 3, 3, 1.0
FEW, MANY = 1_000, 100_000
SEARCH = "/api/v2/users/search?query=u{}%40x.io"
SIGNED = {
    "Authorization": "Basic "
    + base64.b64encode(b"admin@acme.example/token:zd-local-token").decode()
}
CHEROOT = """
import sys
from benchmarks.served import app
from emulator.serving import Serving
with Serving([(int(sys.argv[1]), app)]):
    sys.stdin.read()
"""
EVERY_VENDOR = """
import sys
from fauxdesk.serving.stack import Stack
with Stack() as stack:
    print(*(stack.url(name) for name in stack), flush=True)
    sys.stdin.read()
"""
POST = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local n = 0
request = function()
  n = n + 1
  local email = "p" .. n .. "-" .. os.time() .. "@x.io"
  return wrk.format(nil, nil, nil, '{"user":{"name":"A","email":"' .. email .. '"}}')
end
"""


def cheroot(port: int) -> list[str]:
    """The default server."""
    return [sys.executable, "-c", CHEROOT, str(port)]


def granian(port: int) -> list[str]:
    """The same app under Granian, with one thread as well."""
    options = ["--interface", "wsgi", "--blocking-threads", "1", "--no-log", "--port", str(port)]
    return [sys.executable, "-m", "granian", *options, "benchmarks.served:app"]


@contextmanager
def served(server: Callable[[int], list[str]], users: int) -> Iterator[str]:
    """The address of a fresh server, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        server(port), stdin=subprocess.PIPE, env={**os.environ, USERS: str(users)}
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url)
        yield url
    finally:
        process.terminate()
        process.communicate()


def wait_for(url: str) -> None:
    """Return once the server at ``url`` answers; TimeoutError after a minute."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return ask(url)
        except OSError:
            if time.monotonic() > deadline:
                raise TimeoutError(url) from None
            time.sleep(0.01)


def ask(url: str) -> None:
    """One request; any answer will do."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    connection.request("GET", "/_fauxdesk/")
    connection.getresponse().read()
    connection.close()


def cold_start() -> tuple[float]:
    """Milliseconds from nothing to an answer of each vendor."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", EVERY_VENDOR]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for url in process.stdout.readline().split():
            ask(url)
        return ((time.perf_counter() - begun) * 1e3,)


def rate(url: str, path: str, script: str = "") -> float:
    """Requests a second: wrk's figure where it is installed, else one connection's."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return one_connection(url, path, post=bool(script))
    command = [
        wrk,
        "-t1",
        "-c8",
        f"-d{SECONDS:.0f}s",
        "-H",
        f"Authorization: {SIGNED['Authorization']}",
        url + path,
    ]
    with tempfile.TemporaryDirectory() as folder:
        if script:
            file = Path(folder) / "post.lua"
            file.write_text(script)
            command[1:1] = ["-s", str(file)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told
    return float(told.split("Requests/sec:")[1].split()[0])


def one_connection(url: str, path: str, *, post: bool) -> float:
    """Requests a second over one kept-alive connection."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    headers = {**SIGNED, "Content-Type": "application/json"}
    begun, done = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        user = {"user": {"name": "A", "email": f"p{done}-{begun}@x.io"}}
        body = json.dumps(user) if post else None
        connection.request("POST" if post else "GET", path, body, headers)
        connection.getresponse().read()
        done += 1
    return done / (time.perf_counter() - begun)


def rates(server: Callable[[int], list[str]]) -> tuple[float, ...]:
    """Requests a second: GET, POST, search among few and among many; the last two in turn."""
    with served(server, FEW) as few, served(server, MANY) as many:
        searches = {
            "few": lambda: (rate(few, SEARCH.format(FEW // 2)),),
            "many": lambda: (rate(many, SEARCH.format(MANY // 2)),),
        }
        found = in_turn(searches, TURNS)
        got, posted = rate(few, "/api/v2/users/500"), rate(few, "/api/v2/users", POST)
    kept = ratio(found, "many", "few")
    return got, posted, *medians(found, "few"), *medians(found, "many"), kept


def main() -> None:
    """Measure and print."""
    cases = {"default (cheroot)": lambda: rates(cheroot)}
    if find_spec("granian"):
        cases["Granian"] = lambda: rates(granian)
    taken = in_turn(cases, ROUNDS)
    headers = ("server", "GET/s", "POST/s", f"search in {FEW:,}/s", f"in {MANY:,}/s", "ratio")
    formats = ("", ".0f", ".0f", ".0f", ".0f", ".2f")
    show([(name, *medians(taken, name)) for name in taken], headers, formats)
    started = in_turn({"cold": cold_start}, 2 * ROUNDS)
    print(f"\nFrom nothing to an answer of every vendor: {medians(started, 'cold')[0]:.0f} ms")


if __name__ == "__main__":
    main()
