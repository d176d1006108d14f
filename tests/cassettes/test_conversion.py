"""Traffic written as another kind of file is the same traffic, and scrubbed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
import vcr  # type: ignore[import-untyped]
from haralyzer import HarParser  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cassettes.cassette import FAKE, Metadata
from cassettes.conversion import convert
from cassettes.pseudonyms import EMAIL
from cassettes.reading import traffic_in, traffic_of
from cassettes.scrubbing import Scrub
from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from traffic import exchanges

TOLD = Metadata(vendor="zendesk", recorded_from="acme.zendesk.com")
KNOWN = Exchange(
    request=Request(
        "POST",
        "/api/v2/users",
        {"role": "agent"},
        {"Authorization": basic("ann@x.io", "s3cr3t-pass"), "Content-Type": "application/json"},
        {"user": {"email": "ann@x.io"}},
        "acme.zendesk.com",
    ),
    answer=Answer(
        201,
        {"user": {"id": 1, "email": "ann@x.io"}},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ),
    vendor="zendesk",
)
on_disk = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)


def through(file: Path, traffic: list[Exchange], scrub: Scrub | None = None) -> list[Exchange]:
    """The exchanges after they were written and read again."""
    convert(file, traffic, TOLD, scrub)
    return traffic_of(file)


@pytest.mark.parametrize("name", ["t.yaml", "t.har", "t.json", "t.jsonl"])
@on_disk
@given(traffic=st.lists(exchanges(), min_size=1, max_size=2))
def test_what_was_asked_and_answered_stays(
    tmp_path: Path, name: str, traffic: list[Exchange]
) -> None:
    back = through(tmp_path / name, traffic)
    assert [(e.request, e.answer, e.vendor) for e in back] == [
        (e.request, e.answer, e.vendor) for e in traffic
    ]


@pytest.mark.parametrize("name", ["t.har", "t.json", "t.jsonl"])
@on_disk
@given(exchange=exchanges())
def test_times_stay_where_the_kind_has_them(tmp_path: Path, name: str, exchange: Exchange) -> None:
    (back,) = through(tmp_path / name, [exchange])
    assert (back.at, back.seconds) == (exchange.at, pytest.approx(exchange.seconds))


@pytest.mark.parametrize("name", ["t.yaml", "t.yml", "t.har", "t.json", "t.JSONL"])
def test_what_is_written_is_scrubbed(tmp_path: Path, name: str) -> None:
    (back,) = through(tmp_path / name, [KNOWN], Scrub(b"key"))
    text = (tmp_path / name).read_text()
    assert "ann@x.io" not in text
    assert "s3cr3t" not in text
    assert EMAIL.fullmatch(back.request.body["user"]["email"])
    assert traffic_in(tmp_path / name)[0].scrub in (Scrub(b"key").fingerprint, "")


def test_what_another_key_scrubbed_stays(tmp_path: Path) -> None:
    told = replace(TOLD, scrub="another")
    convert(tmp_path / "t.yaml", [KNOWN], told, Scrub(b"key"))
    metadata, (back,) = traffic_in(tmp_path / "t.yaml")
    assert (metadata.scrub, back.request) == ("another", KNOWN.request)


def test_a_har_file_is_read_by_others(tmp_path: Path) -> None:
    convert(tmp_path / "t.har", [KNOWN], TOLD, None)
    parsed = HarParser(json.loads((tmp_path / "t.har").read_text()))
    (entry,) = parsed.pages[0].entries
    assert entry.request.url == "https://acme.zendesk.com/api/v2/users?role=agent"
    assert (entry.response.status, parsed.creator["name"]) == (201, "fauxdesk")
    assert traffic_in(tmp_path / "t.har")[0].recorded_from == "acme.zendesk.com"


@pytest.mark.parametrize("scrub", [Scrub(b"key"), None])
def test_a_cassette_replays_with_vcrpy_alone(tmp_path: Path, scrub: Scrub | None) -> None:
    convert(tmp_path / "t.yaml", [KNOWN], TOLD, scrub)
    host = traffic_of(tmp_path / "t.yaml")[0].request.host
    url = f"https://{host}/api/v2/users"
    with vcr.use_cassette(str(tmp_path / "t.yaml"), record_mode="none"):
        answer = requests.post(url, params={"role": "agent"}, json={}, timeout=1)
    assert (answer.status_code, answer.json()["user"]["id"]) == (201, 1)
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("name", ["t.json", "t.har"])
def test_a_fake_never_passes_for_a_vendor(tmp_path: Path, name: str) -> None:
    here = replace(KNOWN, request=replace(KNOWN.request, host="127.0.0.1:7102"))
    told = Metadata(vendor="zendesk", recorded_from=FAKE)
    convert(tmp_path / name, [here], told, None)
    assert traffic_in(tmp_path / name)[0].of_a_fake


def test_a_cassette_is_of_one_vendor(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"of zendesk, freshdesk"):
        convert(tmp_path / "t.yaml", [KNOWN, replace(KNOWN, vendor="freshdesk")], TOLD, None)
    assert not (tmp_path / "t.yaml").exists()


def test_a_suffix_says_the_kind(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none of \.yaml"):
        convert(tmp_path / "t.txt", [KNOWN], TOLD, None)


def foreign_har(**entry: Any) -> dict[str, Any]:
    request = {"method": "GET", "url": "http://127.0.0.1:9/a", "headers": []}
    answer = {"status": 200, "headers": [], "content": {}}
    made = {"startedDateTime": "2026-01-02T00:00:00Z", "request": request, "response": answer}
    return {"log": {"entries": [{**made, **entry}]}}


def test_a_har_file_of_this_machine_comes_from_a_fake(tmp_path: Path) -> None:
    file = tmp_path / "t.har"
    file.write_text(json.dumps(foreign_har()))
    assert traffic_in(file)[0].of_a_fake
    file.write_text(json.dumps({"log": {"entries": []}}))
    assert traffic_in(file) == (Metadata(), [])
