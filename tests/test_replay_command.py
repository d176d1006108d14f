"""`fauxdesk replay`: a cassette answers programs in any language, in place of the vendor."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from cassettes.age import stale
from cassettes.cassette import Cassette, Metadata, write
from cassettes.interaction import Interaction
from fauxdesk.command import fauxdesk
from starting import Started

JSON = {"Content-Type": ["application/json"]}
DAY = timedelta(days=1)


def entry(target: str, answer: str) -> Interaction:
    url = f"https://acme.zendesk.com{target}"
    parts = {"method": "GET", "status": 200, "answer_headers": JSON}
    return Interaction(url=url, answer_body=answer.encode(), **parts)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    entries = entry("/a", "1"), entry("/b?x=1", "3"), entry("/a", "2")
    write(tmp_path / "c.yaml", entries, Metadata(recorded_at=datetime.now(UTC) - 9 * DAY))
    return tmp_path / "c.yaml"


def get(url: str) -> str:
    with urlopen(Request(url, headers={"User-Agent": "stranger"}), timeout=9) as answer:
        return str(answer.read().decode())


def test_a_stranger_is_answered_in_order(file: Path) -> None:
    with Started("replay", file) as player:
        assert [get(f"{player.url}/{path}") for path in ("a", "b?x=1", "a")] == ["1", "3", "2"]
        code, out, err = player.ended()
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "3 of 3 recordings were asked for"


def test_what_was_missed_and_what_was_never_asked_is_told(file: Path) -> None:
    with Started("replay", file, "--repeat") as player:
        assert [get(f"{player.url}/a") for _ in range(4)] == ["1", "2", "2", "2"]
        with pytest.raises(OSError, match="501"):
            get(f"{player.url}/b?x=2")
        code, out, err = player.ended()
    assert code == 1
    assert err.splitlines()[0] == "nothing is recorded for GET /b"
    assert '     query.x[0]: recorded "1", asked "2"' in err.splitlines()
    assert out.splitlines()[-2:] == ["never asked for:", "  GET /b?x=1"]


def test_a_recording_that_is_too_old_is_not_replayed(file: Path) -> None:
    told = CliRunner().invoke(fauxdesk, ["replay", str(file), "--max-age", "8d"])
    assert told.exit_code == 1
    assert "was recorded" in told.output
    assert told.output.rstrip().endswith("9 days ago: more than 8 days")


def test_an_old_recording_is_warned_of(file: Path) -> None:
    with Started("replay", file, "--warn-age", "8d", "--max-age", "10d") as player:
        assert get(f"{player.url}/a") == "1"
        code, _, err = player.ended()
    assert code == 0
    assert err.startswith(f"fauxdesk: {file}: was recorded ")


def test_an_age_is_counted_from_the_date_of_recording(file: Path) -> None:
    told = Cassette(file)
    at = told.metadata.recorded_at
    assert stale(told, 3 * DAY, at + 3 * DAY) is None
    assert stale(told, 1 * DAY, at + 30 * DAY) == (
        f"was recorded {at:%Y-%m-%d}, 30 days ago: more than 1 day"
    )


def test_a_recording_without_a_date_is_too_old(file: Path) -> None:
    write(file, [], Metadata())
    assert stale(Cassette(file), 9 * DAY) == "does not tell when it was recorded"
