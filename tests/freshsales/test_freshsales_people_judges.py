"""Judges of people: a lead or contact found by userId, else by email."""

import pytest

from freshsales_streams import (
    JOHN,
    OTHER,
    account,
    cases,
    create,
    custom,
    holder,
    in_suite,
    judged_in,
    look,
    pending,
    person,
    said,
    shown_of,
    update,
    visitor,
)
from ruling import rulings_of

mine, by_id = custom(cf_user_id="u1"), {"field": "cf_user_id"}
twins = ({"id": 2, "email": JOHN}, {"id": 1, "email": JOHN})
read = (person(2, email=JOHN), person(1, email=JOHN))

PEOPLE = [
    *cases(
        "identify.create-lead-or-contact",
        a_lead=([create(email=JOHN)], "k"),
        a_contact=([update(1, "contact", city="X")], "k"),
        unwrapped=([said("POST /api/leads", body={"email": JOHN})], "b"),
        an_account=([account(name="A")], "-"),
    ),
    *cases(
        "identify.upsert",
        created_and_updated=([create(email=JOHN), update(7, email=JOHN)], "kk"),
        created_twice=([create(email=JOHN), create(number=8, email=JOHN.upper())], "kb"),
        refused=([create(email=JOHN), create(status=400, email=JOHN)], "k-"),
        lead_and_contact=([create(email=JOHN), create("contact", email=JOHN)], "kk"),
        deleted_between=(
            [create(email=JOHN), said("DELETE /api/leads/7"), create(email=JOHN)],
            "k-k",
        ),
        awaited=([pending(create(email=JOHN))], "-"),
        given_up=([create(email=JOHN), update(7, email=OTHER), create(email=JOHN)], "kkk"),
        taken_on=([create(email=JOHN), update(7, email=OTHER), create(email=OTHER)], "kkb"),
    ),
    *cases(
        "suite.contacts-only",
        a_contact=([in_suite(update(1, "contact", city="X"))], "k"),
        a_contact_found=([in_suite(look(JOHN, part="contact"))], "k"),
        a_lead=([in_suite(create(email=JOHN))], "b"),
        a_lead_asked_for=([in_suite(look(JOHN))], "b"),
        the_classic_api=([create(email=JOHN)], "-"),
        an_account=([in_suite(account(name="A"))], "-"),
    ),
    *cases(
        "identify.userid-required",
        somebody=([visitor(email=JOHN)], "k"),
        nobody=([visitor(identifier=" ")], "b"),
        a_lead=([create(email=JOHN)], "-"),
    ),
    *cases(
        "identify.email-required",
        a_lead=([create(email=JOHN)], "k"),
        listed=([create("contact", emails=[{"value": JOHN}])], "k"),
        none=([create(first_name="J")], "b"),
        an_update=([update(1, city="X")], "-"),
        a_visitor=([visitor(Email=JOHN)], "k"),
        a_visitor_by_identifier=([visitor(identifier=JOHN)], "k"),
        a_visitor_without=([visitor(identifier="u1")], "b"),
    ),
    *cases(
        "identify.userid-matches",
        found_and_updated=([look(JOHN, 1), update(1, email=JOHN)], "-k"),
        not_found_and_created=([look(JOHN), create(email=JOHN)], "-k"),
        never_asked=([create(email=JOHN)], "b"),
        the_look_up_failed=([look(JOHN, status=500), create(email=JOHN)], "-b"),
        asked_among_contacts=([look(JOHN, part="contact"), create(email=JOHN)], "-b"),
        created_though_found=([look(JOHN, 1), pending(create(email=JOHN))], "-b"),
        another=([look(JOHN, 1), update(2, email=JOHN)], "-b"),
        one_who_is_deleted=(
            [look(JOHN, {"id": 1, "email": JOHN, "is_deleted": True}), create(email=JOHN)],
            "-k",
        ),
        by_user_id=(
            [look("u1", holder(3, "u1"), **by_id), update(3, email=OTHER, **mine)],
            "-k",
        ),
        past_the_user_id=(
            [look("u1", holder(3, "u1"), **by_id), look(JOHN, 1), update(1, email=JOHN, **mine)],
            "--b",
        ),
        by_id_alone=([update(1, city="X")], "-"),
        read_where_the_look_up_lags=(
            [look(JOHN), person(1, email=JOHN), update(1, email=JOHN)],
            "--k",
        ),
        found_under_what_he_was=([look(JOHN, {"id": 1, "email": OTHER}), create(email=JOHN)], "-k"),
        another_read=([look(JOHN), person(1, email=OTHER), update(1, email=JOHN)], "--b"),
        read_where_somebody_was_found=(
            [look(JOHN, 2), person(1, email=JOHN), update(1, email=JOHN)],
            "--b",
        ),
        interleaved=(
            [look(JOHN), look(OTHER, 2), create(email=JOHN), update(2, email=OTHER)],
            "--kk",
        ),
    ),
    *cases(
        "identify.multiple-oldest",
        the_oldest=([look(JOHN, *twins), update(1, email=JOHN)], "-k"),
        the_youngest=([look(JOHN, *twins), update(2, email=JOHN)], "-b"),
        one_more=([look(JOHN, *twins), create(email=JOHN)], "-b"),
        the_oldest_read=([look(JOHN), *read, update(1, email=JOHN)], "---k"),
        the_youngest_read=([look(JOHN), *read, update(2, email=JOHN)], "---b"),
        only_one=([look(JOHN, 1), update(1, email=JOHN)], "--"),
        one_found_later=([look(JOHN, *twins), look(JOHN, 2), update(2, email=JOHN)], "---"),
    ),
    *cases(
        "identify.other-userid",
        left_alone=([look("u1", **by_id), look(JOHN, holder(3, "u2"))], "-k"),
        taken_over=(
            [look("u1", **by_id), look(JOHN, holder(3, "u2")), update(3, email=JOHN, **mine)],
            "-kb",
        ),
        free=([look("u1", **by_id), look(JOHN, holder(3, None)), update(3, **mine)], "--k"),
        another_field=([look(JOHN, holder(3, "u2")), update(3, **mine)], "--"),
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), PEOPLE)
def test_a_sender_finds_people_or_does_not(rule, stream, expected):
    assert rulings_of("freshsales", rule, stream) == expected


def test_every_rule_of_people_is_shown_kept_and_broken():
    assert shown_of(PEOPLE) == judged_in("contracts.freshsales.judging.people")
