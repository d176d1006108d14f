"""A stock vcrpy with our hooks records without secrets, and reads what we recorded."""

from pathlib import Path

import pytest
import requests
import vcr

from cassettes.recording import recording
from cassettes.replay import Replay
from cassettes.scrubbing import Scrub
from cassettes.vcr_hooks import vcr_hooks
from contracts.exchange import Request

ASKED = {"email": "kobe@lakers.com", "name": "Kobe"}
SIGNED = ("ann@lakers.com/token", "s3cr3t-pass")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.yaml"


def ask(url: str) -> object:
    return requests.post(url, json=ASKED, auth=SIGNED, timeout=9).json()


@pytest.mark.parametrize("page", ["/a?email=kobe%40lakers.com", "/gzip?token=s3cr3t-t0k"])
def test_a_stock_vcrpy_records_nothing_sensitive_and_replays_it(
    path: Path, live: str, page: str
) -> None:
    matching = ("method", "uri", "body")
    with vcr.VCR(match_on=matching, **vcr_hooks(Scrub(b"k"))).use_cassette(str(path)):
        assert ask(live + page)["asked"] == ASKED  # type: ignore[index]
    assert not [word for word in ("akers", "Kobe", "s3cr3t") if word in path.read_text()]
    stock = vcr.VCR(record_mode="none", match_on=matching, **vcr_hooks(Scrub(b"k")))
    with stock.use_cassette(str(path)) as tape:
        ask(live + page)
    assert tape.all_played


def test_a_stock_vcrpy_replays_ours(path: Path, live: str) -> None:
    host = "acme.zendesk.com"
    with recording(path, vendor="zendesk", recorded_from="a test", host=host):
        ask(f"{live}/users?email=kobe%40lakers.com")
    hooks = vcr_hooks(vendor="zendesk", host=host)
    stock = vcr.VCR(record_mode="none", match_on=("method", "uri", "body"), **hooks)
    with stock.use_cassette(str(path)) as tape:
        ask(f"https://{host}/users?email=kobe%40lakers.com")
    assert tape.all_played


def test_ours_replays_a_stock_one(path: Path, live: str) -> None:
    with vcr.VCR(**vcr_hooks(Scrub(b"k"))).use_cassette(str(path)):
        ask(f"{live}/gzip?email=kobe%40lakers.com")
    asked = Request("POST", "/gzip", {"email": ASKED["email"]}, body=ASKED)
    answer = Replay(path, Scrub(b"k")).send(asked).answer
    assert answer is not None
    assert answer.body["asked"] == ASKED


def test_a_cassette_that_is_added_to_keeps_its_pseudonyms(path: Path, live: str) -> None:
    recorder = vcr.VCR(record_mode="new_episodes", **vcr_hooks(Scrub(b"k")))
    with recorder.use_cassette(str(path)):
        ask(f"{live}/a?q=1")
    before = path.read_text()
    with recorder.use_cassette(str(path)):
        ask(f"{live}/a?q=1")
        ask(f"{live}/b?q=2")
    assert before.removesuffix("version: 1\n") in path.read_text()
