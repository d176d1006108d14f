"""A file that cannot be used is one clear line, whichever command reads it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contracts.problem import BadInput
from contracts.scenario import scenario_named
from fauxdesk.command import fauxdesk
from fauxdesk.stories.recordings import cassette_of

SHIPPED = cassette_of(scenario_named("zendesk/identify-creates-user"))
ODD = {
    "empty.yaml": (b"", "is empty"),
    "other.yaml": (b"title: none\n", "interactions: not a cassette"),
    "binary.har": (b"\x89\xff\x00", "not text in UTF-8"),
    "long.yaml": (b"a: " + b"x" * 1_000_000, "interactions: not a cassette"),
    "cut.yaml": (SHIPPED.read_bytes()[:2500], "interactions[2].response.status: missing"),
}


def ran(*words: object) -> Result:
    return CliRunner().invoke(fauxdesk, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("command", ["verify", "fidelity", "replay"])
def test_an_odd_file_is_named_with_what_is_wrong(tmp_path: Path, command: str, name: str) -> None:
    content, says = ODD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as told:
        ran(command, tmp_path / name)
    assert str(told.value).startswith(f"{tmp_path / name}: {says}")


@pytest.mark.parametrize(
    ("text", "says"),
    [("[" * 100_000, "nested too deeply"), ("[1]", "[0]: not a journal entry: no object")],
)
def test_an_odd_journal_is_named_with_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(BadInput) as told:
        ran("verify", tmp_path / "odd.json")
    assert says in str(told.value)


def test_a_recording_without_exchanges_says_that_nothing_was_compared(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("[]")
    assert "nothing was compared" in ran("fidelity", tmp_path / "none.json").stderr


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(OSError, match=r"taken/out\.yaml"):
        ran("convert", SHIPPED, tmp_path / "taken/out.yaml")


def test_an_age_beyond_all_spans_is_bad_input() -> None:
    with pytest.raises(BadInput, match="longer than any span of time"):
        ran("replay", SHIPPED, "--max-age", "99999999999999999d")
