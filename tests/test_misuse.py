"""What hurried users do to the command line: each time one clear line and the right exit code."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from emulator.vendor import vendors
from fauxdesk import start

ANN = {"type": "identify", "userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}}
SETTINGS = "[zendesk]\nsubdomain = 'acme'\nemail = 'a@b.c'\npassword = 's3cret'\n"


def fauxdesk(*arguments: object, **environ: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "fauxdesk", *map(str, arguments)]
    env = {k: v for k, v in os.environ.items() if not k.startswith("FAUXDESK_")} | environ
    return subprocess.run(command, env=env, capture_output=True, check=False, timeout=30)


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    file = tmp_path / "calls.jsonl"
    file.write_text(json.dumps(ANN) + "\n")
    return file


@pytest.mark.parametrize("command", [("explain",), ("forward", "--dry-run")])
def test_a_line_that_is_no_text_stops_no_other(calls: Path, command: tuple[str, ...]) -> None:
    calls.write_bytes(b"\xff\xfe{\x00\n" + calls.read_bytes())
    told = fauxdesk(*command, calls, "--to", "zendesk", "--json")
    assert told.returncode == 1
    assert told.stderr.decode().endswith("calls.jsonl:1: is not UTF-8 text\n")
    assert json.loads(told.stdout)["line"] == 2


def test_without_a_stack_forward_says_at_once_how_to_start_one(calls: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    told = fauxdesk("forward", calls, "--to", "zendesk", FAUXDESK_ZENDESK_URL=url)
    assert told.returncode == 2
    says = f"fauxdesk: no zendesk answers at {url}; start one with `fauxdesk up`\n"
    assert told.stderr.decode() == says


def test_calls_go_to_the_part_of_the_stack_that_runs(calls: Path) -> None:
    silent = f"http://127.0.0.1:{free_port()}"
    with start("zendesk") as stack:
        places = {f"FAUXDESK_{name}_URL".upper(): silent for name in vendors()}
        places["FAUXDESK_ZENDESK_URL"] = stack.url("zendesk")
        told = fauxdesk("forward", calls, "--json", **places)
    assert told.returncode == 0
    assert [json.loads(line)["vendor"] for line in told.stdout.splitlines()] == ["zendesk"]
    assert told.stderr.count(b"is not started") == len(vendors()) - 1


@pytest.mark.parametrize(
    ("settings", "to", "says"),
    [("", "", "holds no settings of any vendor"), (SETTINGS, "freshdesk", "of freshdesk")],
)
def test_settings_of_nobody_deliver_nothing_silently(
    calls: Path, tmp_path: Path, settings: str, to: str, says: str
) -> None:
    (tmp_path / "settings.toml").write_text(settings)
    chosen = ["--to", to] if to else []
    told = fauxdesk("forward", calls, "--settings", tmp_path / "settings.toml", *chosen)
    assert told.returncode == 2
    assert says in told.stderr.decode()


@pytest.mark.parametrize("port", [-1, 65_535, 99_999])
def test_a_port_that_cannot_be_is_wrong_use(port: int) -> None:
    told = fauxdesk("up", "--port", port)
    assert told.returncode == 2
    assert str(port)[:2] in told.stderr.decode()
    assert b"Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("vendors", "times", "says"),
    [((), 2, "zendesk has an account file already"), (("freshdesk",), 1, "not among the vendors")],
)
def test_an_account_file_that_would_be_passed_over_is_refused(
    tmp_path: Path, vendors: tuple[str, ...], times: int, says: str
) -> None:
    (tmp_path / "acme.toml").write_text('vendor = "zendesk"\n')
    told = fauxdesk("up", *vendors, "--port", 0, *["--account", tmp_path / "acme.toml"] * times)
    assert told.returncode == 2
    assert f"acme.toml: vendor: {says}" in told.stderr.decode().replace("zendesk is ", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_tables_are_drawn_in_what_the_terminal_can_show(calls: Path, encoding: str) -> None:
    told = fauxdesk("explain", calls, "--to", "zendesk", PYTHONIOENCODING=encoding)
    assert told.returncode == 0
    drawn = told.stdout.decode(encoding)
    assert ("┌" if encoding == "utf-8" else "+--") in drawn


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_clear_line() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "fauxdesk", "rules"]
        told = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert told.returncode == 2
    assert told.stderr == b"fauxdesk: No space left on device\n"


def test_traffic_with_nobody_we_know_is_not_called_good(tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("[]")
    told = fauxdesk("verify", tmp_path / "empty.json")
    assert told.returncode == 1
    assert "nothing judged" in told.stdout.decode()
    assert "holds" not in told.stdout.decode()


@pytest.mark.parametrize("wrong", [["verify", "nofile"], ["rules", "acme"], ["clock", "--x"]])
def test_wrong_use_is_one_line_that_points_to_the_help(wrong: list[str]) -> None:
    told = fauxdesk(*wrong)
    (line,) = told.stderr.decode().splitlines()
    assert (told.returncode, told.stdout) == (2, b"")
    assert line.startswith(f"fauxdesk {wrong[0]}: ")
    assert line.endswith(f"; see `fauxdesk {wrong[0]} --help`")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
def test_ctrl_c_is_told_from_a_finding() -> None:
    command = [sys.executable, "-m", "fauxdesk", "explain", "-"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(ANN).encode() + b"\n" + b" " * 20_000)
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in told
