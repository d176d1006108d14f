"""Opening a cassette of 1,000 exchanges and finding its last one, beside vcrpy.

Run ``python benchmarks/replay.py``; medians of several rounds, in turn.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import requests
import vcr
from tabulate import tabulate

from cassettes.cassette import Metadata, write
from cassettes.interaction import Interaction
from cassettes.recording import keep_recording
from cassettes.replay import Replay
from contracts.exchange import Request

EXCHANGES, ROUNDS = 1000, 5
URL = "https://acme.zendesk.com/api/v2/users/create_or_update"
JSON = {"Content-Type": ["application/json"]}


def body(number: int) -> dict[str, object]:
    user = {"name": f"Person {number}", "email": f"p{number}@x.example", "time_zone": "Copenhagen"}
    return {"user": {**user, "user_fields": {"plan": "gold", "seats": number}}}


def entry(number: int) -> Interaction:
    text = json.dumps(body(number))
    padded = json.dumps({**body(number), "notes": "lorem ipsum " * 40})
    return Interaction(
        method="POST",
        url=URL,
        headers={**JSON, "Authorization": ["Basic eDp5"], "Accept": ["*/*"]},
        body=text.encode(),
        status=200,
        reason="OK",
        answer_headers={**JSON, "Content-Length": [str(len(padded))]},
        answer_body=padded.encode(),
    )


def ours(path: Path) -> tuple[float, float]:
    asked = Request("POST", "/api/v2/users/create_or_update", body=body(EXCHANGES - 1))
    started = time.perf_counter()
    player = Replay(path)
    opened = time.perf_counter()
    assert player.send(asked).answer
    return opened - started, time.perf_counter() - opened


def stock(path: Path) -> tuple[float, float]:
    tape = vcr.VCR(record_mode="none", match_on=("method", "uri", "body"))
    started = time.perf_counter()
    with tape.use_cassette(str(path)):
        opened = time.perf_counter()
        requests.post(URL, json=body(EXCHANGES - 1), timeout=9)
        return opened - started, time.perf_counter() - opened


def main() -> None:
    cases: dict[str, Callable[[Path], tuple[float, float]]] = {
        "vcrpy": stock,
        "ours": ours,
        "ours, scrubbed": lambda path: ours(path.with_name("scrubbed.yaml")),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.yaml"
        write(path, map(entry, range(EXCHANGES)), Metadata())
        keep_recording(path.with_name("scrubbed.yaml"), map(entry, range(EXCHANGES)), Metadata())
        for turn in range(ROUNDS + 1):
            for name, case in cases.items():
                figure = case(path)
                if turn:
                    taken[name].append(figure)
    rows = [
        (name, *(1e3 * median(figures) for figures in zip(*taken[name], strict=True)))
        for name in cases
    ]
    headers = (f"{EXCHANGES} exchanges", "opening ms", "the last ms")
    print(tabulate(rows, headers, floatfmt=("", ".1f", ".2f"), tablefmt="github"))


if __name__ == "__main__":
    main()
