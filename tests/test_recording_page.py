"""The page on recording shows what works."""

import os
from pathlib import Path

import pytest

from cassettes.cassette import Cassette

PAGE = (Path(__file__).parent.parent / "docs" / "recording.md").read_text()


def test_the_example_of_recording_from_python_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(PAGE.split("```python\n")[1].split("```")[0], "recording.md", "exec"), {})
    assert os.listdir() == ["users.yaml"]
    exchange = Cassette("users.yaml").exchange(0)
    assert exchange.answer is not None
    assert exchange.answer.status == 200
