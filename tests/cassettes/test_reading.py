"""Recorded traffic of every kind becomes the same exchanges; bad files are named."""

import base64
import gzip
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from cassettes.reading import exchanges_of, traffic_of
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from contracts.wire import exchange_to_json

URL = "https://acme.zendesk.com/api/v2/users?query=a%20b"


def cassette(
    answer_body: Any = "{}", encoding: str | None = None, **response: Any
) -> dict[str, Any]:
    headers = {"Content-Type": ["application/json"]}
    if encoding:
        headers["Content-Encoding"] = [encoding]
    answer = {
        "status": {"code": 200, "message": "OK"},
        "headers": headers,
        "body": {"string": answer_body},
    }
    request = {"method": "GET", "uri": URL, "body": None, "headers": {"X-Request-Id": ["m1"]}}
    return {"interactions": [{"request": request, "response": response or answer}], "version": 1}


def written(path: Path, data: Any) -> Path:
    path.write_text(yaml.dump(data) if path.suffix == ".yaml" else json.dumps(data))
    return path


@pytest.mark.parametrize("name", ["c.yaml", "c.json"])
def test_a_cassette_is_yaml_or_json(tmp_path: Path, name: str) -> None:
    (exchange,) = traffic_of(written(tmp_path / name, cassette('{"n": 1}')))
    assert exchange.request == Request(
        "GET", "/api/v2/users", {"query": "a b"}, {"X-Request-Id": "m1"}, None, "acme.zendesk.com"
    )
    assert exchange.answer == Answer(200, {"n": 1}, {"Content-Type": "application/json"})
    assert (exchange.vendor, exchange.message_id) == ("zendesk", "m1")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("gzip", bytes), ("identity", bytes)],
)
def test_packed_bodies_are_unpacked(tmp_path: Path, encoding: str, pack: Any) -> None:
    path = written(tmp_path / "c.yaml", cassette(pack(b'{"n": 1}'), encoding))
    assert exchanges_of(path)[0].answer.body == {"n": 1}  # type: ignore[union-attr]


def test_an_old_httpx_entry_is_read(tmp_path: Path) -> None:
    old = cassette(status_code=201, http_version="HTTP/1.1", content='{"n": 1}', headers={})
    assert exchanges_of(written(tmp_path / "c.yaml", old))[0].answer == Answer(201, {"n": 1})


def test_the_vendor_is_the_hosts_else_the_metadatas(tmp_path: Path) -> None:
    data = cassette()
    data["interactions"][0]["request"]["uri"] = "http://127.0.0.1:7102/api"
    assert exchanges_of(written(tmp_path / "c.yaml", data))[0].vendor == ""
    data["metadata"] = {"vendor": "zendesk"}
    assert exchanges_of(written(tmp_path / "c.yaml", data))[0].vendor == "zendesk"


def har(**response: Any) -> dict[str, Any]:
    posted = {"mimeType": "application/json", "text": '{"n": 1}'}
    headers = [
        {"name": ":method", "value": "POST"},
        {"name": "A", "value": "1"},
        {"name": "A", "value": "2"},
    ]
    request = {"method": "POST", "url": URL, "headers": headers, "postData": posted}
    entry = {"startedDateTime": "2026-01-02T00:00:00.000Z", "time": 250, "request": request}
    answer = {"status": 200, "headers": [], "content": {"text": '{"m": 2}'}, **response}
    return {"log": {"entries": [{**entry, "response": answer}]}}


def test_a_har_file_is_read(tmp_path: Path) -> None:
    (exchange,) = traffic_of(written(tmp_path / "t.har", har()))
    assert (exchange.request.headers, exchange.request.body) == ({"A": "1, 2"}, {"n": 1})
    assert exchange.answer == Answer(200, {"m": 2})
    assert (exchange.at, exchange.seconds) == (datetime(2026, 1, 2, tzinfo=UTC), 0.25)


def test_a_har_answer_may_be_base64_or_never_have_come(tmp_path: Path) -> None:
    content = {"text": base64.b64encode(b'{"m": 2}').decode(), "encoding": "base64"}
    assert traffic_of(written(tmp_path / "t.har", har(content=content)))[0].answer == Answer(
        200, {"m": 2}
    )
    assert traffic_of(written(tmp_path / "t.har", har(status=0)))[0].answer is None


def test_a_time_without_a_zone_is_utc(tmp_path: Path) -> None:
    recorded = har()
    recorded["log"]["entries"][0]["startedDateTime"] = "2026-01-02T00:00:00"
    (exchange,) = traffic_of(written(tmp_path / "t.har", recorded))
    assert exchange.at == datetime(2026, 1, 2, tzinfo=UTC)


EXCHANGE = Exchange(
    request=Request("GET", "/a", {"x": ["1", "2"]}, {}, None, "h"),
    answer=None,
    vendor="zendesk",
    at=datetime(2026, 1, 2, tzinfo=UTC),
    seconds=0.5,
)


def test_a_journal_is_a_list_or_one_entry_a_line(tmp_path: Path) -> None:
    entry = {"id": 1, "account": "default", "rules": [], **exchange_to_json(EXCHANGE)}
    path = tmp_path / "journal"
    for text in (json.dumps([entry, entry]), f"{json.dumps(entry)}\n\n{json.dumps(entry)}\n"):
        path.write_text(text)
        assert traffic_of(path) == [EXCHANGE, EXCHANGE]
    path.write_text(json.dumps(entry))
    assert traffic_of(path) == [EXCHANGE]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"log": {}}', "log.entries: not a HAR file"),
        ('{"log": {"entries": [{}]}}', r"log.entries\[0\]: missing 'request'"),
        ('[{"vendor": "zendesk"}]', r"\[0\]: not a journal entry: missing 'request'"),
        ('{"a": 1}\n{"a"', ":1: not a journal entry"),
        ("3", "not a cassette"),
        ("[1, 2", "not JSON"),
        ("[" * 99_999, "nested too deeply"),
        ("", "is empty"),
    ],
)
def test_a_file_that_is_none_of_them_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "t"
    path.write_text(text)
    with pytest.raises(BadInput, match=says) as caught:
        traffic_of(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"\xff\xfe")
    for name, says in (("none", "no such file"), (".", "directory"), ("b", "UTF-8")):
        with pytest.raises(BadInput, match=says):
            traffic_of(tmp_path / name)
