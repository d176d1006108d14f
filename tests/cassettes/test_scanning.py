"""A scan finds what a recording still tells, says where, and never says it again."""

import base64
import json
import re
import time
from pathlib import Path

import pytest
import requests
import vcr

import cassettes
from cassettes.cassette import Cassette, Metadata, write
from cassettes.places import files_in
from cassettes.recording import keep_recording
from cassettes.scanning import Finding, Scan, forms_of, hint
from fauxdesk.stories.invented import is_invented
from planting import PLACES, Planting, answered, asked, value_of

SECRET = "zK9hQ7xW2mPb55"
FOUND = [place for place in PLACES if place[0] in ("email", "phone", "secret")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "c.yaml"


def findings(file: Path, **options: object) -> list[Finding]:
    return list(Scan(**options).findings(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sort", "place", "plant"), FOUND, ids=[f"{sort}-{place}" for sort, place, _ in FOUND]
)
def test_what_is_left_is_found_wherever_it_stands(
    sort: str, place: str, plant: Planting, file: Path
) -> None:
    del place
    value = value_of(sort, 2300)
    write(file, [plant(value)], Metadata())
    found = findings(file)
    assert found
    assert not [f for f in found if value in str(f) or value in json.dumps(f.to_json())]


def test_what_we_scrubbed_has_no_findings(file: Path) -> None:
    taken = [plant(value_of(sort, n)) for n, (sort, _, plant) in enumerate(PLACES)]
    keep_recording(file, taken, Metadata(vendor="zendesk"))
    assert list(map(str, findings(file))) == []


def test_the_shipped_cassettes_have_no_findings() -> None:
    scan = Scan(public=is_invented)
    files = list(files_in([Path(cassettes.__path__[0])]))
    assert len(files) > 200
    assert [str(found) for file in files for found in scan.findings(file)] == []


def test_a_stock_cassette_shows_its_secrets(file: Path, live: str) -> None:
    with vcr.use_cassette(str(file)):
        body, sent = {"email": "kobe@lakers.com"}, {"X-Api-Key": SECRET}
        requests.post(live, json=body, auth=("ann@lakers.com/token", SECRET), headers=sent)
    told = {(f.field.split("[0].")[1], f.looks_like) for f in findings(file)}
    assert {
        ("request.headers.Authorization[0]", "credentials"),
        ("request.headers.Authorization[0]", "an e-mail address"),
        ("request.headers.X-Api-Key[0]", "a secret under 'X-Api-Key'"),
        ("request.body", "an e-mail address"),
        ("response.body.string", "an e-mail address"),
    } <= told


@pytest.mark.parametrize("form", sorted(forms_of(f"{SECRET}+/é")))
def test_a_known_secret_is_found_in_every_encoding(form: str, tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text(f"one\nab{form}yz\n")
    (found, *_) = findings(file, known={"MY_KEY": f"{SECRET}+/é"})
    assert (found.line, found.looks_like) == (2, "the known secret MY_KEY")


def test_a_known_secret_is_found_within_base64_of_more(tmp_path: Path) -> None:
    file = tmp_path / "some.json"
    for before in ("", "a", "ab", "\0", "\0a"):
        file.write_text(json.dumps([base64.b64encode(f"{before}plain-word!".encode()).decode()]))
        assert [f.field for f in findings(file, known={"W": "plain-word"})] == ["[0]"]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIEow",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "a1B2" * 9,
        "sk_live_" + "4eC39HqLyjWDarjtT1",
        "Bearer 8f14e45fceea167a5a36dedd4bea2543",
        "f0e4c2f76c58916ec258f246851bea09",
        "qT7vRk2LmZx9PwN4bYc8",
    ],
)
def test_secrets_are_known_by_their_looks(text: str, tmp_path: Path) -> None:
    file = tmp_path / "some.log"
    file.write_text(f"seen {text} there")
    assert findings(file)


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.com, p0123456789@d0123456789.example, a@acme.test",
        "scrubbed-0123456789abcdef",
        "call 310-555-0199 or +0003105550",
        "2013-01-07T00:00:00+00:00 6164039664469 129715613",
        "identify-external-id-held-by-another-email-2",
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        '{"api_key": "********", "token": "<your token>", "password": null}',
        "must-revalidate, no-cache, no-store, private, max-age=0",
    ],
)
def test_what_is_harmless_is_no_finding(text: str, tmp_path: Path) -> None:
    file = tmp_path / "some.log"
    file.write_text(text)
    assert list(map(str, findings(file))) == []


def test_what_is_allowed_is_no_finding(file: Path) -> None:
    write(file, [asked(f"https://x.io/?api_key={SECRET}&email=a@b.io")], Metadata())
    allowed = [re.compile("zK9.*"), re.compile(r".*@b\.io")]
    assert len(findings(file)) == 2
    assert findings(file, allowed=allowed) == []


def test_har_and_journal_are_read_by_place(tmp_path: Path) -> None:
    har = {
        "log": {"entries": [{"request": {"headers": [{"name": "Cookie", "value": "a=" + SECRET}]}}]}
    }
    (tmp_path / "a.har").write_text(json.dumps(har))
    (tmp_path / "b.jsonl").write_text(f'{{"a":1}}\n{{"query":{{"token":"{SECRET}"}}}}\n')
    (held,), (token,) = (findings(file) for file in files_in([tmp_path]))
    assert held.field == "log.entries[0].request.headers[0].value"
    assert (token.line, token.field) == (2, "query.token")


def test_a_hint_gives_nothing_away() -> None:
    assert hint("short-secret") == "***, 12 characters"
    assert hint("kobe@lakers.com") == "k***@***, 15 characters"


def test_a_thousand_exchanges_are_scanned_within_two_seconds(file: Path) -> None:
    shipped = [Cassette(f) for f in files_in([Path(cassettes.__path__[0]) / "zendesk"])]
    some = [c.interaction(n) for c in shipped for n in range(len(c))]
    write(file, (some * 20)[:1000], Metadata())
    begun = time.process_time()
    findings(file)
    assert time.process_time() - begun < 2


def test_a_value_told_twice_at_a_place_is_one_finding(file: Path) -> None:
    write(file, [answered(b'["a@b.io", "a@b.io"]')], Metadata())
    assert len(findings(file)) == 1
