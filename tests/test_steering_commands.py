"""``fauxdesk state``, ``fault`` and ``clock``: steering a running stack."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from emulator.vendor import vendors
from fauxdesk.command import fauxdesk
from fauxdesk.serving.stack import Stack
from standing import standing

NAME, OTHER = list(vendors())[:2]
MAIL = {"id": 7, "to": "ann@x.io"}

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Stack, int]]:
    stack, port = standing(NAME, OTHER)
    with stack:
        yield stack, port


@pytest.fixture(autouse=True)
def stack(served: tuple[Stack, int]) -> Stack:
    for fake in served[0].values():
        fake.account.reset()
        fake.account.faults.clear()
    return served[0]


@pytest.fixture
def run(served: tuple[Stack, int]) -> Run:
    port = str(served[1])

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(fauxdesk, [*map(str, arguments), "--port", port])

    return run


def outbox(stack: Stack, name: str):
    return stack[name].account.tables["outbox"]


def test_the_clock_of_all_fakes_is_told_and_advanced(run: Run, stack: Stack) -> None:
    before = stack.clock.ahead
    assert run("clock", "advance", "1.5h").exit_code == 0
    assert stack.clock.ahead == before + 5400
    assert f"({before + 5400:g} s ahead)" in run("clock").output


@pytest.mark.parametrize("order", [["advance"], ["back", "1s"], ["advance", "1s", "2s"]])
def test_another_order_to_the_clock_is_wrong_use(run: Run, order: list[str]) -> None:
    assert run("clock", *order).exit_code == 2


def test_a_fault_is_ordered_listed_and_called_off(run: Run, stack: Stack) -> None:
    header = ["--header", "Retry-After: 3", "--body", '{"a": 1}']
    assert run("fault", "add", NAME, "--status", 503, "--times", 2, *header).exit_code == 0
    (armed,) = stack[NAME].account.faults.armed
    assert armed.order == {
        "status": 503,
        "times": 2,
        "headers": {"Retry-After": "3"},
        "body": {"a": 1},
    }
    assert json.loads(run("fault", "list", "--json").output)[NAME][0]["status"] == 503
    assert "status 503, times 2" in run("fault", "list", NAME).output
    assert run("fault", "clear", NAME, "--id", armed.id).output == f"{NAME}: 0 faults left\n"
    assert run("fault", "list").output == "none\n"


def test_faults_of_all_are_called_off_at_once(run: Run, stack: Stack) -> None:
    for name in (NAME, OTHER):
        assert run("fault", "add", name, "--cut", "--after", "--path", "/x*").exit_code == 0
    run("fault", "clear")
    assert not any(len(fake.account.faults) for fake in stack.values())


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (["add", NAME], "must order a status, a cut, a delay or"),
        (["add", NAME, "--status", "99"], "status: "),
        (["add", NAME, "--meanwhile", "{"], "--meanwhile: is not JSON"),
        (["add", NAME, "--meanwhile", '{"nope": []}'], "meanwhile.nope: is not expected"),
        (["add", NAME, "--cut", "--header", "x"], "'x' must be written `Name: value`"),
        (["clear", NAME, "--id", "99"], "no fault 99 is armed"),
    ],
)
def test_a_fault_that_cannot_be_is_told_in_one_line(run: Run, order: list[str], says: str) -> None:
    assert says in str(run("fault", *order).exception)


@pytest.mark.parametrize("wrong", [["--times", "0"], ["--probability", "7"], ["--probability=nan"]])
def test_how_often_a_fault_cannot_strike_is_wrong_use(run: Run, wrong: list[str]) -> None:
    told = run("fault", "add", NAME, "--cut", *wrong)
    assert told.exit_code == 2
    assert wrong[0].partition("=")[0] in told.output


def test_a_fault_lets_somebody_be_faster(run: Run, stack: Stack) -> None:
    records = next(
        name for name in ("contacts", "users", "leads") if name in stack[NAME].account.tables
    )
    added = {records: [{"name": "Ann", "email": "ann@x.io"}]}
    assert run("fault", "add", NAME, "--meanwhile", json.dumps(added)).exit_code == 0
    assert stack[NAME].account.faults.armed[0].meanwhile == added


def test_a_saved_state_is_compared_and_brought_back(run: Run, stack: Stack, tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    assert run("state", "save", file).exit_code == 0
    outbox(stack, NAME).put(MAIL)
    told = run("state", "diff", file, "--json")
    mail = {"vendor": NAME, "where": "outbox.7", "old": None, "new": MAIL}
    assert (told.exit_code, json.loads(told.output)) == (1, [mail])
    assert run("state", "load", file).exit_code == 0
    assert (run("state", "diff", file).exit_code, len(outbox(stack, NAME))) == (0, 0)


def test_two_saved_states_are_compared_key_by_key(run: Run, stack: Stack, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    for file, to in ((old, "ann@x.io"), (new, "bob@x.io")):
        outbox(stack, OTHER).put({**MAIL, "to": to})
        run("state", "save", file, OTHER)
    told = run("state", "diff", old, new).output
    assert "outbox.7.to" in told
    assert '"ann@x.io"' in told
    assert "1 difference\n" in told


def test_a_state_that_one_fake_refuses_changes_none(run: Run, stack: Stack, tmp_path: Path) -> None:
    state = {NAME: {"outbox": [MAIL]}, OTHER: {"tables": {"no such": []}}}
    (tmp_path / "bad.json").write_text(json.dumps(state))
    said = str(run("state", "load", tmp_path / "bad.json").exception)
    assert f"bad.json: {OTHER}.tables.no such: no such table" in said
    assert len(outbox(stack, NAME)) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{\n\n}}", ":3: is not JSON"),
        ("[" * 5000, "is nested too deeply"),
        (f'{{"{NAME}": {{"clock": {{"ahead": NaN}}}}}}', "is not JSON: NaN"),
        ("[]", "must be an object with a state by vendor"),
        ('{"acme": {}}', "acme: unknown vendor"),
        (f'{{"{NAME}": 3}}', f"{NAME}: is of the wrong type"),
        (f'{{"{NAME}": {{"outbox": [1]}}}}', f"{NAME}.outbox.0: is of the wrong type"),
    ],
)
def test_what_is_no_saved_state_is_told_in_one_line(
    run: Run, text: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "odd.json").write_text(text)
    for order in (["load", tmp_path / "odd.json"], ["diff", tmp_path / "odd.json"]):
        assert says in str(run("state", *order).exception)


def test_accounts_go_back_to_what_they_began_with(run: Run, stack: Stack) -> None:
    outbox(stack, NAME).put(MAIL)
    assert run("state", "reset", NAME).output == f"reset {NAME}\n"
    assert len(outbox(stack, NAME)) == 0


def test_an_account_is_steered_by_its_name(run: Run, stack: Stack) -> None:
    run("fault", "add", NAME, "--status", "500", "--account", "acme-two")
    assert not stack[NAME].account.faults.armed
    assert "500" in run("fault", "list", NAME, "--account", "acme-two").output
