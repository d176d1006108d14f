"""The promises of docs/architecture.md, as tests."""

import ast
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import cassettes
import contracts
import emulator
import forwarder
from contracts.catalogue import Keeper, catalogue
from contracts.judging import judges_of
from contracts.scenario import scenarios_of
from contracts.vendors import vendor_names

HOUSE = Path(contracts.__file__).parent.parent
MAY_IMPORT = {
    "contracts": {"contracts"},
    "emulator": {"contracts", "emulator"},
    "forwarder": {"contracts", "forwarder"},
    "cassettes": {"contracts", "cassettes"},
    "fauxdesk": {"contracts", "emulator", "forwarder", "cassettes", "fauxdesk"},
}
VENDORS = vendor_names(contracts)
SOURCES = sorted(path for room in MAY_IMPORT for path in (HOUSE / room).rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def imports(path: Path) -> set[str]:
    nodes = nodes_of(path)
    plain = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    return plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}


def test_arrows_point_down() -> None:
    wrong = {}
    for path in SOURCES:
        room = path.relative_to(HOUSE).parts[0]
        rooms = {name.partition(".")[0] for name in imports(path)} & set(MAY_IMPORT)
        wrong[named(path)] = rooms - MAY_IMPORT[room]
    assert {path: rooms for path, rooms in wrong.items() if rooms} == {}


def words_of(path: Path) -> set[str]:
    """The words of a module's strings and imports, docstrings aside."""
    nodes = nodes_of(path)
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    said = {
        n.value
        for n in nodes
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in prose
    }
    return {w for text in said | imports(path) for w in re.findall(r"[a-z]+", text.lower())}


def test_vendor_folders_do_not_know_each_other_and_machinery_names_none() -> None:
    foreign = set(VENDORS)
    named_in = {
        named(path): words_of(path) & foreign - set(path.relative_to(HOUSE).parts)
        for path in SOURCES
    }
    assert {path: words for path, words in named_in.items() if words} == {}


def test_every_side_has_the_same_vendors() -> None:
    for package in (emulator, forwarder, cassettes):
        assert vendor_names(package) == VENDORS


def test_a_module_fits_on_a_few_screens_and_a_function_on_one() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    functions = [(p, n) for p in SOURCES for n in nodes_of(p) if isinstance(n, kinds)]
    assert [named(path) for path in SOURCES if path.read_text().count("\n") > 300] == []
    long = [(p, n.name) for p, n in functions if (n.end_lineno or 0) - n.lineno + 1 > 40]
    assert [f"{named(path)}: {name}" for path, name in long] == []


def test_a_file_is_named_for_an_idea() -> None:
    vague = re.compile(r"util|helper|common|manager|base|misc")
    assert [named(path) for path in SOURCES if vague.search(path.stem)] == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_server_rule_has_one_function(vendor: str) -> None:
    claimed = [
        claim
        for path in sorted((HOUSE / "emulator" / vendor).rglob("*.py"))
        for claim in claims(import_module(module_of(path)))
    ]
    assert sorted(claimed) == sorted(catalogue().of(vendor).kept_by(Keeper.SERVER))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def claims(module: ModuleType) -> list[str]:
    own = [v for v in vars(module).values() if getattr(v, "__module__", "") == module.__name__]
    return [v.kept_rule for v in own if hasattr(v, "kept_rule")]


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_sender_rule_has_one_judge(vendor: str) -> None:
    assert sorted(judges_of(vendor)) == sorted(catalogue().of(vendor).kept_by(Keeper.SENDER))


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_scenario_has_a_cassette_under_its_name(vendor: str) -> None:
    recorded = {path.stem for path in (HOUSE / "cassettes" / vendor).glob("*.yaml")}
    assert recorded == set(scenarios_of(vendor))


@pytest.mark.parametrize("module", ["fauxdesk", "fauxdesk.pytest_plugin"])
def test_importing_fauxdesk_loads_none_of_its_rooms_and_nothing_slow(module: str) -> None:
    rooms = MAY_IMPORT.keys() - {"fauxdesk"}
    slow = ["flask", "requests", "vcr", "jsonschema", "yaml", "click", "ua_parser", *rooms]
    code = f"import sys, {module}; sys.exit(', '.join(set({slow!r}) & set(sys.modules)) or 0)"
    done = run(sys.executable, "-c", code)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("word", ["/" + "work/", "sub" + "agent", "this " + "session"])
def test_the_repository_speaks_of_the_project_alone(word: str) -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    texts = [HOUSE / name for name in tracked.stdout.split() if (HOUSE / name).is_file()]
    assert [named(t) for t in texts if word in t.read_text(errors="ignore")] == []


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
