"""`fauxdesk convert` and what `verify` says of a shape file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cassettes.reading import recorded_in, traffic_of
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from contracts.scenario import scenario_named
from contracts.wire import exchange_to_json
from fauxdesk.command import fauxdesk
from fauxdesk.stories.recordings import cassette_of

SHIPPED = cassette_of(scenario_named("zendesk/identify-creates-user"))


def run(*words: str | Path, told: str = "") -> Result:
    return CliRunner().invoke(fauxdesk, [str(word) for word in words], input=told)


def entry(vendor: str = "zendesk", email: str = "ann@x.io") -> dict[str, object]:
    request = Request("GET", "/api/v2/users/search", {"query": email}, host="127.0.0.1:7102")
    return exchange_to_json(Exchange(request=request, answer=Answer(200), vendor=vendor))


@pytest.mark.parametrize("name", ["t.yaml", "t.har", "t.json", "t.jsonl"])
def test_a_cassette_becomes_what_the_suffix_says(tmp_path: Path, name: str) -> None:
    done = run("convert", SHIPPED, tmp_path / name)
    assert (done.exit_code, done.output) == (0, f"{tmp_path / name}: 3 exchanges\n")
    assert [e.operation or e.vendor for e in traffic_of(tmp_path / name)] == ["zendesk"] * 3


def test_a_journal_comes_from_standard_input_and_is_scrubbed(tmp_path: Path) -> None:
    out = tmp_path / "t.yaml"
    assert run("convert", "-", out, told=json.dumps([entry()])).exit_code == 0
    assert "ann@x.io" not in out.read_text()
    assert run("convert", "-", out, "--no-scrub", told=json.dumps([entry()])).exit_code == 0
    assert traffic_of(out)[0].request.query == {"query": "ann@x.io"}


def test_a_key_of_ones_own_is_scrubbed(tmp_path: Path) -> None:
    request = Request("POST", "/api/v2/users", body={"user": {"plate": "B-XY 77"}})
    told = json.dumps(
        [exchange_to_json(Exchange(request=request, answer=Answer(201), vendor="zendesk"))]
    )
    out = tmp_path / "t.json"
    assert run("convert", "-", out, "--scrub-field", "plate=secret", told=told).exit_code == 0
    assert ("plate" in out.read_text(), "B-XY 77" in out.read_text()) == (True, False)
    done = run("convert", "-", out, "--scrub-field", "plate=secret", "--no-scrub", told=told)
    assert (done.exit_code, "--scrub-field says how to scrub" in done.output) == (2, True)


def test_one_vendor_can_be_chosen(tmp_path: Path) -> None:
    told = json.dumps([entry(), entry("freshdesk")])
    with pytest.raises(BadInput, match="of one vendor"):
        CliRunner().invoke(
            fauxdesk, ["convert", "-", str(tmp_path / "t.yaml")], input=told, catch_exceptions=False
        )
    run("convert", "-", tmp_path / "t.yaml", "--vendor", "freshdesk", told=told)
    assert [e.vendor for e in traffic_of(tmp_path / "t.yaml")] == ["freshdesk"]


def test_a_shape_file_is_made_of_a_recording(tmp_path: Path) -> None:
    assert run("convert", "--shapes", SHIPPED, tmp_path / "s.json").exit_code == 0
    assert recorded_in(tmp_path / "s.json").shapes == recorded_in(SHIPPED).shapes
    assert "kobe" not in (tmp_path / "s.json").read_text()


def test_verify_checks_operations_of_a_shape_file_and_says_so(tmp_path: Path) -> None:
    run("convert", "--shapes", SHIPPED, tmp_path / "s.json")
    done = run("verify", tmp_path / "s.json")
    assert done.exit_code == 0
    assert "holds no values: operations were checked, 23 sender rules were not" in done.output
    told = json.loads(run("verify", tmp_path / "s.json", "--format", "json").output)[0]
    assert (told["unjudged"], len(told["findings"]["zendesk"])) == (23, 3)


def test_verify_finds_what_breaks_an_operation_in_a_shape_file(tmp_path: Path) -> None:
    wrong = {**entry(), "request": {"method": "GET", "path": "/api/v2/users/search"}}
    run("convert", "--shapes", "-", tmp_path / "s.json", told=json.dumps([wrong]))
    done = run("verify", tmp_path / "s.json", "--format", "markdown")
    assert done.exit_code == 1
    assert "query" in done.output
    assert "| 1: GET /api/v2/users/search |" in done.output
