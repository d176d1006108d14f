"""The sender rules of Freshdesk about contacts: a stream, and what its judge says."""

import pytest

from freshdesk_streams import (
    OTHER,
    PETER,
    cases,
    create,
    held,
    look,
    other_look,
    pending,
    refused,
    said,
    update,
)
from ruling import rulings_of

ann = {"name": "Ann"}
suggested = said("GET /contacts/autocomplete", {"term": "Ann"}, answer=[{"id": 1, "name": "Ann"}])
searched = said("GET /search/contacts", answer={"total": 1, "results": [{"id": 1, "email": PETER}]})
deleted = said("DELETE /contacts/7", status=204)
erased = said("DELETE /contacts/7/hard_delete", {"force": "true"}, status=204)
kept = said("DELETE /contacts/7/hard_delete", status=400)
restored = said("PUT /contacts/7/restore", status=204)
clash = create(409, answer=held(7), email=PETER)

IDENTIFY = [
    *cases(
        "identify.match-by-email",
        {
            "found and updated": ([look(PETER, (1, PETER)), update(1, **ann)], "-k"),
            "whatever the case": ([look(PETER.upper(), (1, PETER)), update(1, **ann)], "-k"),
            "not found and created": ([look(PETER), create(email=PETER)], "-k"),
            "awaited": ([look(PETER), pending(create(email=PETER))], "-k"),
            "never looked up": ([look(OTHER), create(email=PETER)], "-b"),
            "the look-up failed": ([look(PETER, status=500), create(email=PETER)], "-b"),
            "created though found": ([look(PETER, (1, PETER)), create(409, email=PETER)], "-b"),
            "by phone": ([other_look("phone", (1, PETER)), update(1, **ann)], "-b"),
            "by name": ([suggested, update(1, **ann)], "-b"),
            "by search": ([searched, update(1, **ann)], "-b"),
            "deleted meanwhile": (
                [look(PETER, (7, PETER)), deleted, create(email=PETER)],
                "--k",
            ),
            "by id of one's own": (
                [other_look("unique_external_id", (1, PETER)), update(1, **ann)],
                "-b",
            ),
            "a row of another email": ([look(PETER, (1, OTHER)), update(1, **ann)], "-b"),
            "by id alone": ([update(1, **ann)], "-"),
            "the holder": ([look(PETER), clash, update(7, **ann)], "-kk"),
            "somebody else than found": (
                [look(PETER, (1, PETER)), update(2, email=PETER)],
                "-b",
            ),
            "gone meanwhile": (
                [look(PETER, (1, PETER)), update(1, 404, **ann), create(email=PETER)],
                "-kk",
            ),
            "created before": ([look(PETER), create(email=PETER), update(7, **ann)], "-kk"),
            "two calls interleave": (
                [look(PETER), look(OTHER, (2, OTHER)), create(email=PETER), update(2, **ann)],
                "--kk",
            ),
        },
    ),
    *cases(
        "identify.upsert",
        {
            "created once": ([create(email=PETER), update(7, **ann)], "kk"),
            "created twice": ([create(email=PETER), create(record_id=8, email=PETER)], "kb"),
            "refused": ([create(email=PETER), clash], "k-"),
            "deleted softly": ([create(email=PETER), deleted, create(email=PETER)], "k-b"),
            "deleted for good": ([create(email=PETER), erased, create(email=PETER)], "k-k"),
            "not deleted": ([create(email=PETER), kept, create(email=PETER)], "k-b"),
            "moved to another email": (
                [create(email=PETER), update(7, email=OTHER), create(record_id=8, email=PETER)],
                "kkk",
            ),
            "awaited": ([pending(create(email=PETER))], "-"),
        },
    ),
    *cases(
        "identify.email-required",
        {
            "an email": ([create(email=PETER)], "k"),
            "a phone alone": ([create(name="Ann", phone="1")], "b"),
            "blank": ([pending(create(email=" "))], "b"),
            "an update": ([update(1, **ann)], "-"),
        },
    ),
    *cases(
        "identify.name-fallback",
        {
            "a name": ([create(name="Ann")], "k"),
            "none": ([create(400, email=PETER)], "b"),
            "made blank": ([update(1, name="")], "b"),
            "an update of the rest": ([update(1, phone="1")], "-"),
        },
    ),
    *cases(
        "identify.email-is-only-key",
        {
            "by email": ([look(PETER)], "k"),
            "by userId": ([other_look("unique_external_id")], "b"),
            "the whole list": ([said("GET /contacts", answer=[])], "-"),
            "by page": ([said("GET /contacts", {"page": "2"}, answer=[])], "-"),
        },
    ),
    *cases(
        "identify.holder-updated",
        {
            "updated": ([clash, update(7, **ann)], "-k"),
            "created again": ([clash, pending(create(email=PETER))], "-b"),
            "looked up again": ([clash, look(PETER), create(email=PETER)], "---"),
            "another's phone": (
                [
                    create(
                        409, answer=refused("phone", additional_info={"user_id": 7}), email=PETER
                    ),
                    create(email=PETER),
                ],
                "--",
            ),
        },
    ),
    *cases(
        "identify.deleted-untouched",
        {
            "left alone": ([clash, update(7, 405, **ann)], "-k"),
            "restored": ([clash, update(7, 405, **ann), pending(restored)], "-kb"),
            "tried again": ([update(7, 405, **ann), update(7, **ann)], "kb"),
            "erased": ([update(7, 405, **ann), erased], "kb"),
            "the next call": ([update(7, 405, **ann), clash, update(7, 405, **ann)], "k-k"),
            "back by itself": (
                [update(7, 405, **ann), look(PETER, (7, PETER)), update(7, **ann)],
                "k--",
            ),
        },
    ),
    *cases(
        "identify.agent-untouched",
        {
            "left alone": ([clash, update(7, 404, **ann)], "-k"),
            "tried again": ([clash, update(7, 404, **ann), update(7, **ann)], "-kb"),
            "no holder": ([update(7, 404, **ann), update(7, **ann)], "--"),
        },
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), IDENTIFY)
def test_a_sender_of_contacts_keeps_or_breaks_a_rule(rule, stream, expected):
    assert rulings_of("freshdesk", rule, stream) == expected
