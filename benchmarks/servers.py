"""How many requests a second the fake answers over a socket, and how fast it starts.

Run ``python benchmarks/servers.py``. One client thread with eight kept-alive connections in
turn (``http.client``) drives the default server in a process of its own; rounds are in turn and
the table shows medians. With ``wrk`` installed it drives instead, which is what the figures of
peers were measured with.
"""

from __future__ import annotations

import base64
import http.client
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tabulate import tabulate

ROUNDS, SECONDS = 3, 2.0
AUTH = "Basic " + base64.b64encode(b"admin@acme.example/token:zd-local-token").decode()
SERVER = """
import sys, time
started = time.perf_counter()
from fauxdesk.stack import Stack
users = [{"id": n, "name": f"U{n}", "email": f"u{n}@x.io"} for n in range(1, int(sys.argv[1]) + 1)]
stack = Stack(["zendesk"], accounts={"zendesk": {"users": users}}).start()
print(stack.url("zendesk"), flush=True)
sys.stdin.read()
stack.stop()
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


@contextmanager
def served(users: int) -> Iterator[tuple[str, float]]:
    """The address of a fresh server, and the seconds until its first 200."""
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(users)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert server.stdin is not None
    url = server.stdout.readline().strip()
    ask(url, "GET", "/api/v2/users/me")
    try:
        yield url, time.perf_counter() - begun
    finally:
        server.stdin.close()
        server.wait()


def ask(url: str, method: str, path: str, body: str | None = None) -> int:
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    connection.request(method, path, body, {"Authorization": AUTH})
    status = connection.getresponse().status
    connection.close()
    return status


def rate(url: str, path: str, script: str = "") -> float:
    """Requests a second: wrk's figure where it is installed, else one connection's."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return one_connection(url, path, post=bool(script))
    command = [wrk, "-t1", "-c8", f"-d{SECONDS:.0f}s", "-H", f"Authorization: {AUTH}", url + path]
    with tempfile.TemporaryDirectory() as folder:
        if script:
            file = Path(folder) / "post.lua"
            file.write_text(script)
            command[1:1] = ["-s", str(file)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told
    return float(told.split("Requests/sec:")[1].split()[0])


def one_connection(url: str, path: str, *, post: bool) -> float:
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    headers = {"Authorization": AUTH, "Content-Type": "application/json"}
    begun, done = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        user = {"user": {"name": "A", "email": f"p{done}-{begun}@x.io"}}
        body = json.dumps(user) if post else None
        connection.request("POST" if post else "GET", path, body, headers)
        connection.getresponse().read()
        done += 1
    return done / (time.perf_counter() - begun)


def main() -> None:
    """Measure and print."""
    rows: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for users in (1_000, 100_000):
            with served(users) as (url, started):
                rows.setdefault(f"seconds to the first 200, {users:,} users", []).append(started)
                search = f"/api/v2/users/search?query=u{users // 2}%40x.io"
                rows.setdefault(f"search by email in {users:,}, per second", []).append(
                    rate(url, search)
                )
                if users == 1_000:
                    rows.setdefault("GET of a user, per second", []).append(
                        rate(url, "/api/v2/users/500")
                    )
                    rows.setdefault("POST of a user, per second", []).append(
                        rate(url, "/api/v2/users", POST)
                    )
    table = [(name, round(median(v), 2), f"{min(v):.2f}-{max(v):.2f}") for name, v in rows.items()]
    print(tabulate(table, headers=("what", "median", "min-max"), tablefmt="github"))


if __name__ == "__main__":
    main()
