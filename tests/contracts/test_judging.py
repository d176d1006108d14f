"""Judging: verdicts over a stream, found by marking functions, whatever the vendor."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec

import pytest

from contracts.exchange import Answer, Exchange, Request
from contracts.judging import BROKEN, KEPT, Open, Verdict, judge, judges, judges_of, ruled


@judges("fake.even")
def even(exchanges):
    for exchange in exchanges:
        yield ruled(exchange.request.body % 2 == 0)


@judges("fake.answered-later")
def answered_later(exchanges):
    waiting = []
    for exchange in exchanges:
        waiting.append(Open(BROKEN))
        if exchange.answer:
            for each in waiting:
                each.ruling = KEPT
        yield waiting[-1]


@pytest.fixture
def vendor(monkeypatch):
    """A vendor folder with two judges and a function that is none."""
    for name in ("contracts.fake", "contracts.fake.judges"):
        spec = ModuleSpec(name, loader=None, is_package=name == "contracts.fake")
        monkeypatch.setitem(sys.modules, name, module_from_spec(spec))
    held = sys.modules["contracts.fake.judges"]
    vars(held).update(even=even, answered_later=answered_later, other=len)
    yield "fake"
    judges_of.cache_clear()


def exchange(number, answer=None):
    return Exchange(request=Request("POST", "/", body=number), answer=answer, vendor="fake")


def test_marked_functions_alone_are_judges(vendor):
    assert judges_of(vendor) == {"fake.even": even, "fake.answered-later": answered_later}


def test_verdicts_come_by_place_then_rule_and_open_rulings_as_they_were_settled(vendor):
    stream = [exchange(1), exchange(2, Answer(200)), exchange(3)]
    assert judge(vendor, stream) == [
        Verdict("fake.answered-later", 0, KEPT),
        Verdict("fake.even", 0, BROKEN),
        Verdict("fake.answered-later", 1, KEPT),
        Verdict("fake.even", 1, KEPT),
        Verdict("fake.answered-later", 2, BROKEN),
        Verdict("fake.even", 2, BROKEN),
    ]


def test_equal_exchanges_keep_their_own_places(vendor):
    verdicts = judge(vendor, [exchange(1), exchange(1)])
    assert [v.index for v in verdicts if v.rule == "fake.even"] == [0, 1]


def test_no_traffic_no_verdict(vendor):
    assert judge(vendor, []) == []


def test_a_vendor_folder_without_judges_has_none(vendor, monkeypatch):
    monkeypatch.delitem(sys.modules, "contracts.fake.judges")
    sys.modules["contracts.fake"].__path__ = []
    assert judges_of(vendor) == {}
