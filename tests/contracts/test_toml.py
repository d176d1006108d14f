"""What is wrong with a TOML file is told with its line."""

import pytest

from contracts.problem import BadInput
from contracts.toml import read_toml, toml_in


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\n\n= 2", 3), ("a = [\n1,\n", 2), ("[a", 1), ("a = 1\na = 2\n", 2)]
)
def test_the_line_is_a_field_of_the_error_and_not_of_its_words(text: str, line: int) -> None:
    with pytest.raises(BadInput) as caught:
        toml_in(text, "x.toml")
    assert (caught.value.file, caught.value.line) == ("x.toml", line)
    assert str(caught.value).startswith(f"x.toml:{line}: not TOML: ")
    assert "at line" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [("a = " + "[" * 5000, "nested too deeply"), ("a = " + "9" * 5000, "a number has too many")],
)
def test_what_would_overwhelm_the_reader_is_bad_input(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        toml_in(text, "x.toml")


def test_the_mark_that_some_editors_put_first_is_no_mistake(tmp_path) -> None:
    (tmp_path / "marked.toml").write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert read_toml(tmp_path / "marked.toml") == {"a": 1}


def test_a_file_that_is_not_there_is_bad_input(tmp_path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        read_toml(tmp_path / "none.toml")
