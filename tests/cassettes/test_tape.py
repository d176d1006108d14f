"""A tape keeps what happens in the order of asking and writes it whole, scrubbed."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cassettes.cassette import Cassette, Metadata
from cassettes.interaction import Interaction
from cassettes.tape import Tape

TOLD = Metadata(vendor="zendesk", recorded_from="a test", host="acme.zendesk.com")


def entry(path: str, body: str = "{}") -> Interaction:
    return Interaction(
        method="GET",
        url=f"https://acme.zendesk.com{path}",
        status=200,
        answer_headers={"Content-Type": ["application/json"]},
        answer_body=body.encode(),
    )


def paths(path: Path) -> list[str]:
    return [head.url.removeprefix("https://acme.zendesk.com") for head in Cassette(path).heads]


def test_interactions_stand_in_the_order_of_asking(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "c.yaml", TOLD)
    first, unanswered, third = tape.begin(), tape.begin(), tape.begin()
    third(entry("/3"))
    first(entry("/1"))
    tape.write()
    assert unanswered
    assert (len(tape), paths(tmp_path / "c.yaml")) == (2, ["/1", "/3"])


def test_nothing_unscrubbed_is_written(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "c.yaml", TOLD)
    tape.keep(entry("/u?email=kobe%40lakers.com", '{"email": "kobe@lakers.com"}'))
    tape.write()
    assert "kobe" not in (tmp_path / "c.yaml").read_text()


def test_no_thread_loses_another_ones(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "c.yaml", TOLD)
    with tape.kept(every=0.001), ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: tape.keep(entry(f"/{n}")), range(200)))
    assert sorted(paths(tmp_path / "c.yaml"), key=lambda p: int(p[1:])) == [
        f"/{n}" for n in range(200)
    ]


def test_what_is_new_is_written_soon(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "c.yaml", TOLD)
    with tape.kept(every=0.005):
        assert paths(tmp_path / "c.yaml") == []
        tape.keep(entry("/1"))
        until = time.monotonic() + 5
        while not paths(tmp_path / "c.yaml") and time.monotonic() < until:
            time.sleep(0.005)
        assert paths(tmp_path / "c.yaml") == ["/1"]


def test_what_was_there_before_stays_in_front(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "c.yaml", TOLD, before=[entry("/old")])
    tape.keep(entry("/new"))
    tape.write()
    assert (len(tape), paths(tmp_path / "c.yaml")) == (1, ["/old", "/new"])


def test_a_recorder_that_is_killed_leaves_a_whole_cassette(tmp_path: Path) -> None:
    code = f"""
from test_tape import TOLD, Tape, entry
tape = Tape({str(tmp_path / "c.yaml")!r}, TOLD)
with tape.kept(every=0.001):
    for n in range(10**9):
        tape.keep(entry(f"/{{n}}", '{{"a": "' + "x" * 20_000 + '"}}'))
"""
    for patience in (0.0, 0.01, 0.03, 0.07):
        (tmp_path / "c.yaml").unlink(missing_ok=True)
        recorder = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent)
        while not (tmp_path / "c.yaml").exists():
            time.sleep(0.002)
        time.sleep(patience)
        recorder.kill()
        recorder.wait()
        held = Cassette(tmp_path / "c.yaml")
        assert [held.interaction(n).url[-1] for n in range(len(held))] == [
            str(n)[-1] for n in range(len(held))
        ]


def test_what_could_not_be_written_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tape, told = Tape(tmp_path / "c.yaml", TOLD), threading.Event()
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(28, "full")))
    monkeypatch.setattr(Path, "exists", lambda _path: True)
    with tape.kept(0.001, lambda _error: told.set()):
        tape.keep(entry("/1"))
        assert told.wait(5)
        monkeypatch.setattr(os, "fsync", real)
    assert paths(tmp_path / "c.yaml") == ["/1"]
