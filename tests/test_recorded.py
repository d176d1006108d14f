"""Each rule's latest recording, and whether a real vendor answered there."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cassettes.cassette import FAKE, Cassette, Metadata, write
from cassettes.interaction import EPOCH
from contracts.scenario import scenario_named
from fauxdesk.coverage.recorded import SHIPPED, latest_recordings
from fauxdesk.stories.recordings import cassette_of

UPSERT = "zendesk.identify.upsert"
URLLESS = """interactions:
- request:
    body: null
    headers: {}
    method: GET
    uri: "http://["
  response: {status: {code: 200}}
"""
MARCH, MAY = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)
NO_CASSETTES = ["", "a: [", "{}", "[1]", "interactions: [1]", "interactions: 1", "\x00", URLLESS]
STORY = Cassette(cassette_of(scenario_named("zendesk/identify-creates-user")))


def save(file: Path, origin: str, at: datetime, *, marked: bool = False) -> None:
    told = Metadata(vendor="zendesk", recorded_from=origin, recorded_at=at)
    kept = [STORY.interaction(place) for place in range(len(STORY))]
    mark = {"X-Fauxdesk-Rule": ["zendesk.search.partial-matches"]} if marked else {}
    write(file, [replace(i, answer_headers={**i.answer_headers, **mark}) for i in kept], told)


def test_shipped_recordings_are_of_a_fake() -> None:
    latest = latest_recordings([SHIPPED])
    assert latest[UPSERT].origin == FAKE
    assert all(recorded.of_a_fake for recorded in latest.values())


def test_the_newest_recording_of_a_vendor_counts(tmp_path: Path) -> None:
    save(tmp_path / "new.yaml", "acme.zendesk.com", MAY)
    save(tmp_path / "sub" / "old.yaml", "acme.zendesk.com", MARCH)
    recorded = latest_recordings([tmp_path])[UPSERT]
    assert (recorded.at, recorded.origin) == (MAY, "acme.zendesk.com")
    assert recorded.cassette.endswith("new.yaml")


def test_a_vendors_recording_comes_before_a_newer_one_of_a_fake(tmp_path: Path) -> None:
    save(tmp_path / "real.yaml", "acme.zendesk.com", MARCH)
    save(tmp_path / "fake.yaml", FAKE, MAY)
    assert latest_recordings([tmp_path])[UPSERT].at == MARCH


def test_a_recording_that_bears_our_mark_is_of_a_fake_whatever_it_says(tmp_path: Path) -> None:
    save(tmp_path / "sly.yaml", "acme.zendesk.com", MAY, marked=True)
    assert latest_recordings([tmp_path])[UPSERT].of_a_fake


def test_a_recording_without_date_and_origin_says_neither(tmp_path: Path) -> None:
    save(tmp_path / "stock.yaml", "", EPOCH)
    recorded = latest_recordings([tmp_path])[UPSERT]
    assert (recorded.at, recorded.origin, recorded.of_a_fake) == (None, "", False)


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.yml", "a.txt"])
@pytest.mark.parametrize("text", NO_CASSETTES)
def test_a_file_that_is_no_cassette_is_passed_over(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert latest_recordings([tmp_path]) == {}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert latest_recordings([tmp_path / "cassettes"]) == {}
