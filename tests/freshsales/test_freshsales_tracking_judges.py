"""Judges of events and page views; and that no judge minds odd data."""

import pytest

from contracts.judging import judges_of
from contracts.operation import operations_of
from freshsales_streams import JOHN, cases, event, judged_in, said, shown_of, track, view, visitor
from ruling import rulings_of

TRACKING = [
    *cases("track.send-event", named=([event(name="E")], "k"), nameless=([event(name=" ")], "b")),
    *cases(
        "track.identity",
        somebody=([event(name="E"), view(url="x")], "kk"),
        nobody=([track("events", "event", {"name": "E"}, identifier=None)], "b"),
        a_visitor=([visitor(email=JOHN)], "-"),
    ),
    *cases(
        "track.properties",
        beside=([event(name="E", price=5)], "k"),
        within=([event(name="E", properties={"price": 5})], "b"),
        none=([event(name="E")], "-"),
    ),
    *cases(
        "track.labels",
        by_label=([visitor(**{"First name": "J", "fs_contact": True})], "k"),
        by_internal_name=([visitor(first_name="J")], "b"),
        a_company_by_internal_name=([visitor(company={"annual_revenue": 5})], "b"),
        a_deal_in_camel_case=([visitor(deal={"expectedClose": "x"})], "b"),
        a_custom_field_by_internal_name=([visitor(**{"cf_bdr_stage_-_contact": "x"})], "b"),
        an_event=([event(name="E", email_id=5)], "-"),
    ),
    *cases("page.pageview", seen=([view(url="x")], "k"), nowhere=([view(title="x")], "b")),
    *cases(
        "page.properties",
        beside=([view(url="x", title="y")], "k"),
        within=([view(url="x", properties={})], "b"),
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), TRACKING)
def test_a_sender_tells_of_events_and_pages_or_does_not(rule, stream, expected):
    assert rulings_of("freshsales", rule, stream) == expected


def test_every_rule_of_tracking_is_shown_kept_and_broken():
    assert shown_of(TRACKING) == judged_in("contracts.freshsales.judging.tracking")


PARAMS = {"id": 1, "name": "owners"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        "text",
        [],
        {"lead": 1, "event": 2},
        {"leads": [1], "fields": 2},
        {"contact": {"emails": [1]}},
    ],
)
def test_no_judge_minds_odd_data(body):
    lines = [f"{o.method} {o.path_of(PARAMS)}" for o in operations_of("freshsales").values()]
    stream = [said(line, {"q": ["a"], "f": "x"}, body, 200, body) for line in lines]
    for judge in judges_of("freshsales").values():
        assert len(list(judge(stream))) == len(stream)
