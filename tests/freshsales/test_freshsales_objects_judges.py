"""Judges of accounts and deals: written by name and linked."""

import pytest

from freshsales_streams import (
    JOHN,
    account,
    cases,
    create,
    judged_in,
    look,
    said,
    shown,
    shown_of,
    update,
    visitor,
)
from ruling import rulings_of

first, second = {"id": 4, "is_primary": True}, {"id": 5, "is_primary": False}

deals = {"field": "name", "part": "deal"}


def of_account(number):
    return {"id": 9, "name": "D", "sales_account_id": number}


OBJECTS = [
    *cases(
        "objects.company",
        an_account=([account(name="A")], "k"),
        within_a_lead=([create(company={"name": "A"})], "k"),
        within_a_visitor=([visitor(company={"Name": "A"})], "k"),
        nameless=([account(website="x"), create(company={"phone": "1"})], "bb"),
        a_text=([create(company="A")], "b"),
        none=([create(email=JOHN)], "-"),
    ),
    *cases(
        "objects.deal",
        a_deal=([create("deal", name="D")], "k"),
        within_a_lead=([create(deal={"name": "D"})], "k"),
        nameless=([create("deal", amount=5)], "b"),
        an_update=([update(9, "deal", amount=5)], "-"),
    ),
    *cases(
        "objects.associated-update",
        a_contacts_deal=([create("deal", name="D", contacts_added_list=[7])], "k"),
        an_accounts_deal=([create("deal", name="D", sales_account_id=5)], "k"),
        nobodys_deal=([create("deal", name="D", contacts_added_list=[])], "b"),
        linked=([account(name="A"), create("contact", sales_accounts=[second])], "-k"),
        an_account_nobody_told_of=([create("contact", sales_accounts=[first])], "b"),
    ),
    *cases(
        "objects.accounts-kept",
        both=([shown(3, [4]), update(3, "contact", sales_accounts=[first, second])], "-k"),
        the_new_one_alone=([shown(3, [4]), update(3, "contact", sales_accounts=[second])], "-b"),
        one_of_two=([shown(3, [4, 5]), update(3, "contact", sales_accounts=[second])], "-b"),
        nothing_sent=([shown(3, [4]), update(3, "contact", city="X")], "--"),
        nothing_held=([shown(3), update(3, "contact", sales_accounts=[second])], "--"),
    ),
    *cases(
        "objects.deal-by-name",
        created_once=([shown(3), create("deal", name="D", contacts_added_list=[3])], "-k"),
        there_already=(
            [shown(3, (), ["d"]), create("deal", name="D", contacts_added_list=[3])],
            "-b",
        ),
        created_twice=([create("deal", name="D", contacts_added_list=[3])] * 2, "kb"),
        updated=([shown(3, (), ["D"]), update(9, "deal", name="D", contacts_added_list=[3])], "--"),
        refused=(
            [
                create("deal", status=400, name="D", contacts_added_list=[3]),
                create("deal", name="D", contacts_added_list=[3]),
            ],
            "kk",
        ),
        of_the_account=(
            [look("D", of_account(5), **deals), create("deal", name="d", sales_account_id=5)],
            "-b",
        ),
        of_another_account=(
            [look("D", of_account(4), **deals), create("deal", name="D", sales_account_id=5)],
            "-k",
        ),
        renamed=(
            [
                create("deal", number=9, name="D", sales_account_id=5),
                said("PUT /api/deals/9", answer={"deal": of_account(5) | {"name": "E"}}),
                create("deal", name="D", sales_account_id=5),
            ],
            "k-k",
        ),
        deleted=(
            [
                create("deal", number=9, name="D", contacts_added_list=[3]),
                said("DELETE /api/deals/9"),
                create("deal", name="D", contacts_added_list=[3]),
            ],
            "k-k",
        ),
        not_deleted=(
            [
                create("deal", number=9, name="D", contacts_added_list=[3]),
                said("DELETE /api/deals/9", status=403),
                create("deal", name="D", contacts_added_list=[3]),
            ],
            "k-b",
        ),
        of_somebody_else=(
            [shown(4, (), ["D"]), create("deal", name="D", contacts_added_list=[3])],
            "-k",
        ),
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), OBJECTS)
def test_a_sender_writes_and_links_objects_or_does_not(rule, stream, expected):
    assert rulings_of("freshsales", rule, stream) == expected


def test_every_rule_of_objects_is_shown_kept_and_broken():
    assert shown_of(OBJECTS) == judged_in("contracts.freshsales.judging.objects")
