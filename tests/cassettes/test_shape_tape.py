"""A recorder can keep shapes alone: no value is written, at any time."""

from pathlib import Path

import pytest

from cassettes.cassette import FAKE, Metadata
from cassettes.interaction import Interaction
from cassettes.reading import recorded_in
from cassettes.shape_tape import ShapeTape
from contracts.problem import BadInput
from fauxdesk.serving.proxying import tape_for

TOLD = Metadata(vendor="zendesk", recorded_from=FAKE, host="acme.zendesk.com")
ASKED = Interaction(
    method="GET",
    url="http://127.0.0.1:7102/api/v2/users/12345.json?include=Kobe",
    headers={"Host": ["127.0.0.1:7102"]},
    status=200,
    answer_headers={"Content-Type": ["application/json"]},
    answer_body=b'{"user": {"id": 12345, "name": "Kobe"}}',
)


def test_a_shape_tape_writes_a_shape_file(tmp_path: Path) -> None:
    tape = ShapeTape(tmp_path / "s.json", TOLD)
    with tape.kept():
        assert recorded_in(tmp_path / "s.json").shapes == []
        tape.keep(ASKED)
        tape.keep(ASKED)
    one, two = recorded_in(tmp_path / "s.json").shapes
    assert one == two
    assert (one.operation, one.path, one.status) == ("users-show", "/api/v2/users/{id}", 200)
    assert one.answer_body["properties"]["user"]["properties"]["name"] == {"type": "string"}


def test_no_value_is_written(tmp_path: Path) -> None:
    tape = ShapeTape(tmp_path / "s.json", TOLD)
    tape.keep(ASKED)
    tape.write()
    text = (tmp_path / "s.json").read_text()
    assert not any(value in text for value in ("Kobe", "12345", "acme", "127.0.0.1"))


def test_shapes_are_not_added_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "s.json").touch()
    with pytest.raises(BadInput, match="not added"):
        tape_for(tmp_path / "s.json", "zendesk", "http://127.0.0.1:1", "append", shapes=True)
