"""The README and the contributor's page say what is there."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import contracts
from contracts.vendors import vendor_names
from fauxdesk import start
from fauxdesk.command import fauxdesk, table_of_commands
from forwarder.delivery import Forwarder
from forwarder.parsing import parse_call
from forwarder.settings import settings_of
from forwarder.vendor import vendors

HOUSE = Path(__file__).parent.parent
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/contract-testing.md",
    "docs/recording.md",
    "docs/running-a-fake.md",
]
README = (HOUSE / "README.md").read_text()


def test_the_readme_lists_every_command_as_its_help_has_it() -> None:
    stated = README.split("<!-- commands: begin -->")[1].split("<!-- commands: end -->")[0]
    assert stated.strip() == table_of_commands()


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_the_readme_says_what_is_not_emulated_of_each_vendor(vendor: str) -> None:
    part = README.split("## What is not emulated")[1].split("\n## ")[0].lower().replace(".", "")
    assert vendor in part


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_repository_lead_somewhere(page: str) -> None:
    file = HOUSE / page
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", file.read_text())
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (file.parent / link).exists()] == []


def test_commands_in_the_readme_exist() -> None:
    names = set(re.findall(r"(?:`|\$ )fauxdesk ([a-z]+)\b", README))
    assert names <= set(fauxdesk.list_commands(None))  # type: ignore[arg-type]


def test_the_readme_example_of_mock_works() -> None:
    code = README.split("```python\n")[1].split("```")[0]
    exec(compile(code, "README.md", "exec"), {})


def _block(first: str) -> str:
    return first + README.split(f"\n{first}")[1].split("```")[0]


def test_the_readme_example_of_an_account_has_two_users_of_one_email(tmp_path: Path) -> None:
    (tmp_path / "twins.toml").write_text(_block('vendor = "zendesk"'))
    line = re.search(r"echo '(.*)' > calls.jsonl", README)
    assert line is not None
    with start("zendesk", files=[tmp_path / "twins.toml"]) as stack:
        settings = settings_of(vendors()["zendesk"], stack.settings()["zendesk"])
        with Forwarder({"zendesk": settings}) as forwarder:
            (conversation,) = forwarder.forward(parse_call(json.loads(line[1])))
    assert conversation.outcome is not None
    assert conversation.outcome.says == "2 users have this email, so nothing is written"


def test_help_fits_on_a_screen() -> None:
    told = CliRunner().invoke(fauxdesk, ["--help"])
    assert len(told.output.splitlines()) <= 30
