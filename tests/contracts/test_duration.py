"""Spans of time as people write them."""

import pytest

from contracts.duration import seconds_in
from contracts.problem import BadInput


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90s", 90), ("2m", 120), ("1h", 3600), ("1.5h", 5400), ("500ms", 0.5), ("1d", 86400)],
)
def test_a_number_with_its_unit(written: str, seconds: float) -> None:
    assert seconds_in(written) == pytest.approx(seconds)


@pytest.mark.parametrize("written", [90, 90.0, "90", " 90 s "])
def test_seconds_need_no_unit(written: object) -> None:
    assert seconds_in(written) == 90


@pytest.mark.parametrize("written", ["", "s", "-1s", "1 week", "1h30m", -1, None, True, [], "inf"])
def test_anything_else_is_one_clear_line(written: object) -> None:
    with pytest.raises(BadInput, match=r"^advance: .* is no span of time"):
        seconds_in(written, field="advance")
