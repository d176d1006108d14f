"""A vendor of two routes and one table, enough to see the machinery work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from contracts import judging
from contracts.catalogue import Catalogue, Confidence, Keeper, Rule
from contracts.exchange import Answer, Exchange, Request
from contracts.judging import Said, ruled
from emulator import strictness, verdicts
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import VendorApp, make_app
from emulator.calling import answer_to
from emulator.clock import Clock
from emulator.limits import spend
from emulator.routes import Routes
from emulator.vendor import Vendor
from emulator.visit import Refusal, Visit, keeps

Ask = Callable[..., Answer]

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "settings": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"key": {"type": "string", "writeOnly": True}},
        },
        "notes": {
            "type": "array",
            "items": {"type": "object", "properties": {"title": {"type": "string"}}},
        },
    },
}


def routes() -> Routes:
    blueprint = Routes("toy", __name__, url_prefix="/api")
    blueprint.get("/notes/<int:note_id>")(show)
    blueprint.post("/notes")(create)
    return blueprint


def show(visit: Visit, note_id: int) -> Answer:
    note = visit.account.tables["notes"].get(note_id)
    return Answer(404, {"error": "no such note"}) if note is None else Answer(200, note)


def create(visit: Visit) -> Answer:
    """Writes first and checks then, so that a refusal has something to undo."""
    table = visit.account.tables["notes"]
    note = table.put({"id": visit.account.next_id(), **visit.request.body})
    if not note["title"]:
        return Answer(422, {"error": "title blank"})
    refuse_taken_title(visit, note["title"])
    return Answer(201, note)


@keeps("toy.title-unique")
def refuse_taken_title(visit: Visit, title: str) -> None:
    if visit.account.tables["notes"].count("title", title) > 1:
        raise Refusal(Answer(422, {"error": "title taken"}))


def authenticate(visit: Visit) -> None:
    key = visit.request.header("Authorization") or ""
    if key != f"Key {visit.account.settings['key']}" and not (visit.account.open and key):
        raise Refusal(Answer(401, {"error": "who are you?"}))


def limit(visit: Visit) -> None:
    if visit.account.settings["rate_limits"]:
        spent = spend(visit.account, "all", 2, 60)
        visit.headers["X-Left"] = str(spent.remaining)
        if spent.over:
            raise Refusal(Answer(429, {"error": "slow down"}))


def seed(account: Account, file: Mapping[str, Any]) -> None:
    for note in file.get("notes", []):
        account.tables["notes"].put({"id": account.next_id(), **note})


def credential_in(headers: Mapping[str, str]) -> str | None:
    return headers.get("Authorization", "").removeprefix("Key ") or None


@pytest.fixture
def toy() -> Vendor:
    return Vendor(
        name="toy",
        title="Toy",
        domain="toy.example",
        port=9,
        prefix="/api/",
        tables={"notes": {"title": lambda note: [note["title"]]}},
        first_id=100,
        schema=SCHEMA,
        template={"name": "acme", "settings": {"key": "k1"}},
        seed=seed,
        routes=routes,
        authenticate=authenticate,
        answer_unknown=lambda _visit, status: Answer(status, {"error": "toy knows no such path"}),
        answer_malformed=lambda _visit: Answer(400, {"error": "toy wants JSON"}),
        credentials=lambda account: {"key": account.settings["key"]},
        account_of=credential_in,
        keys=lambda account: [account.settings["key"]],
        spell=lambda path: path.removesuffix(".json"),
        before=limit,
        after=lambda _visit, _answer: {"X-Toy": "1"},
        unbuilt=lambda _method, path: "boards" if path.startswith("/api/boards") else None,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock(frozen_at=1_700_000_000)


@pytest.fixture
def accounts(toy: Vendor, clock: Clock) -> Accounts:
    return Accounts(toy, clock)


@pytest.fixture
def account(accounts: Accounts) -> Account:
    return accounts.default


@pytest.fixture
def app(toy: Vendor, accounts: Accounts) -> VendorApp:
    return make_app(toy, accounts)


@pytest.fixture
def ask(app: VendorApp) -> Ask:
    """Asks the app something, signed unless headers say otherwise."""

    def ask_app(method: str, path: str, body: Any = None, /, **headers: str) -> Answer:
        path, _, query = path.partition("?")
        pairs = dict(pair.split("=") for pair in query.split("&") if pair)
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        signed = {"Authorization": "Key k1", **spelled}
        return answer_to(app, Request(method, path, pairs, signed, body))

    return ask_app


RULE = Rule(
    "toy.look-first", "A title is looked at first.", "toy manual", Confidence.DECIDED, Keeper.SENDER
)


def look_first(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    looked = False
    for exchange in exchanges:
        writes = exchange.operation == "note-create"
        yield ruled(looked) if writes else None
        looked = looked or exchange.request.method == "GET"


def label(exchange: Exchange) -> Exchange:
    writes = exchange.request.writes
    return replace(exchange, operation="note-create" if writes else "note-show")


@pytest.fixture
def contracted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy has contracts: one operation a method and one sender rule."""
    catalogue = Catalogue({RULE.id: RULE})
    monkeypatch.setattr(judging, "judges_of", lambda _vendor: {RULE.id: look_first})
    monkeypatch.setattr(verdicts, "has_contracts", lambda _vendor: True)
    monkeypatch.setattr(verdicts, "label_of", lambda _vendor: label)
    monkeypatch.setattr(verdicts, "catalogue", lambda: catalogue)
    monkeypatch.setattr(strictness, "catalogue", lambda: catalogue)
