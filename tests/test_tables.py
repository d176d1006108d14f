"""Tables fit the window."""

import pytest

from fauxdesk.tables import table


def test_a_column_that_needs_little_leaves_its_room_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    drawn = table(("where", "old", "new"), [("users.1", "", "word " * 40)], wide=("old", "new"))
    assert max(map(len, drawn.splitlines())) <= 80
    assert "word " * 11 in drawn


@pytest.mark.parametrize("columns", ["1", "30", "500"])
def test_a_table_is_drawn_however_narrow_the_window(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    drawn = table(("a", "b"), [("x" * 50, "y" * 300)], wide="b")
    assert drawn.count("y") == 300
