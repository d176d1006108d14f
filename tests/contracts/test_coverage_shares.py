"""Coverage tells how a rule was exercised, and the shares of keepers and confidences."""

import pytest

from contracts.coverage import Coverage
from contracts.covered import Sign
from contracts.exchange import Answer, Exchange, Request

RULES = """
["toy.kept"]
says = "Once."
source = "the box"
confidence = "documented"
kept_by = "server"
["toy.told"]
says = "Often."
source = "the box"
confidence = "decided"
kept_by = "note"
["toy.sent"]
says = "Never."
source = "the box"
confidence = "decided"
kept_by = "sender"
"""


@pytest.fixture
def covered(folder):
    folder.write("rules.toml", RULES)
    return Coverage()


def marked(status: int) -> Exchange:
    answer = Answer(status, headers={"X-Fauxdesk-Rule": "toy.kept"})
    return Exchange(request=Request("GET", "/things"), answer=answer, vendor="toy")


@pytest.mark.parametrize(("status", "how"), [(200, "applied"), (422, "refused")])
def test_a_mark_is_applied_or_refused_as_the_answer_is(covered, status, how):
    covered.see("toy", [marked(status)], "a test")
    assert covered.signs == {Sign("toy.kept", "a test", how)}


def test_shares_leave_out_notes(covered):
    covered.see("toy", [marked(200)], "a test")
    told = covered.of("toy").to_json()
    assert told["kept_by"] == {
        "server": {"counted": 1, "exercised": 1},
        "sender": {"counted": 1, "exercised": 0},
    }
    assert told["confidence"]["decided"] == {"counted": 1, "exercised": 0}


def test_a_broken_rule_is_not_exercised(covered):
    covered.signs.add(Sign("toy.sent", "a test", "broken"))
    assert covered.of("toy").to_json()["kept_by"]["sender"]["exercised"] == 0
    assert [c.rule.id for c in covered.of("toy").missing] == ["toy.kept", "toy.sent"]
