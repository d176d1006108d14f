"""A threshold demands a share of all rules that count, or of those that one keeper keeps."""

import pytest

from contracts.catalogue import Confidence, Keeper, Rule
from contracts.covered import CoveredRule, CoveredVendor, Sign
from contracts.threshold import Threshold, threshold_of


def rule(name: str, keeper: Keeper, *, seen: bool) -> CoveredRule:
    stated = Rule(f"toy.{name}", "So.", "the box", Confidence.DECIDED, keeper)
    return CoveredRule(stated, [Sign(stated.id, "a test", "kept")] if seen else [])


TOY = CoveredVendor(
    "toy",
    requests=1,
    rules=[
        rule("sent", Keeper.SENDER, seen=True),
        rule("kept", Keeper.SERVER, seen=False),
        rule("told", Keeper.NOTE, seen=False),
    ],
)


@pytest.mark.parametrize(
    ("text", "threshold"),
    [("80", Threshold(80)), ("0.5", Threshold(0.5)), ("sender:80", Threshold(80, Keeper.SENDER))],
)
def test_a_threshold_is_read_as_it_is_typed(text, threshold):
    assert threshold_of(text) == threshold


@pytest.mark.parametrize("text", ["", "lots", "-1", "101", "nan", "sender:", "note:5", ":5", "a:5"])
def test_what_is_no_threshold_is_refused(text):
    with pytest.raises(ValueError, match=r"is no percentage|keeps no rules"):
        threshold_of(text)


@pytest.mark.parametrize("text", ["50", "sender:100", "server:0", "ours:100"])
def test_a_share_that_suffices_misses_nothing(text):
    assert threshold_of(text).missed_by(TOY) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("51", "toy: 50.0 % of the rules exercised (1 of 2), at least 51 % wanted"),
        ("server:9", "toy: 0.0 % of the server rules exercised (0 of 1), at least 9 % wanted"),
    ],
)
def test_a_share_below_is_one_line(text, says):
    assert threshold_of(text).missed_by(TOY) == says
