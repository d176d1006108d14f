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


def test_a_file_that_is_not_there_is_bad_input(tmp_path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        read_toml(tmp_path / "none.toml")
