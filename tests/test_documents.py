"""The README and the contributor's page say what is there."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import contracts
from contracts.vendors import vendor_names
from fauxdesk.command import fauxdesk, table_of_commands

HOUSE = Path(__file__).parent.parent
README = (HOUSE / "README.md").read_text()


def test_the_readme_lists_every_command_as_its_help_has_it() -> None:
    stated = README.split("<!-- commands: begin -->")[1].split("<!-- commands: end -->")[0]
    assert stated.strip() == table_of_commands()


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_the_readme_says_what_is_not_emulated_of_each_vendor(vendor: str) -> None:
    part = README.split("## What is not emulated")[1].split("\n## ")[0].lower().replace(".", "")
    assert vendor in part


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
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


def test_help_fits_on_a_screen() -> None:
    told = CliRunner().invoke(fauxdesk, ["--help"])
    assert len(told.output.splitlines()) <= 30
