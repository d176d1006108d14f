"""A cassette answers in place of the vendor, in order, once, and says why when it does not."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
import vcr

from cassettes.cassette import Metadata, write
from cassettes.interaction import Interaction
from cassettes.recording import keep_recording, recording
from cassettes.replay import NoRecording, Replay
from cassettes.scrubbing import Scrub
from contracts.credentials import basic
from contracts.exchange import Request
from contracts.problem import BadInput

JSON = {"Content-Type": ["application/json"]}


def entry(target: str, answer: str = "{}", method: str = "GET", body: str = "") -> Interaction:
    return Interaction(
        method=method,
        url=f"https://acme.zendesk.com{target}",
        headers=JSON if body else {},
        body=body.encode(),
        status=200,
        answer_headers=JSON,
        answer_body=answer.encode(),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.yaml"


def replay(path: Path, *entries: Interaction, **options: Any) -> Replay:
    write(path, entries, Metadata(vendor="zendesk"))
    return Replay(path, **options)


def body_of(player: Replay, *request: Any, **parts: Any) -> Any:
    answer = player.send(Request(*request, **parts)).answer
    return answer and answer.body


def test_a_request_finds_its_recording_whatever_the_order_of_keys(path: Path) -> None:
    player = replay(path, entry("/a?x=1&y=2", "[1]", "PUT", '{"p": 1, "q": [2]}'))
    assert body_of(player, "PUT", "/a", {"y": "2", "x": "1"}, {}, {"q": [2], "p": 1}) == [1]


def test_the_exchange_holds_the_request_that_was_asked(path: Path) -> None:
    player = replay(path, entry("/a"))
    request = Request("GET", "/a", headers={"X-Request-Id": "m1"}, host="127.0.0.1:7102")
    exchange = player.send(request)
    assert exchange.request is request
    assert (exchange.vendor, exchange.message_id) == ("zendesk", "m1")


def test_equal_requests_are_answered_in_order_and_once(path: Path) -> None:
    player = replay(path, entry("/a", "1"), entry("/b"), entry("/a", "2"))
    assert [body_of(player, "GET", "/a") for _ in range(2)] == [1, 2]
    assert [e.request.path for e in player.unused()] == ["/b"]
    with pytest.raises(NoRecording, match="already used"):
        player.send(Request("GET", "/a"))


def test_a_repeating_replay_goes_on_with_the_last(path: Path) -> None:
    player = replay(path, entry("/a", "1"), entry("/a", "2"), repeat=True)
    assert [body_of(player, "GET", "/a") for _ in range(4)] == [1, 2, 2, 2]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (Request("PUT", "/a", {"x": "1"}), 'method: recorded "GET", asked "PUT"'),
        (Request("GET", "/b", {"x": "1"}), 'path: recorded "/a", asked "/b"'),
        (Request("GET", "/a", {"x": "2"}), 'query.x[0]: recorded "1", asked "2"'),
        (Request("GET", "/a", {"x": "1"}, {}, {"n": 1}), 'body: recorded nothing, asked {"n": 1}'),
    ],
)
def test_a_miss_tells_the_part_that_differs(path: Path, request_: Request, says: str) -> None:
    player = replay(path, entry("/a?x=1"))
    with pytest.raises(NoRecording) as caught:
        player.send(request_)
    assert "1. GET /a (not used yet)" in str(caught.value)
    assert says in str(caught.value)


def test_a_miss_tells_no_secret_of_a_cassette_that_is_not_scrubbed(path: Path) -> None:
    player = replay(path, entry("/a?api_key=mine-1", "{}", "PUT", '{"u": {"password": "mine-2"}}'))
    for body in ({"u": {"password": "mine-3"}}, [{"password": "mine-4"}], {"token": "mine-5"}):
        with pytest.raises(NoRecording) as caught:
            player.send(Request("PUT", "/a", {"api_key": "mine-6"}, {}, body))
        assert "query.api_key: recorded a secret, asked a secret" in str(caught.value)
        assert "mine" not in str(caught.value)


def test_a_miss_lists_the_nearest_first(path: Path) -> None:
    bodies = ['{"user":{"name":"B","id":2}}', '{"user":{"name":"A","id":1}}']
    player = replay(path, entry("/z"), *(entry("/u", method="POST", body=b) for b in bodies))
    with pytest.raises(NoRecording) as caught:
        player.send(Request("POST", "/u", body={"user": {"name": "A", "id": 3}}))
    lines = str(caught.value).splitlines()
    assert lines[1:3] == ["  3. POST /u (not used yet)", "     body.user.id: recorded 1, asked 3"]


def test_a_missing_cassette_is_an_error(path: Path) -> None:
    with pytest.raises(BadInput, match=r"c\.yaml: no such file"):
        Replay(path)


def kept(path: Path, *entries: Interaction, scrub: Scrub | None = None) -> None:
    keep_recording(path, entries, Metadata(vendor="zendesk", host="acme.zendesk.com"), scrub=scrub)


def test_a_scrubbed_cassette_is_asked_and_answers_in_clear(path: Path) -> None:
    found = '{"name":"Kobe Bryant","email":"kobe@lakers.com","next":"/s?q=kobe%40lakers.com"}'
    kept(
        path, entry("/s?q=kobe%40lakers.com"), entry("/u", found, "POST", '{"name":"Kobe Bryant"}')
    )
    player = Replay(path)
    player.send(
        Request("GET", "/s", {"q": "Kobe@Lakers.com"}, {"Authorization": basic("a@b.io", "any")})
    )
    assert body_of(player, "POST", "/u", body={"name": "Kobe Bryant"}) == {
        "name": "Kobe Bryant",
        "email": "Kobe@Lakers.com",
        "next": "/s?q=Kobe%40Lakers.com",
    }


def test_a_replay_tells_no_name_that_it_was_not_told(path: Path) -> None:
    scrub = Scrub(b"mine")
    kept(path, entry("/a", '{"name":"Kobe Bryant"}'), scrub=scrub)
    assert body_of(Replay(path, scrub), "GET", "/a")["name"] != "Kobe Bryant"


def test_a_pseudonym_from_an_answer_may_be_sent_back(path: Path) -> None:
    kept(
        path,
        entry("/a", '{"email":"ann@x.io","name":"Ann"}'),
        entry("/b", "1", "PUT", '{"email":"ann@x.io","name":"Ann"}'),
    )
    player = Replay(path)
    assert body_of(player, "PUT", "/b", body=body_of(player, "GET", "/a")) == 1


def test_a_cassette_scrubbed_with_another_key_is_refused(path: Path) -> None:
    kept(path, entry("/a"), scrub=Scrub(b"mine"))
    assert body_of(Replay(path, Scrub(b"mine")), "GET", "/a") == {}
    with pytest.raises(BadInput, match="scrubbed with another key"):
        Replay(path)


def test_threads_share_the_recordings(path: Path) -> None:
    player = replay(path, *(entry("/a", str(n)) for n in range(64)))
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: body_of(player, "GET", "/a"), range(64)))
    assert sorted(seen) == list(range(64))


def test_stock_vcrpy_replays_ours(path: Path, live: str) -> None:
    with recording(path, vendor="zendesk", recorded_from="a test", host="acme.zendesk.com"):
        live_body = requests.post(f"{live}/a?x=1", json={"id": 7}, timeout=9).json()
    stock = vcr.VCR(record_mode="none", match_on=("method", "uri", "body"))
    with stock.use_cassette(str(path)) as tape:
        got = requests.post("https://acme.zendesk.com/a?x=1", json={"id": 7}, timeout=9).json()
    assert got == {**live_body, "url": "https://acme.zendesk.com/a?x=1"}
    assert tape.all_played


def test_ours_replays_a_stock_cassette(path: Path, live: str) -> None:
    with vcr.VCR().use_cassette(str(path)):
        for number in range(2):
            requests.post(f"{live}/gzip?x=a+b", json={"id": number, "é": "ü" * 90}, timeout=9)
    player = Replay(path)
    for number in range(2):
        body = {"é": "ü" * 90, "id": number}
        assert body_of(player, "POST", "/gzip", {"x": "a b"}, {}, body)["asked"] == body
    assert player.unused() == []
