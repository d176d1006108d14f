"""A shape file holds no value, whatever was in the traffic."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cassettes
from cassettes.cassette import FAKE, Metadata
from cassettes.reading import recorded_in, traffic_of
from cassettes.shape_file import shapes_of, write_shapes
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from contracts.shape_checking import check_shapes
from contracts.vendors import vendor_names
from contracts.wire import exchange_from_json
from traffic import exchanges

TOLD = Metadata(
    vendor="zendesk",
    recorded_from="acme.zendesk.com",
    host="acme.zendesk.com",
    recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
    recorder="somebody",
    scrub="fingerprint",
    others={"note": "by Ann"},
)
SECRETS = st.from_regex(r"[A-Z][a-z]{2}[0-9]{5}", fullmatch=True)
KIND = "Content-Type"
PLACES: list[Any] = [
    *("vendor", "operation", "message_id"),
    *(("request", part) for part in ("method", "path", "host")),
    *(("request", "query", key) for key in ("key", None)),
    *((side, "headers", key) for side in ("request", "answer") for key in ("X-Key", KIND, None)),
    *((side, "body", key) for side in ("request", "answer") for key in ("a", None)),
]
on_disk = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)


def planted(place: Any, secret: str) -> Exchange:
    """An exchange with the secret in one place; as a key where the place is None."""
    side: dict[str, Any] = {"query": {}, "headers": {}, "body": {}}
    entry: dict[str, Any] = {
        "vendor": "zendesk",
        "time": "2026-01-02",
        "duration": 0,
        "request": {"method": "GET", "path": "/api/v2/users/1", **side},
        "answer": {"status": 200, **side},
    }
    *holders, last = [place] if isinstance(place, str) else place
    holder = entry
    for each in holders:
        holder[each] = dict(holder[each])
        holder = holder[each]
    value: Any = [{"b": secret}] if "body" in holders else secret
    holder[secret if last is None else last] = f"/a/{secret}/b" if last == "path" else value
    return exchange_from_json(entry)


@pytest.mark.parametrize("place", PLACES)
@on_disk
@given(secret=SECRETS)
def test_no_value_reaches_the_file(tmp_path: Path, place: Any, secret: str) -> None:
    write_shapes(tmp_path / "s.json", [planted(place, secret)], TOLD)
    text = (tmp_path / "s.json").read_text()
    assert secret not in text
    assert secret.lower() not in text.lower()


@on_disk
@given(traffic=st.lists(exchanges(), max_size=2))
def test_a_shape_file_is_read_again(tmp_path: Path, traffic: list[Exchange]) -> None:
    write_shapes(tmp_path / "s.json", traffic, TOLD)
    recorded = recorded_in(tmp_path / "s.json")
    assert (recorded.shapes, recorded.exchanges) == (shapes_of(traffic), None)


def test_metadata_names_the_vendor_and_no_customer(tmp_path: Path) -> None:
    write_shapes(tmp_path / "s.json", [], TOLD)
    told = recorded_in(tmp_path / "s.json").metadata
    assert (told.vendor, told.recorded_from) == ("zendesk", "{subdomain}.zendesk.com")
    assert (told.recorded_at, told.host, told.others) == (TOLD.recorded_at, "", {})
    text = (tmp_path / "s.json").read_text()
    assert not any(word in text for word in ("acme", "somebody", "fingerprint", "Ann"))


@pytest.mark.parametrize(("host", "said"), [("help.acme.com", "{host}"), (FAKE, FAKE), ("", "")])
def test_who_answered_is_told_as_far_as_it_is_no_value(
    tmp_path: Path, host: str, said: str
) -> None:
    write_shapes(tmp_path / "s.json", [], replace(TOLD, recorded_from=host))
    assert recorded_in(tmp_path / "s.json").metadata.recorded_from == said


def test_headers_that_no_two_recordings_share_are_left_out() -> None:
    request = Request("GET", "/", headers={"User-Agent": "x", "Accept": "y"})
    answer = Answer(200, None, {"Date": "x", "X-Zendesk-Request-Id": "z", "Location": "y"})
    (told,) = shapes_of([Exchange(request=request, answer=answer, vendor="zendesk")])
    assert (told.headers, told.answer_headers) == (("accept",), ("location",))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"shapes": 2}, "shapes: differs"),
        ({"exchanges": [{}]}, "exchanges.0.answer: is missing"),
        ({"exchanges": "x"}, "exchanges: is of the wrong type"),
        ({"values": []}, "values: is not expected"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    file = tmp_path / "s.json"
    write_shapes(file, [], TOLD)
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    with pytest.raises(BadInput, match=says):
        recorded_in(file)


def test_what_needs_values_says_so(tmp_path: Path) -> None:
    write_shapes(tmp_path / "s.json", [], TOLD)
    with pytest.raises(BadInput, match="holds no values"):
        traffic_of(tmp_path / "s.json")


@pytest.mark.parametrize("vendor", vendor_names(cassettes))
def test_the_shapes_of_every_shipped_cassette_hold(vendor: str) -> None:
    for file in Path(cassettes.__path__[0], vendor).glob("*.yaml"):
        broken = [f for f in check_shapes(vendor, recorded_in(file).shapes) if not f.holds]
        assert broken == [], file.name
