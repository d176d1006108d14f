"""``fauxdesk init``: commented files to start from."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from emulator.account_file import read_account_file
from emulator.vendor import vendors
from fauxdesk.command import fauxdesk
from fauxdesk.serving.local import local_settings
from forwarder.settings import read_settings

NAME, OTHER = list(vendors())[:2]


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(fauxdesk, ["init", "--folder", str(folder), *arguments])


def uncommented(text: str) -> str:
    """The text with each setting and record that it shows said in earnest."""
    return re.sub(r"^# (?=\w+ = |\[\[)", "", text, flags=re.MULTILINE)


def test_the_settings_reach_the_local_stack(tmp_path: Path) -> None:
    assert init(tmp_path, "--port", "7300").exit_code == 0
    read = read_settings(tmp_path / "settings.toml", {})
    for name, local in local_settings("127.0.0.1", 7300).items():
        assert {key: read[name][key] for key in local} == local


def test_every_setting_stands_in_the_settings_file(tmp_path: Path) -> None:
    init(tmp_path)
    file = tmp_path / "settings.toml"
    file.write_text(uncommented(file.read_text()))
    assert read_settings(file, {}).keys() == vendors().keys()


@pytest.mark.parametrize("name", vendors())
def test_the_account_file_is_the_default_account(name: str, tmp_path: Path) -> None:
    init(tmp_path, name)
    assert read_account_file(tmp_path / f"{name}.toml") == (name, {"settings": {}})


@pytest.mark.parametrize("name", vendors())
def test_what_is_commented_out_can_be_said(name: str, tmp_path: Path) -> None:
    init(tmp_path, name)
    file = tmp_path / f"{name}.toml"
    file.write_text(uncommented(file.read_text()))
    _, account = read_account_file(file)
    assert vendors()[name].schema["properties"]["settings"]["properties"].keys() <= (
        account["settings"].keys()
    )
    assert account["faults"] == [{"status": 503}]


def test_a_file_that_is_there_is_left_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / f"{OTHER}.toml").write_text("mine")
    told = init(tmp_path, NAME, OTHER)
    assert f"{OTHER}.toml: is there already" in str(told.exception)
    assert [file.name for file in tmp_path.iterdir()] == [f"{OTHER}.toml"]
    assert init(tmp_path, OTHER, "--force").exit_code == 0
    assert "mine" not in (tmp_path / f"{OTHER}.toml").read_text()


def test_a_folder_in_the_place_of_a_file_leaves_nothing_written(tmp_path: Path) -> None:
    (tmp_path / f"{OTHER}.toml").mkdir()
    assert f"{OTHER}.toml: is a folder" in str(init(tmp_path, NAME, OTHER, "--force").exception)
    assert [file.name for file in tmp_path.iterdir()] == [f"{OTHER}.toml"]


def test_ports_that_no_stack_can_have_are_told(tmp_path: Path) -> None:
    told = str(init(tmp_path / "new", "--port", "65535").exception)
    assert "--port: a stack that begins so late would need port" in told
    assert not (tmp_path / "new").exists()


def test_an_address_with_colons_stands_in_brackets() -> None:
    urls = {local["url"] for local in local_settings("::1", 7100).values()}
    assert "http://[::1]:7101" in urls
