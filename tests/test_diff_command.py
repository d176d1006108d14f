"""`fauxdesk diff`: what changed between two recordings, and how much was compared."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import contracts
from cassettes.cassette import FAKE, Metadata
from cassettes.conversion import convert
from cassettes.reading import traffic_in
from cassettes.scrubbing import Scrub
from cassettes.shape_file import write_shapes
from contracts.exchange import Answer, Exchange, Request
from contracts.scenario import scenarios_of
from contracts.vendors import vendor_names
from fauxdesk.command import fauxdesk
from fauxdesk.stories.recordings import cassette_of

TOLD = Metadata(vendor="zendesk", recorded_from=FAKE)
USER = {"id": 1, "name": "Ann", "email": "ann@x.io", "photo": None, "tags": []}


def found(*users: Any, status: int = 200, **body: Any) -> Exchange:
    """A look-up of users and its answer."""
    request = Request("GET", "/api/v2/users/search", {"query": "ann@x.io"}, host="x.zendesk.com")
    body = body or {"users": list(users), "count": len(users)}
    answer = Answer(status, body, {"Content-Type": "application/json"})
    return Exchange(request=request, answer=answer, vendor="zendesk")


def written(file: Path, *exchanges: Exchange, scrub: Scrub | None = None) -> Path:
    convert(file, exchanges, TOLD, scrub)
    return file


def diff(old: Path, new: Path, form: str = "json") -> tuple[int, str]:
    done = CliRunner().invoke(fauxdesk, ["diff", str(old), str(new), "--format", form])
    return done.exit_code, done.output


def changes(tmp_path: Path, old: list[Exchange], new: list[Exchange]) -> list[list[str]]:
    """Every change but those of header names and findings, in short."""
    files = written(tmp_path / "old.json", *old), written(tmp_path / "new.json", *new)
    told = json.loads(diff(*files)[1])["changes"]
    order = ("operation", "part", "where", "says", "old", "new")
    return [[c[key] for key in order] for c in told if c["part"] != "finding"]


def test_endpoints_come_and_go(tmp_path: Path) -> None:
    other = replace(found(), request=Request("GET", "/api/v2/users/7/skips"))
    assert changes(tmp_path, [found()], [other]) == [
        ["GET /api/v2/users/{value}/{value}", "endpoint", "", "is new", "", ""],
        ["users-search", "endpoint", "", "is gone", "", ""],
    ]


def test_statuses_change(tmp_path: Path) -> None:
    lost = replace(found(), answer=None)
    told = changes(tmp_path, [found(), lost], [found(), found(status=404, error="x")])
    assert told == [["users-search", "status", "", "changed", "no answer, 200", "200, 404"]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"role": "agent"}, ["/users/*/role", "is new", "", "string"]),
        ({"name": 1}, ["/users/*/name", "changed", "string", "integer"]),
        ({"email": "ann"}, ["/users/*/email", "changed", "string (email)", "string"]),
        ({"photo": {"id": 1}}, ["/users/*/photo", "changed", "null", "object"]),
    ],
)
def test_keys_and_types_of_answers_change(
    tmp_path: Path, change: dict[str, Any], told: list[str]
) -> None:
    both = changes(tmp_path, [found(USER)], [found({**USER, **change})])
    assert both == [["users-search", "answer 200 body", *told]]


def test_a_key_that_is_gone_is_told_without_what_it_held(tmp_path: Path) -> None:
    old, new = found({**USER, "photo": {"id": 1}}), found({"id": 1})
    gone = [change[2] for change in changes(tmp_path, [old], [new])]
    assert gone == [f"/users/*/{key}" for key in ("email", "name", "photo", "tags")]


def test_where_nothing_was_seen_nothing_is_missing(tmp_path: Path) -> None:
    old, new = found(USER), found()
    assert changes(tmp_path, [old], [new]) == changes(tmp_path, [new], [old]) == []


def test_header_names_and_requests_change(tmp_path: Path) -> None:
    asked = replace(found().request, query={"external_id": "1"}, headers={"X-Trace": "1"})
    told = changes(tmp_path, [found()], [replace(found(), request=asked)])
    assert [change[1:4] for change in told] == [
        ["request header", "/x-trace", "is new"],
        ["request query", "/external_id", "is new"],
        ["request query", "/query", "is gone"],
    ]


def test_error_texts_change_but_for_what_was_sent(tmp_path: Path) -> None:
    one = found(status=422, error="Email ann@x.io of user 17 is taken")
    same = found(status=422, error="Email bob@y.io of user 99 is taken")
    other = found(status=422, error="taken")
    assert changes(tmp_path, [one], [same]) == []
    part = ["users-search", "answer 422 text", "", "changed"]
    old = "Email {email} of user {number} is taken"
    assert changes(tmp_path, [one], [other]) == [[*part, old, "taken"]]


def test_findings_are_new_or_mended(tmp_path: Path) -> None:
    _, exchanges = traffic_in(cassette_of(scenarios_of("zendesk")["identify-creates-user"]))
    wrong = replace(exchanges[0], request=replace(exchanges[0].request, query={"q": "1"}))
    old, new = written(tmp_path / "o.json", exchanges[0]), written(tmp_path / "n.json", wrong)
    for files, says in (((old, new), "is broken now"), ((new, old), "is mended")):
        code, output = diff(*files)
        said = [c for c in json.loads(output)["changes"] if c["part"] == "finding"]
        assert (code, {c["says"] for c in said}) == (1, {says})
        assert "users-search" in {c["where"] for c in said}


def recorded_in_year(year: int, file: Path, source: Path) -> Path:
    """The same story, told at another time, with a key of that year."""
    metadata, exchanges = traffic_in(source)
    told = replace(metadata, scrub="", recorded_at=datetime(year, 1, 2, tzinfo=UTC), host="")
    convert(file, exchanges, told, Scrub(b"key of %d" % year))
    return file


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_two_recordings_of_one_story_are_equal(tmp_path: Path, vendor: str) -> None:
    for scenario in scenarios_of(vendor).values():
        source = cassette_of(scenario)
        old = recorded_in_year(2025, tmp_path / "old.yaml", source)
        code, output = diff(old, recorded_in_year(2026, tmp_path / "new.yaml", source))
        assert code == 0, f"{scenario.name}: {output}"


@pytest.mark.parametrize("name", ["t.yaml", "t.har", "t.json", "t.jsonl"])
def test_every_kind_of_file_can_be_compared(tmp_path: Path, name: str) -> None:
    old = written(tmp_path / "old.yaml", found(USER))
    assert diff(old, written(tmp_path / name, found(USER)))[0] == 0


def test_without_values_it_says_what_was_not_compared(tmp_path: Path) -> None:
    old = written(tmp_path / "old.yaml", found(USER))
    write_shapes(tmp_path / "s.json", [found(USER)], TOLD)
    code, output = diff(old, tmp_path / "s.json")
    assert (code, json.loads(output)["values"]) == (0, False)
    assert "no error texts" in diff(old, tmp_path / "s.json", "table")[1]


def test_tables_tell_the_changes_and_how_much_was_compared(tmp_path: Path) -> None:
    old = written(tmp_path / "old.yaml", found(USER))
    new = written(tmp_path / "new.yaml", found({**USER, "a|b": 1}), found())
    for form in ("table", "markdown"):
        code, output = diff(old, new, form)
        assert code == 0, output
        assert "no change (1 and 2 exchanges compared at 1 of 1 operations)" in output.replace(
            "**", ""
        )
    new = written(tmp_path / "new.yaml", found({**USER, "role": "x"}))
    assert "/users/*/role" in diff(old, new, "table")[1]
    assert (
        "| zendesk | users-search | answer 200 body | /users/*/role |"
        in (diff(old, new, "markdown")[1])
    )


def test_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")
    assert diff(tmp_path / "bad.json", tmp_path / "none.json")[0] == 2
