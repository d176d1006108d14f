"""What a field takes of a trait's value."""

import pytest

from forwarder.values import (
    Unfit,
    date,
    decimal,
    email,
    flag,
    one_of,
    text,
    texts,
    verbatim,
    whole_number,
)


@pytest.mark.parametrize(
    ("convert", "value", "sent"),
    [
        (text, " a ", "a"),
        (text, 329, "329"),
        (text, 329.0, "329"),
        (email, " a@b.io ", "a@b.io"),
        (verbatim, "1", "1"),
        (verbatim, False, False),
        (whole_number, "329", 329),
        (whole_number, 329.0, 329),
        (whole_number, "9223372036854775807", 9223372036854775807),
        (decimal, "5.1", 5.1),
        (flag, "false", False),
        (flag, "True", True),
        (flag, True, True),
        (date, "2013-01-07T00:00:00+0000", "2013-01-07T00:00:00+0000"),
        (date, 1357516800, "2013-01-07T00:00:00.000Z"),
        (date, "1357516800000", "2013-01-07T00:00:00.000Z"),
        (texts, "a", ["a"]),
        (texts, ["a", 1], ["a", "1"]),
    ],
)
def test_a_value_that_fits_is_sent(convert, value, sent):
    """Cases 76, 80, 81."""
    assert convert(value) == sent
    assert type(convert(value)) is type(sent)


@pytest.mark.parametrize(
    ("convert", "value"),
    [
        (text, True),
        (text, {"a": 1}),
        (text, " "),
        (text, None),
        (email, "kobe"),
        (verbatim, [1]),
        (verbatim, ""),
        (whole_number, 1.5),
        (whole_number, "six"),
        (whole_number, "٣"),
        (decimal, "nan"),
        (decimal, True),
        (flag, 1),
        (flag, "yes"),
        (date, "nonsense"),
        (date, True),
        (texts, ["a", None]),
        (one_of(["Gold", "Silver"]), "gold"),
    ],
)
def test_a_value_that_does_not_fit_says_why(convert, value):
    """Cases 77, 78: never the text of a dict."""
    with pytest.raises(Unfit, match=r"it is |is not"):
        convert(value)
