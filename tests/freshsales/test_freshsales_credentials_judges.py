"""Judges of credentials: the API token in a header, the application token in a body."""

import pytest

from freshsales_streams import JOHN, cases, create, event, judged_in, said, shown_of, track
from ruling import rulings_of

CREDENTIALS = [
    *cases(
        "track.app-token",
        in_the_body=([event(name="E")], "k"),
        without=([track("events", "event", {"name": "E"}, token="")], "b"),
        signed=([track("events", "event", {"name": "E"}, signed="Token ***")], "b"),
    ),
    *cases(
        "settings.api-token",
        token=([create(email=JOHN)], "k"),
        other_scheme=([said("GET /api/lookup", signed="Bearer ***")], "b"),
        other_scheme_in_the_suite=([said("GET /crm/sales/api/lookup", signed="Bearer ***")], "b"),
        removed=([said("GET /api/lookup", signed=None)], "-"),
        elsewhere=([said("GET /crm/sales", signed="Bearer ***")], "-"),
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), CREDENTIALS)
def test_a_sender_signs_or_does_not(rule, stream, expected):
    assert rulings_of("freshsales", rule, stream) == expected


def test_every_rule_of_credentials_is_shown_kept_and_broken():
    assert shown_of(CREDENTIALS) == judged_in("contracts.freshsales.judging.credentials")
