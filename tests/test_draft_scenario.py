"""A draft scenario of a recording holds as a scenario, and says what is left to fill in."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import contracts
from cassettes.reading import traffic_of
from contracts.call import Json
from contracts.documents import checked
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from contracts.scenario import SCHEMA, Scenario, scenario_from, scenario_named, scenarios_of
from contracts.vendors import vendor_names
from contracts.wire import exchange_to_json
from fauxdesk.command import fauxdesk
from fauxdesk.stories.drafting import FILL_IN, draft
from fauxdesk.stories.paths import PATHS
from fauxdesk.stories.recordings import cassette_of

TOLD = [
    pytest.param(scenario, id=f"{vendor}/{name}")
    for vendor in vendor_names(contracts)
    for name, scenario in scenarios_of(vendor).items()
    if scenario.exchanges
]


def drafted(scenario: Scenario, call: Mapping[str, Json] | None = None) -> dict[str, Json]:
    """The draft of the scenario's cassette."""
    return draft(scenario.vendor, traffic_of(cassette_of(scenario)), call)


def opened(told: dict[str, Json], scenario: Scenario) -> Scenario:
    """The draft with what no recording shows: account, settings and fields, the story's rules."""
    rules = [rule for rule in told["rules"] if FILL_IN not in rule] or list(scenario.rules)
    known = {"discover": True} if scenario.fields is None else {"fields": scenario.fields}
    shown = {"account": scenario.account, "settings": scenario.settings, **known}
    outcome = scenario.outcome if scenario.settings or scenario.fields != {} else told["outcome"]
    made = {**told, **shown, "rules": rules, "outcome": outcome}
    return scenario_from(made, scenario.vendor, "draft", "draft")


@pytest.mark.parametrize("scenario", TOLD)
def test_a_draft_holds_on_the_paths(scenario: Scenario) -> None:
    told = drafted(scenario, scenario.call)
    made = opened(told, scenario)
    key_in_body = "scrubbed-" in json.dumps([each.get("request") for each in told["exchanges"]])
    for path, walked in PATHS.items():
        if path == "emulator" and key_in_body:
            continue  # no recording holds the key, and the fake refuses what stands for it
        walk = walked(made)
        assert walk.holds, made.explain(walk.mismatches)


@pytest.mark.parametrize("scenario", TOLD)
def test_a_draft_without_a_call_is_a_scenario_to_fill_in(scenario: Scenario) -> None:
    told = drafted(scenario)
    assert checked(told, "draft", SCHEMA) == told
    assert told["says"].startswith(FILL_IN)
    assert told["call"]["type"].startswith(FILL_IN)


def test_an_id_that_comes_back_is_saved() -> None:
    told = drafted(scenario_named("zendesk/group-creates-organization-and-links"))["exchanges"]
    created, found, linked = (told[place] for place in (2, 3, 4))
    assert created["answer"]["body"]["organization"]["id"]["$save"] == "organization"
    assert found["answer"]["body"]["users"][0]["id"]["$save"] == "user"
    assert linked["request"]["body"]["organization_membership"] == {
        "user_id": {"$saved": "user"},
        "organization_id": {"$saved": "organization"},
    }
    assert "$save" not in linked["answer"]["body"]["organization_membership"]["id"]


def test_an_id_that_comes_back_in_a_path_is_saved() -> None:
    told = drafted(scenario_named("zendesk/identify-updates-user"))["exchanges"]
    assert told[1]["request"]["path"] == {"id": {"$saved": "user"}}


def test_answers_are_told_without_times_and_links() -> None:
    told = drafted(scenario_named("zendesk/identify-creates-user"))["exchanges"]
    user = told[2]["answer"]["body"]["user"]
    assert user["external_id"] == "12345"
    assert not {"created_at", "updated_at", "url", "photo"} & user.keys()
    assert told[0]["answer"]["body"]["next_page"] is None


ASKED = Request("GET", "/api/v2/users/search", {"query": "a@b.io"}, host="x.zendesk.com")
POSTED = Request("POST", "/api/v2/users", body={"user": {"name": "A"}}, host="x.zendesk.com")


def said(request: Request, status: int | None) -> Exchange:
    answer = None if status is None else Answer(status, {})
    return Exchange(request=request, answer=answer, vendor="zendesk")


@pytest.mark.parametrize(
    ("request_", "status", "kind"),
    [
        (ASKED, 200, "skipped"),
        (POSTED, 201, "sent"),
        (POSTED, 422, "refused"),
        (ASKED, 401, "refused"),
        (POSTED, 429, "failed"),
        (POSTED, 503, "failed"),
    ],
)
def test_without_a_call_the_answers_show_the_outcome(
    request_: Request, status: int, kind: str
) -> None:
    assert draft("zendesk", [said(request_, status)])["outcome"] == {"kind": kind}


@pytest.mark.parametrize(
    ("exchange", "says"),
    [
        (said(replace(ASKED, path="/api/v2/nothing"), 200), "exchange 1, GET /api/v2/nothing"),
        (said(ASKED, None), "exchange 1 has no answer"),
    ],
)
def test_what_no_scenario_can_state_is_named(exchange: Exchange, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        draft("zendesk", [exchange])


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(fauxdesk, ["contracts", "from-cassette", *map(str, words)])


def test_the_command_prints_the_draft(tmp_path: Path) -> None:
    scenario = scenario_named("zendesk/identify-many-matches-no-update")
    call = tmp_path / "call.json"
    call.write_text(json.dumps(dict(scenario.call)))
    done = run(cassette_of(scenario), "--call", call)
    told = json.loads(done.output)
    assert (told["call"], told["outcome"]) == (scenario.call, scenario.outcome)
    assert json.loads(run(cassette_of(scenario)).output)["outcome"] == {"kind": "skipped"}


def test_of_several_vendors_one_is_chosen(tmp_path: Path) -> None:
    traffic = [said(ASKED, 200), replace(said(ASKED, 200), vendor="freshdesk")]
    file = tmp_path / "t.json"
    file.write_text(json.dumps([exchange_to_json(exchange) for exchange in traffic]))
    for words, says in (([], "choose one with --vendor"), (["--vendor", "usercom"], "no exchange")):
        done = run(file, *words)
        assert says in str(done.exception)
    assert len(json.loads(run(file, "--vendor", "zendesk").output)["exchanges"]) == 1


@pytest.mark.parametrize(("text", "says"), [("{", "not JSON"), ("[]", "no Segment message")])
def test_a_file_without_a_call_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "call.json").write_text(text)
    file = cassette_of(scenario_named("zendesk/identify-creates-user"))
    done = run(file, "--call", tmp_path / "call.json")
    assert isinstance(done.exception, BadInput)
    assert says in str(done.exception)
