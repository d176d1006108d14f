"""A recording of our own fake is told from one of a real vendor by one question."""

from cassettes.cassette import FAKE, Cassette, Metadata
from contracts.scenario import scenario_named
from fauxdesk.stories.recordings import cassette_of


def test_a_shipped_recording_is_of_a_fake() -> None:
    cassette = Cassette(cassette_of(scenario_named("zendesk/identify-seed-example")))
    assert cassette.metadata.of_a_fake
    assert cassette.metadata.recorded_from == FAKE


def test_a_recording_of_a_sandbox_is_not_of_a_fake() -> None:
    assert not Metadata(vendor="zendesk", recorded_from="acme.zendesk.com").of_a_fake


def test_a_recording_that_says_nothing_is_not_of_a_fake() -> None:
    assert not Metadata().of_a_fake
