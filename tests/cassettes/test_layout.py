"""The scan of a cassette's text finds what a full parse finds, or finds nothing."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cassettes.cassette import Cassette
from cassettes.layout import Head, places_of
from contracts.problem import BadInput

ANSWER = {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": "{}"}}


def text_of(*requests: dict[str, Any], **others: Any) -> str:
    entries = [{"request": {"headers": {}, **r}, "response": ANSWER} for r in requests]
    dumper = type("NoAlias", (yaml.SafeDumper,), {"ignore_aliases": lambda *_args: True})
    return yaml.dump({"interactions": entries, "version": 1, **others}, Dumper=dumper)


def asked(body: Any = None, url: str = "https://x.io/") -> dict[str, Any]:
    return {"method": "POST", "uri": url, "body": body}


bodies = st.none() | st.text() | st.binary() | st.text("ab :#'\"\n{}[]-", min_size=60)


@settings(deadline=None)
@given(st.lists(bodies, min_size=1), st.text(st.characters(codec="ascii"), max_size=9))
def test_a_scan_finds_what_a_full_parse_finds(held: list[Any], query: str) -> None:
    text = text_of(*(asked(body, f"https://x.io/?{query}") for body in held))
    places = places_of(text)
    assert places is not None
    entries = yaml.safe_load(text)["interactions"]
    for place, entry in zip(places, entries, strict=True):
        body = entry["request"]["body"] or b""
        body = body.encode(errors="surrogatepass") if isinstance(body, str) else body
        assert place.head == Head("POST", entry["request"]["uri"], "", body)
        assert yaml.safe_load(text[place.start : place.end]) == [entry]


def test_a_text_laid_out_otherwise_is_left_to_a_full_parse() -> None:
    text = text_of(asked("a=1"))
    for other in (
        text.replace("\n- ", "\n  - ").replace("\n  ", "\n    "),
        text.replace("- request", "-  request"),
    ):
        assert places_of(other) is None


def test_shared_values_are_left_to_a_full_parse(tmp_path: Any) -> None:
    shared = {"headers": {"A": ["1"]}, **asked("a=1")}
    entries = [{"request": {**shared}, "response": {**ANSWER}} for _ in range(2)]
    path = tmp_path / "shared.yaml"
    path.write_text(yaml.dump({"interactions": entries, "version": 1}))
    assert "*id001" in path.read_text()
    assert places_of(path.read_text()) is None
    assert [head.body for head in Cassette(path).heads] == [b"a=1", b"a=1"]


def test_metadata_is_found_before_and_behind_the_interactions(tmp_path: Any) -> None:
    behind = text_of(asked(), asked(), metadata={"vendor": "one", "tool": "theirs"})
    before = "metadata:\n  vendor: one\n  tool: theirs\n" + text_of(asked())
    for text in (behind, before):
        told = Cassette(tmp_path / "c.yaml", text).metadata
        assert (told.vendor, told.others) == ("one", {"tool": "theirs"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("interactions: [", "not YAML"),
        ("version: 1", "interactions: not a cassette"),
        ("- request: {}\n  response: {}", "python -m vcr.migration"),
        ("{", "Expecting"),
        ("!!python/object/apply:os.system [true]", "could not determine a constructor"),
    ],
)
def test_what_is_no_cassette_is_told_in_one_line(tmp_path: Any, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        Cassette(tmp_path / "c.yaml", text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("request", None, r"\[1\]\.request: missing"),
        ("response", {"status": {}}, r"\[1\]\.response\.status\.code: not a number"),
        ("request", {"method": "GET"}, r"\[1\]\.request\.uri: missing"),
        ("request", {"method": "GET", "uri": "/", "body": 3}, r"\[1\]\.request\.body: neither"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Any, part: str, value: Any, field: str) -> None:
    good = {"request": {"headers": {}, **asked()}, "response": ANSWER}
    text = yaml.safe_dump({"interactions": [good, {**good, part: value}]})
    with pytest.raises(BadInput, match=r"c\.yaml: interactions" + field):
        Cassette(tmp_path / "c.yaml", text).exchange(1)
