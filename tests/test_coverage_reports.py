"""Coverage in every form is made of the same plain values, and escapes what they say."""

import json
import re
from datetime import UTC, datetime

import pytest

from contracts.catalogue import Confidence, Keeper, Rule
from contracts.covered import CoveredRule, CoveredVendor, Recorded, Sign
from fauxdesk.coverage.page import MOST_SIGNS
from fauxdesk.coverage.reports import FORMATS, report, summary

NASTY = "<script>alert('1')</script> | a*b*"
REAL = Recorded(datetime(2026, 3, 2, tzinfo=UTC), "acme.zendesk.com", False, "real.yaml")


def covered(name: str, *signs: Sign, says: str = "So.", recorded: Recorded | None = None):
    stated = Rule(f"zendesk.{name}", says, "page 1", Confidence.DOCUMENTED, Keeper.SENDER)
    return CoveredRule(stated, signs, recorded)


def vendor(*rules: CoveredRule) -> CoveredVendor:
    return CoveredVendor("zendesk", 7, rules)


def sign(how: str, by: str = "t.py::test_a", scenario: str = "") -> Sign:
    return Sign("zendesk.a", by, how, scenario)


KEPT = covered("kept", sign("kept"), sign("kept", "t.py::test_b", "zendesk/x"), recorded=REAL)
BROKEN = covered("broken", sign("broken"))
MISSING = covered("missing")


def rows_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<tr id="([^"]+)" class="([^"]*)"', page))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_made_of_no_vendor_at_all(form: str) -> None:
    assert report(form, [])


def test_json_says_which_test_and_scenario_exercised_a_rule_and_when_it_was_recorded() -> None:
    told = json.loads(report("json", [vendor(KEPT)]))["zendesk"]
    (rule,) = told["rules"]
    assert rule["evidence"][1] == {"by": "t.py::test_b", "how": "kept", "scenario": "zendesk/x"}
    assert rule["recorded"]["at"] == "2026-03-02T00:00:00+00:00"
    assert (told["requests"], told["exercised"], told["percent"]) == (7, 1, 100.0)


def test_the_table_counts_what_was_exercised_and_broken() -> None:
    line = report("table", [vendor(KEPT, BROKEN, MISSING)]).splitlines()[3]
    assert "1 of 3 (33.3 %)" in line
    assert re.search(r"\D7\D.*\D1 of 3\D.*\D1\D", line)


def test_a_summary_names_untested_sender_rules_only_where_asked() -> None:
    assert "zendesk.missing" in summary([vendor(MISSING)], markup=False, verbose=True)
    assert "zendesk.missing" not in summary([vendor(MISSING)], markup=False, verbose=False)


def test_a_summary_without_markup_has_no_colours() -> None:
    assert "\x1b" in summary([vendor(BROKEN)], markup=True, verbose=False)
    assert "\x1b" not in summary([vendor(BROKEN)], markup=False, verbose=False)


def test_markdown_folds_rules_by_whether_they_were_exercised() -> None:
    told = report("markdown", [vendor(KEPT, BROKEN, MISSING)])
    titles = re.findall("<summary>(.*)</summary>", told)
    assert titles == ["broken: 1", "not exercised: 2", "exercised: 1"]
    assert "kept 2 | 2026-03-02, acme.zendesk.com |" in told


def test_markdown_escapes_what_a_rule_says() -> None:
    told = report("markdown", [vendor(covered("a", says=NASTY))])
    assert r"\<script\>alert('1')\</script\> \| a\*b\*" in told


def test_the_page_marks_what_is_missing_and_what_was_broken() -> None:
    rows = rows_of(report("html", [vendor(KEPT, BROKEN, MISSING)]))
    assert rows == {
        "zendesk.kept": "seen-at-work",
        "zendesk.broken": "missing broke",
        "zendesk.missing": "missing",
    }


def test_the_page_names_scenario_date_and_cassette() -> None:
    page = report("html", [vendor(KEPT)])
    assert "<code>t.py::test_b</code> as zendesk/x:" in page
    assert "2026-03-02, acme.zendesk.com<br>" in page
    assert "real.yaml" in page


def test_the_page_escapes_rules_tests_and_origins() -> None:
    recorded = Recorded(None, NASTY, False, NASTY)
    page = report(
        "html", [vendor(covered("a", sign("kept", NASTY), says=NASTY, recorded=recorded))]
    )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 4


def test_the_page_needs_no_other_file() -> None:
    page = report("html", [vendor(KEPT)])
    assert not re.search(r"<link|<script|<img|@import|url\(|src=|https?:", page)


def test_the_page_names_no_more_than_so_many_tests_of_a_rule() -> None:
    page = report("html", [vendor(covered("a", *(sign("kept", f"t{n}") for n in range(99))))])
    assert page.count("<code>t") == MOST_SIGNS
    assert f"and {99 - MOST_SIGNS} more" in page


def test_the_page_names_those_first_who_broke_a_rule() -> None:
    page = report("html", [vendor(covered("a", sign("kept", "aaa"), sign("broken", "zzz")))])
    assert page.index("<code>zzz</code>") < page.index("<code>aaa</code>")
