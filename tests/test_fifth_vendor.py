"""A further vendor is one folder a side: nothing else of the house changes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CONTRACTS = {
    "__init__.py": '"""What Toydesk demands."""\n',
    "vendor.toml": 'title = "Toydesk"\ndomain = "toydesk.test"\n',
    "rules.toml": """
["toy.people.named"]
says = "A person has a name."
source = "the toy's page"
confidence = "documented"
kept_by = "server"
["toy.identify.named"]
says = "A person without a name is not sent."
source = "the toy's page"
confidence = "decided"
kept_by = "ours"
""",
    "operations/people-create.json": json.dumps(
        {
            "says": "Adds a person.",
            "source": "the toy's page",
            "method": "POST",
            "path": "/api/people",
            "body": {"type": "object", "required": ["name"]},
            "answers": {"201": {"type": "object", "required": ["id"]}, "400": {}},
        }
    ),
    "scenarios/identify-adds-person.json": json.dumps(
        {
            "says": "A person is added.",
            "rules": ["toy.people.named"],
            "call": {"type": "identify", "userId": "7", "traits": {"name": "Ann"}},
            "exchanges": [
                {
                    "operation": "people-create",
                    "request": {"body": {"name": "Ann"}},
                    "answer": {"status": 201, "body": {"name": "Ann"}},
                }
            ],
            "outcome": {"kind": "sent"},
            "leaves": {"people": [{"name": "Ann"}]},
        }
    ),
}
EMULATOR = {
    "__init__.py": '''"""A fake Toydesk."""
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.vendor import Vendor
from emulator.visit import Refusal, keeps

@keeps("toy.people.named")
def refuse_nameless(visit):
    if not (visit.request.body or {}).get("name"):
        raise Refusal(Answer(400, {"error": "name"}))

def create(visit):
    refuse_nameless(visit)
    person = {"id": visit.account.next_id(), **visit.request.body}
    return Answer(201, visit.account.tables["people"].put(person))

def routes():
    made = Routes("toy", __name__, url_prefix="/api")
    made.post("/people")(create)
    return made

VENDOR = Vendor(
    name="toy", title="Toydesk", domain="toydesk.test", port=5, prefix="/api/",
    tables={"people": {}}, first_id=1, schema={"type": "object"}, template={},
    seed=lambda account, file: None, routes=routes, authenticate=lambda visit: None,
    answer_unknown=lambda visit, status: Answer(status, {"error": "unknown"}),
    answer_malformed=lambda visit: Answer(400, {"error": "malformed"}),
    credentials=lambda account: {"key": "toy-key"},
)
'''
}
FORWARDER = {
    "__init__.py": '''"""Delivers to Toydesk."""
from forwarder.vendor import Setting, Vendor

VENDOR = Vendor(
    name="toy", title="Toydesk", catalog_names=("Toydesk",), address="https://toydesk.test",
    settings=(Setting(key="key", says="The key.", required=True, secret=True),),
    sign=lambda settings: {"Authorization": settings["key"]}, unsupported={},
)
''',
    "identify.py": '''"""Identify: a person with a name is added."""
from contracts.exchange import Request
from forwarder.ending import sent, skipped

def identify(call, settings, fields):
    if not call.traits.get("name"):
        return skipped("the call has no name", "toy.identify.named")
    yield Request("POST", "/api/people", body={"name": call.traits["name"]})
    return sent("person added")
''',
}
CASSETTES = {
    "__init__.py": '"""Toydesk."""\nfrom cassettes.vendor import Vendor\n\nVENDOR = Vendor()\n'
}
SIDES = {
    "contracts": CONTRACTS,
    "emulator": EMULATOR,
    "forwarder": FORWARDER,
    "cassettes": CASSETTES,
}
START = """
import contracts, emulator, forwarder, cassettes
for side in (contracts, emulator, forwarder, cassettes):
    side.__path__.append(f"{FOLDER}/{side.__name__}")
from fauxdesk.command import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for side, files in SIDES.items():
        for name, text in files.items():
            place = tmp_path / side / "toy" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
    return tmp_path


def fauxdesk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = f"FOLDER = {str(folder)!r}\n{START}"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_its_scenario_holds_on_every_path_and_counts(folder: Path) -> None:
    told = fauxdesk(folder, "coverage", "--to", "toy", "--json")
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["toy"]["exercised"] == 1


def test_its_rules_are_listed(folder: Path) -> None:
    told = fauxdesk(folder, "rules", "toy", "--json")
    assert [rule["id"] for rule in json.loads(told.stdout)] == [
        "toy.people.named",
        "toy.identify.named",
    ]


def test_the_demo_forwards_every_example_to_it_too(folder: Path) -> None:
    told = fauxdesk(folder, "demo", "--json")
    shown = json.loads(told.stdout)
    rows = [row for row in shown["events"] if row["vendor"] == "toy"]
    assert len(rows) == 63
    assert {row["outcome"] for row in rows} == {"sent", "skipped"}
    assert shown["contracts"]["toy"] == {"identify-adds-person": True}


def test_an_account_of_it_is_mocked_and_explained(folder: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls.jsonl"
    calls.write_text(json.dumps({"type": "identify", "userId": "7", "traits": {"name": "Ann"}}))
    told = fauxdesk(folder, "explain", str(calls), "--to", "toy", "--json")
    assert json.loads(told.stdout)["says"] == "person added"


def test_a_recording_of_it_is_held_beside_its_fake(folder: Path, tmp_path: Path) -> None:
    request = {"method": "POST", "path": "/api/people", "body": {"name": "Ann"}}
    answer = {"status": 201, "body": {"id": 4711, "name": "Ann"}}
    made = {"time": "2026-01-02T03:04:05Z", "duration": 0, "request": request, "answer": answer}
    (tmp_path / "journal.json").write_text(json.dumps([{"vendor": "toy", **made}]))
    told = fauxdesk(folder, "fidelity", str(tmp_path / "journal.json"))
    assert (told.returncode, told.stderr) == (0, "")
    assert "toy: 1 of 1 exchanges compared, 3 of 3 values agree" in told.stdout
