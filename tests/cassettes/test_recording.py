"""What a recording leaves on disk: the vendor's hosts, no secrets, all of it or nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from cassettes.cassette import Cassette, replace_file
from cassettes.reading import exchanges_of
from cassettes.recording import recording
from cassettes.scrubbing import Scrub
from contracts.exchange import Answer
from contracts.problem import Problem

HOST = "acme.zendesk.com"
WHEN = datetime(2026, 1, 2, tzinfo=UTC)


def record(path: Path, **options: Any) -> Any:
    told = {"vendor": "zendesk", "recorded_from": "a test", "when": WHEN, "host": HOST}
    return recording(path, **{**told, **options})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "c.yaml"


def test_urls_get_the_vendors_host_in_requests_and_answers(path: Path, live: str) -> None:
    with record(path):
        got = requests.post(f"{live}/api/v2/users?page=2", json={"id": 7}, timeout=9).json()
    assert got["url"].startswith(live)
    assert "127.0.0.1" not in path.read_text()
    (exchange,) = exchanges_of(path)
    assert (exchange.vendor, exchange.request.host, exchange.at) == ("zendesk", HOST, WHEN)
    assert (exchange.request.path, exchange.request.query) == ("/api/v2/users", {"page": "2"})
    assert exchange.answer is not None
    assert exchange.answer.body == {
        "asked": {"id": 7},
        "url": f"https://{HOST}/api/v2/users?page=2",
    }


def test_a_cassette_begins_with_where_it_comes_from(path: Path, live: str) -> None:
    with record(path):
        requests.get(live, timeout=9)
    told = Cassette(path).metadata
    assert path.read_text().startswith("metadata:\n  vendor: zendesk\n")
    assert (told.vendor, told.recorded_from, told.host, told.recorded_at) == (
        "zendesk",
        "a test",
        HOST,
        WHEN,
    )
    assert told.recorder.startswith("fauxdesk")
    assert told.scrub == Scrub().fingerprint


def test_secrets_are_hidden_and_the_live_answer_is_untouched(path: Path, live: str) -> None:
    with record(path):
        body = {"email": "kobe@lakers.com", "name": "Kobe"}
        got = requests.put(live, json=body, auth=("ann@x.io/token", "s3cr3t-pass"), timeout=9)
    assert got.json()["asked"] == body
    text = path.read_text()
    assert not [word for word in ("kobe", "Kobe", "ann@", "s3cr3t") if word in text]


def test_recording_twice_makes_the_same_file(path: Path, live: str) -> None:
    texts = []
    for _ in range(2):
        with record(path):
            requests.get(f"{live}/a", timeout=9, headers={"X-Request-Id": str(time.time())})
        texts.append(path.read_text())
    assert texts[0] == texts[1]


def test_more_volatile_headers_can_be_named(path: Path, live: str) -> None:
    with record(path, volatile=["X-Mine"]):
        requests.get(live, timeout=9, headers={"x-mine": "1", "X-Kept": "1"})
    (exchange,) = exchanges_of(path)
    assert exchange.request.header("X-Kept") == "1"
    assert exchange.request.header("X-Mine") is None


def test_packed_answers_are_recorded_readable(path: Path, live: str) -> None:
    with record(path):
        requests.get(f"{live}/gzip", timeout=9)
    assert "/gzip" in exchanges_of(path)[0].answer.body["url"]  # type: ignore[union-attr]
    assert "!!binary" not in path.read_text()


def test_an_answer_that_cannot_be_scrubbed_is_not_recorded(path: Path, live: str) -> None:
    with pytest.raises(Problem, match="packed as 'x-none-such'") as caught, record(path):
        requests.get(f"{live}/coded?api_key=s3cret", timeout=9)
    assert "s3cret" not in str(caught.value)
    assert not path.exists()


def test_a_recording_without_calls_is_an_empty_cassette(path: Path) -> None:
    with record(path):
        pass
    assert exchanges_of(path) == []
    assert Cassette(path).metadata.vendor == "zendesk"


def test_an_exception_leaves_the_old_cassette(path: Path, live: str) -> None:
    with record(path):
        requests.get(live, timeout=9)
    before = path.read_text()
    with pytest.raises(ZeroDivisionError), record(path):
        assert requests.get(f"{live}/other", timeout=9).status_code / 0
    assert path.read_text() == before


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    replace_file(path, "old")
    monkeypatch.setattr(os, failing, lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        replace_file(path, "new")
    assert [(p.name, p.read_text()) for p in path.parent.iterdir()] == [("c.yaml", "old")]


def test_a_killed_writer_leaves_one_whole_file(path: Path) -> None:
    code = f"""
from pathlib import Path
from cassettes.cassette import replace_file
for n in range(10**9):
    replace_file(Path({str(path)!r}), str(n % 10) * 3_000_000)
"""
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", code])
        while not path.exists():
            time.sleep(0.005)
        time.sleep(0.02)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        text = path.read_text()
        assert (len(text), len(set(text))) == (3_000_000, 1)
        path.unlink()


def test_answers_have_a_status_reason_and_headers(path: Path, live: str) -> None:
    with record(path):
        requests.get(live, timeout=9)
    interaction = Cassette(path).interaction(0)
    assert (interaction.status, interaction.reason) == (200, "OK")
    assert isinstance(interaction.exchange().answer, Answer)
    assert sorted(interaction.answer_headers) == ["Content-Length", "Content-Type"]
