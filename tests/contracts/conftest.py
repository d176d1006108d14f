"""A vendor of the test's own: machinery is shown with no real one."""

import json
import sys
from pathlib import Path

import pytest

import contracts
from contracts.catalogue import catalogue
from contracts.documents import shapes_of
from contracts.hosts import places, vendor_of
from contracts.operation import operations_of
from contracts.scenario import scenarios_of

READ_ONCE = (catalogue, places, vendor_of, shapes_of, operations_of, scenarios_of)
VENDOR = 'title = "Toy"\ndomain = "toy.example"\n'
HABITS = '[path]\ndroppable_suffix = ".json"\nmerge_slashes = true\n'
RULE = 'says = "Once."\nsource = "the box"\nconfidence = "documented"\nkept_by = "sender"'


class Folder:
    """The folder of the vendor ``toy``; what is written to it is read by the next question."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.write("__init__.py", "")
        self.write("vendor.toml", VENDOR + HABITS)
        self.write("rules.toml", f'["toy.once"]\n{RULE}\n')

    def write(self, name: str, text: str) -> str:
        file = self.place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for read in READ_ONCE:
            read.cache_clear()
        return str(file)

    def operation(self, name, method="GET", path="/things", **parts) -> str:
        stated = {"says": "Finds.", "source": "the box", "method": method, "path": path}
        stated |= {"answers": {"200": {}}, **parts}
        return self.write(f"operations/{name}.json", json.dumps(stated))

    def scenario(self, *exchanges, **parts) -> str:
        stated = {"says": "A story.", "rules": ["toy.once"], "call": {"type": "identify"}}
        stated |= {"exchanges": exchanges, "outcome": {"kind": "sent"}, **parts}
        return self.write("scenarios/story.json", json.dumps(stated))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(contracts, "__path__", [*contracts.__path__, str(tmp_path)])
    yield Folder(tmp_path / "toy")
    sys.modules.pop("contracts.toy", None)
    vars(contracts).pop("toy", None)
    for read in READ_ONCE:
        read.cache_clear()
