"""`fauxdesk record`: what passes is kept, and nothing that must not be."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

import fauxdesk
import posing
from cassettes.cassette import Cassette, Metadata, write
from cassettes.interaction import Interaction
from cassettes.reading import recorded_in
from cassettes.recording import keep_recording
from contracts.problem import BadInput
from emulator.serving import Serving
from fauxdesk import __version__
from fauxdesk.serving.proxying import origin_of, tape_for
from starting import Started

LOCAL = "http://127.0.0.1:7102"
ONE = Interaction(method="GET", url=f"{LOCAL}/a", status=200)


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    with Serving([(0, posing.vendor)], threads=4) as serving:
        yield serving.urls[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "c.yaml"


def test_what_passes_is_recorded_until_the_end(target: str, file: Path) -> None:
    with Started("record", "zendesk", "--target", target, "--cassette", file) as recorder:
        for path in ("/packed", "/a?page=2", "/moved"):
            requests.get(f"{recorder.url}{path}", timeout=9)
        code, out, err = recorder.ended()
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == f"{file}: 4 exchanges recorded"
    urls = [head.url for head in Cassette(file).heads]
    there = "https://acme.zendesk.com"
    assert urls == [f"{there}{path}" for path in ("/packed", "/a?page=2", "/moved", "/there?x=1")]
    assert target not in file.read_text()


def test_shapes_alone_can_be_kept(target: str, tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    with fauxdesk.record("zendesk", target, file, shapes=True) as recorder:
        requests.get(f"{recorder.url}/a?page=23456", timeout=9)
    assert [shape.path for shape in recorded_in(file).shapes] == ["/{value}"]
    assert "23456" not in file.read_text()


def test_calls_of_many_threads_are_recorded_in_the_order_of_asking(target: str, file: Path) -> None:
    with fauxdesk.record("zendesk", target, file) as recorder, ThreadPoolExecutor(8) as pool:
        for number in range(10):
            requests.get(f"{recorder.url}/a?n={number}", timeout=9)
        list(pool.map(lambda n: requests.get(f"{recorder.url}/b?n={n}", timeout=9), range(90)))
    asked = [head.url.partition("n=")[2] for head in Cassette(file).heads]
    assert asked[:10] == [str(number) for number in range(10)]
    assert sorted(map(int, asked[10:])) == list(range(90))


def test_who_asked_first_stands_first_however_late_the_answer(file: Path) -> None:
    asked, released = threading.Event(), threading.Event()

    def vendor(environ: Any, start_response: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/slow":
            asked.set()
            assert released.wait(5)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    with (
        Serving([(0, vendor)], threads=2) as running,
        fauxdesk.record("zendesk", running.urls[0], file) as recorder,
        ThreadPoolExecutor(1) as pool,
    ):
        pool.submit(requests.get, f"{recorder.url}/slow", timeout=9)
        assert asked.wait(5)
        requests.get(f"{recorder.url}/quick", timeout=9)
        released.set()
    assert [head.url[-5:] for head in Cassette(file).heads] == ["/slow", "quick"]


def test_fields_of_ones_own_are_scrubbed_too(target: str, file: Path) -> None:
    own = ("--scrub-field", "plate=secret")
    with Started("record", "zendesk", "--target", target, "--cassette", file, *own) as recorder:
        requests.get(f"{recorder.url}/refused?plate=lakers-24", timeout=9)
        recorder.ended()
    assert "plate=scrubbed-" in file.read_text()


def test_a_cassette_says_who_recorded_what_and_when(target: str, file: Path) -> None:
    with Started("record", "zendesk", "--target", target, "--cassette", file) as recorder:
        recorder.ended(signal.SIGINT)
    told = Cassette(file).metadata
    assert (told.vendor, told.of_a_fake, told.recorder) == (
        "zendesk",
        True,
        f"fauxdesk {__version__}",
    )
    assert told.recorded_at.year > 2024


def test_no_secret_reaches_the_cassette_or_the_terminal(target: str, file: Path) -> None:
    with Started("record", "zendesk", "--target", target, "--cassette", file) as recorder:
        live = requests.put(
            f"{recorder.url}/refused?api_key=s3cret-key",
            cookies={"sid": "s3cret-cookie"},
            json={"email": "kobe@lakers.com", "password": "s3cret-word"},
            auth=("ann@x.io/token", "s3cret-token"),
            timeout=9,
        )
        requests.get(f"{recorder.url}/coded?token=s3cret-token", timeout=9)
        _, *said = recorder.ended()
    assert live.status_code == 422
    assert "1 request got no answer that could be recorded" in said[1]
    for text in (file.read_text(), *said):
        assert "s3cret" not in text
        assert "lakers" not in text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "http://acme.zendesk.com",
        "https://acme.freshdesk.com",
        "https://ann:s3cret@acme.zendesk.com",
        "https://acme.zendesk.com/api?token=s3cret",
        "ftp://127.0.0.1",
        "acme.zendesk.com",
        "https://acme.zendesk.com:s3cret",
    ],
)
def test_only_the_vendor_or_this_machine_is_asked(target: str) -> None:
    with pytest.raises(BadInput, match=r"^--target: ") as caught:
        origin_of(target, "zendesk")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "target", ["https://Acme.zendesk.com/", "http://127.0.0.1:7102", "http://[::1]:7102"]
)
def test_an_origin_is_taken_as_it_is(target: str) -> None:
    assert origin_of(target, "zendesk") == target.lower().rstrip("/")


def test_the_name_of_a_real_account_is_not_told(file: Path) -> None:
    tape = tape_for(file, "zendesk", "https://lakers.zendesk.com", None)
    tape.keep(Interaction(method="GET", url="https://lakers.zendesk.com/a", status=200))
    tape.write()
    told = Cassette(file).metadata
    assert told.recorded_from.endswith(".zendesk.com")
    assert not told.of_a_fake
    assert "lakers" not in file.read_text()


def test_a_cassette_that_is_there_is_not_touched_unasked(file: Path) -> None:
    file.write_text("mine")
    with pytest.raises(BadInput, match="is there already; append adds to it"):
        tape_for(file, "zendesk", LOCAL, None)
    assert file.read_text() == "mine"


def test_an_old_cassette_stays_until_something_new_is_recorded(file: Path) -> None:
    file.write_text("old")
    tape = tape_for(file, "zendesk", LOCAL, "overwrite")
    with tape.kept():
        pass
    assert file.read_text() == "old"
    with tape.kept():
        tape.keep(ONE)
    assert len(Cassette(file)) == 1


def test_a_recorder_that_cannot_start_leaves_no_cassette(target: str, file: Path) -> None:
    port = int(target.rpartition(":")[2])
    with pytest.raises(BadInput, match=f"port {port} is taken"):  # noqa: SIM117
        with fauxdesk.record("zendesk", LOCAL, file, port=port):
            pass
    assert not file.exists()


def test_more_is_added_to_a_cassette_of_the_same_account(file: Path) -> None:
    for _ in range(2):
        tape = tape_for(file, "zendesk", LOCAL, "append")
        tape.keep(ONE)
        tape.write()
    assert len(Cassette(file)) == 2


@pytest.mark.parametrize(
    ("told", "part"),
    [
        (Metadata(vendor="freshdesk"), "vendor"),
        (Metadata(vendor="zendesk", recorded_from="x.zendesk.com"), "recorded_from"),
    ],
)
def test_nothing_is_added_to_another_ones_cassette(file: Path, told: Metadata, part: str) -> None:
    keep_recording(file, [ONE], told)
    with pytest.raises(BadInput, match=rf"c\.yaml: metadata\.{part}: "):
        tape_for(file, "zendesk", LOCAL, "append")


def test_what_was_added_to_need_not_be_ours_to_be_refused_clearly(file: Path) -> None:
    write(file, [ONE], Metadata())
    with pytest.raises(BadInput, match=r"metadata\.vendor: is not told, not zendesk"):
        tape_for(file, "zendesk", LOCAL, "append")
