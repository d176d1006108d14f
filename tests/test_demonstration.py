"""The main job, whole: the user's example calls to every fake, twice, and all of it checked."""

import pytest

import forwarder.driver
from contracts.conversation import Kind
from fauxdesk.stories.demonstration import Demonstration, demonstrate
from fauxdesk.stories.seeds import Example, examples, show_of
from forwarder.ending import sent
from forwarder.form import parse_form
from forwarder.vendor import vendors


@pytest.fixture(scope="module")
def shown() -> Demonstration:
    return demonstrate()


def test_every_example_ends_explained_at_every_vendor(shown: Demonstration) -> None:
    assert len(shown.rows) == 63 * len(vendors())
    assert {row.kind for row in shown.rows} <= {Kind.SENT, Kind.SKIPPED}
    assert all(row.says for row in shown.rows)
    assert [row for row in shown.rows if row.kind is Kind.SKIPPED and row.rule is None] == []


def test_nothing_broke_and_a_second_run_changes_no_record(shown: Demonstration) -> None:
    assert shown.troubles == []
    assert [name for name, held in shown.vendors.items() if not held.unchanged] == []
    assert shown.holds


@pytest.mark.parametrize("vendor", vendors())
def test_every_headline_is_a_scenario_that_is_shown(vendor: str, shown: Demonstration) -> None:
    told = {headline.scenario for headline in shown.headlines if headline.holds}
    assert show_of(vendor).headlines
    assert {f"{vendor}/{name}" for name in show_of(vendor).headlines} <= told


def test_the_json_has_a_row_per_example_and_vendor(shown: Demonstration) -> None:
    told = shown.to_json()
    assert set(told) == {"events", "vendors", "rules", "contracts"}
    assert len(told["events"]) == len(shown.rows)
    keys = {"seed", "vendor", "outcome", "rule", "exchanges", "contract"}
    assert all(keys <= event.keys() for event in told["events"])


@pytest.mark.parametrize("example", [e for e in examples() if e.form], ids=lambda e: e.seed)
def test_a_form_as_curl_prints_it_is_the_same_call(example: Example) -> None:
    assert example.form is not None
    said = {"type": example.message["type"], **parse_form(example.form)}
    for alias, name in (("user_id", "userId"), ("group_id", "groupId")):
        if alias in said:
            said[name] = said.pop(alias)
    assert said == dict(example.message)


def test_a_forwarder_that_does_nothing_right_does_not_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(*_told):  # type: ignore[no-untyped-def]
        return sent("nothing")
        yield

    monkeypatch.setattr(forwarder.driver, "handlers", lambda _name: {"identify": nothing})
    assert not demonstrate(examples()[:1]).holds
