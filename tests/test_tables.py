"""Tables as the terminal shows them: never wider than the window."""

import click
import pytest

from fauxdesk.tables import coloured, table

COLUMNS = ("rule", "says", "source")
ROWS = [("freshdesk.identify.email-required", "Without an email nothing is sent. " * 3, "a page")]


def shown(monkeypatch: pytest.MonkeyPatch, window: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(window))
    return table(COLUMNS, ROWS, wide=("says", "source")).splitlines()


@pytest.mark.parametrize("window", [200, 120, 100, 80, 60])
def test_no_line_is_wider_than_the_window(monkeypatch: pytest.MonkeyPatch, window: int) -> None:
    assert max(map(len, shown(monkeypatch, window))) <= window


def test_columns_that_wrap_share_the_window_and_short_ones_leave_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = shown(monkeypatch, 120)
    assert max(map(len, lines)) > 100
    assert lines[1].startswith("│ rule ")


def test_a_row_is_a_paragraph_where_the_window_is_too_narrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = shown(monkeypatch, 60)
    assert lines[0] == "rule    freshdesk.identify.email-required"
    assert lines[-1] == "source  a page"


def test_an_id_in_a_cell_that_wraps_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    says = f"Takes no calls {coloured('freshdesk.track.unsupported', 'bright_black')}"
    told = table(("call", "because"), [("a" * 30, says)], wide="because")
    assert "┌" in told
    assert "freshdesk.track.unsupported" in click.unstyle(told)


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
