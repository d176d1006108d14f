"""docs/running-a-fake.md says what a fake does."""

import base64
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from emulator.account_file import read_account_file
from emulator.calling import call
from emulator.control import known_controls as of_a_vendor
from emulator.faults import SCHEMA
from fauxdesk.command import fauxdesk
from fauxdesk.serving.front_control import known_controls as of_the_first_port
from fauxdesk.serving.stack import Stack
from fauxdesk.serving.tracking import SERVER_ROUTES
from standing import standing

PAGE = (Path(__file__).parent.parent / "docs/running-a-fake.md").read_text()
COMMANDS = re.findall(r"^\$ fauxdesk ((?:fault|clock|state) .*)$", PAGE, re.MULTILINE)


def part(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(title: str) -> list[str]:
    """What stands as code in the first column of a table."""
    return [
        key
        for row in re.findall(r"^\| (`.*?) \|", part(title), re.MULTILINE)
        for key in re.findall(r"`(.*?)`", row)
    ]


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Stack, int]]:
    stack, port = standing("zendesk")
    with stack:
        yield stack, port


def test_every_control_route_is_listed() -> None:
    listed = {*rows("Control routes"), "DELETE /_fauxdesk/faults/<int:fault_id>"}
    assert listed == set(of_a_vendor())


def test_what_the_first_port_lacks_and_has_more_is_said() -> None:
    lacks = {route for route in of_a_vendor() if "<" not in route} - {*of_the_first_port()}
    assert lacks == {"PUT /_fauxdesk/state", "POST /_fauxdesk/faults"}
    more = {*of_the_first_port()} - {*of_a_vendor()}
    assert more == {"GET /_fauxdesk/calls", "DELETE /_fauxdesk/calls"}


def test_every_key_of_a_fault_is_explained() -> None:
    assert set(rows("Faults")) == set(SCHEMA["properties"])


def test_every_route_of_the_intake_is_named() -> None:
    said = part("Segment intake")
    assert all(f"`{route}`" in said or f"/v1/{route}`" in said for route in SERVER_ROUTES)


def test_the_account_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "twins.toml").write_text(PAGE.split("```toml\n")[1].split("```")[0])
    name, account = read_account_file(tmp_path / "twins.toml")
    assert (name, len(account["users"])) == ("zendesk", 2)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_steer_a_stack(served: tuple[Stack, int], line: str) -> None:
    told = CliRunner().invoke(fauxdesk, [*shlex.split(line), "--port", str(served[1])])
    assert told.exit_code == 0, told.exception


def test_the_tokens_are_revoked_as_the_page_has_it(served: tuple[Stack, int]) -> None:
    order = PAGE.split("/_fauxdesk/state -d '")[1].split("'")[0]
    fake = served[0]["zendesk"]
    url = "http://127.0.0.1/_fauxdesk/state"
    status, _, content = call(fake, "PUT", url, [], order.encode())
    assert (status, json.loads(content)["settings"]["api_tokens"]) == (200, [])
    token = base64.b64encode(b"admin@acme.example/token:zd-local-token").decode()
    signed = [("Authorization", f"Basic {token}")]
    assert call(fake, "GET", "http://127.0.0.1/api/v2/users", signed, None)[0] == 401
