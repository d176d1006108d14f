"""A cassette answers over HTTP as the vendor did, and says what it has when it cannot."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from cassettes.answering import Answering
from cassettes.cassette import Metadata, write
from cassettes.interaction import Interaction
from cassettes.recording import keep_recording
from cassettes.replay import Replay
from emulator.serving import Serving

JSON = {"Content-Type": ["application/json"]}
HOST = "https://acme.zendesk.com"


def entry(target: str, answer: bytes = b"{}", **parts: object) -> Interaction:
    told = {"method": "GET", "status": 200, "answer_headers": JSON, "answer_body": answer}
    return Interaction(url=f"{HOST}{target}", **{**told, **parts})  # type: ignore[arg-type]


Play = Callable[..., tuple[str, Answering]]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    with ExitStack() as running:

        def started(*entries: Interaction, scrubbed: bool = False) -> tuple[str, Answering]:
            told = Metadata(vendor="zendesk", host="acme.zendesk.com")
            (keep_recording if scrubbed else write)(tmp_path / "c.yaml", entries, told)
            app = Answering(Replay(tmp_path / "c.yaml"))
            return running.enter_context(Serving([(0, app)])).urls[0], app

        yield started


def get(url: str, **options: object) -> requests.Response:
    return requests.get(url, timeout=9, allow_redirects=False, **options)  # type: ignore[arg-type]


def test_an_answer_comes_byte_for_byte(play: Play) -> None:
    url, _ = play(
        entry("/a?x=a%20b", b'{ "x":1.0 }'),
        entry("/b", bytes(range(256)), answer_headers={"Content-Type": ["image/png"]}),
    )
    assert get(f"{url}/a?x=a+b").content == b'{ "x":1.0 }'
    assert get(f"{url}/b").content == bytes(range(256))


def test_status_reason_and_repeated_headers_are_the_vendors(play: Play) -> None:
    cookies = ["a=1; Path=/", "b=2; Path=/"]
    url, _ = play(entry("/a", status=418, reason="Teapot", answer_headers={"Set-Cookie": cookies}))
    answer = get(f"{url}/a")
    assert (answer.status_code, answer.reason) == (418, "Teapot")
    assert answer.cookies.get_dict() == {"a": "1", "b": "2"}


def test_links_to_the_vendor_lead_to_the_replay(play: Play) -> None:
    there = {"Location": [f"{HOST}/b"], "Link": [f'<{HOST}/c>; rel="next"'], **JSON}
    body = b'{"next": "https://acme.zendesk.com/p?x=1", "e": "https:\\/\\/acme.zendesk.com\\/p"}'
    url, _ = play(entry("/a", body, status=301, answer_headers=there))
    answer = get(f"{url}/a")
    assert answer.json() == {"next": f"{url}/p?x=1", "e": f"{url}/p"}
    assert (answer.headers["Location"], answer.links["next"]["url"]) == (f"{url}/b", f"{url}/c")


def test_links_to_other_hosts_stay(play: Play) -> None:
    body = b'["https://acme.zendesk.com.evil.example/x", "https://other.zendesk.com/x"]'
    url, _ = play(entry("/a", body))
    assert get(f"{url}/a").content == body


def test_what_is_not_recorded_is_explained_and_remembered(play: Play) -> None:
    url, app = play(entry("/a?x=1"))
    answer = get(f"{url}/a?x=2")
    assert answer.status_code == 501
    told = answer.json()
    assert told["error"] == "nothing is recorded for GET /a"
    assert told["nearest"] == [
        "  1. GET /a (not used yet)",
        '     query.x[0]: recorded "1", asked "2"',
    ]
    assert [str(missing).splitlines()[0].rpartition(": ")[2] for missing in app.missed] == [
        "nothing is recorded for GET /a"
    ]


def test_a_caller_finds_its_own_values_again(play: Play) -> None:
    url, _ = play(entry("/u?q=kobe%40lakers.com", b'{"email":"kobe@lakers.com"}'), scrubbed=True)
    assert get(f"{url}/u", params={"q": "kobe@lakers.com"}).json()["email"] == "kobe@lakers.com"


def test_a_form_with_files_is_found_whatever_its_boundary(play: Play) -> None:
    files = {"file": ("a.txt", b"text"), "note": (None, "hi")}
    sent = requests.Request("POST", f"{HOST}/f", files=files).prepare()
    kind = {"Content-Type": [sent.headers["Content-Type"]]}
    url, _ = play(entry("/f", method="POST", headers=kind, body=sent.body), scrubbed=True)
    assert requests.post(f"{url}/f", files=files, timeout=9).status_code == 200
    other = {**files, "note": (None, "ho")}
    assert requests.post(f"{url}/f", files=other, timeout=9).status_code == 501


def test_empty_answers_and_answers_to_head_have_no_body(play: Play) -> None:
    url, _ = play(
        entry("/a", b"", status=204, answer_headers={}),
        entry("/a", b"", method="HEAD", answer_headers={"Content-Length": ["7"], **JSON}),
    )
    with requests.Session() as session:
        assert session.get(f"{url}/a", timeout=9).status_code == 204
        assert session.head(f"{url}/a", timeout=9).headers["Content-Length"] == "7"


def test_callers_at_once_get_each_recording_once(play: Play) -> None:
    url, _ = play(*(entry("/a", str(n).encode()) for n in range(40)))
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: get(f"{url}/a").json(), range(40)))
    assert sorted(seen) == list(range(40))


def test_an_answer_that_never_came_is_told(play: Play) -> None:
    url, _ = play(entry("/a", b"", status=0, answer_headers={}))
    answer = get(f"{url}/a")
    assert (answer.status_code, answer.json()["error"]) == (502, "no answer came in the recording")
