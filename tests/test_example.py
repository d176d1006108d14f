"""The worked example of examples/stranger: what its suite finds, and that mending helps."""

import os
import re
import subprocess
import sys
from pathlib import Path

STRANGER = Path(__file__).parent.parent / "examples/stranger"
TOLD = (STRANGER / "README.md").read_text()


def ran(version: str) -> subprocess.CompletedProcess[str]:
    options = ["-p", "no:cacheprovider", "-o", f"pythonpath={version}", "-rfE"]
    return subprocess.run(
        [sys.executable, "-B", "-m", "pytest", *options],
        cwd=STRANGER,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_bugs_break_three_contracts_and_a_rule_nobody_asserted() -> None:
    done = ran("with_bugs")
    failed = re.findall(r"^FAILED test_helpdesk.py::(\S+)", done.stdout, re.MULTILINE)
    assert failed == [
        "test_contract[identify-many-matches-no-update]",
        "test_contract[identify-partial-match-ignored]",
        "test_contract[identify-without-email]",
        "test_two_people_share_an_email",
    ]
    assert "zendesk.identify.multiple-noop: When several users share the email" in done.stdout
    assert all(name in TOLD for name in failed)


def test_the_mended_version_keeps_every_contract() -> None:
    done = ran("mended")
    assert (done.returncode, done.stderr) == (0, "")
    assert "8 passed" in done.stdout
