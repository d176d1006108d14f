"""Judges of fields: under their internal names, of their types."""

import pytest

from freshsales_streams import (
    JOHN,
    account,
    cases,
    create,
    custom,
    judged_in,
    listed,
    said,
    shown_of,
    update,
    visitor,
)
from ruling import rulings_of

number, box = custom(cf_n=5), custom(cf_b=True)

SPELLING = [
    *cases(
        "traits.internal-names",
        internal=([create(first_name="J")], "k"),
        camel=([create(mobileNumber="1")], "b"),
    ),
    *cases(
        "traits.standard-camel",
        internal=([create(last_name="D")], "k"),
        camel=([create(firstName="J")], "b"),
        neither=([create(email=JOHN)], "-"),
    ),
    *cases(
        "traits.unmapped-ignored",
        known=([create(email=JOHN, city="X")], "k"),
        unknown=([create(email=JOHN, plan="gold")], "b"),
    ),
    *cases("traits.title", right=([create(job_title="C")], "k"), wrong=([create(title="C")], "b")),
    *cases(
        "traits.phone", right=([create(work_number="1")], "k"), wrong=([create(phone="1")], "b")
    ),
    *cases(
        "identify.fs-contact-not-a-field",
        absent=([create(email=JOHN)], "k"),
        camel=([create(fsContact="true")], "b"),
        custom=([create(**custom(cf_fs_contact=True))], "b"),
        of_a_visitor=(
            [visitor(fs_contact=True), visitor(fs_contact="true"), visitor(email=JOHN)],
            "kb-",
        ),
    ),
    *cases(
        "custom.camel-case",
        within=([create(**number)], "k"),
        outside=([create(cf_n=5), create(cfN=5)], "bb"),
        unprefixed=([create(**custom(n=5))], "b"),
        none=([create(email=JOHN)], "-"),
    ),
    *cases(
        "custom.not-auto-created",
        defined=([listed("lead", cf_n="number"), create(**number)], "-k"),
        undefined=([listed("lead", cf_b="checkbox"), create(**number)], "-b"),
        never_listed=([create(**number)], "-"),
        a_field_made=([said("POST /api/settings/leads/forms/1/fields")], "b"),
        made_in_the_suite=([said("POST /crm/sales/api/settings/contacts/forms/1/fields")], "b"),
    ),
    *cases(
        "custom.name-and-type",
        fits=([listed("lead", cf_n="number"), create(**number)], "-k"),
        unfit=([listed("lead", cf_n="number"), create(**custom(cf_n="abc"))], "-b"),
        a_boolean_for_a_number=([listed("lead", cf_n="number"), create(**custom(cf_n=True))], "-b"),
        unfit_date=([listed("lead", cf_d="date"), create(**custom(cf_d="soon"))], "-b"),
        emptied=([listed("lead", cf_n="number"), create(**custom(cf_n=None))], "-k"),
        of_a_contact=([listed("contact", cf_n="number"), create(**custom(cf_n="abc"))], "--"),
    ),
    *cases(
        "objects.nested-traits",
        within=([create(company={"name": "A"}, deal={"amount": 5})], "k"),
        camel=([create(company={"numberOfEmployees": 5})], "b"),
        an_account=([account(name="A"), account(motto="x")], "kb"),
        none=([create(email=JOHN)], "-"),
    ),
    *cases(
        "engage.boolean",
        enters_and_leaves=([update(1, **box), update(1, **custom(cf_b=False))], "kk"),
        emptied=([update(1, **box), update(1, **custom(cf_b=None))], "kb"),
        of_somebody_else=([update(1, **box), update(2, **custom(cf_b=None))], "k-"),
        created=([create(number=1, **box), update(1, **custom(cf_b=None))], "kb"),
    ),
]


@pytest.mark.parametrize(("rule", "stream", "expected"), SPELLING)
def test_a_sender_spells_fields_as_freshsales_does_or_not(rule, stream, expected):
    assert rulings_of("freshsales", rule, stream) == expected


def test_every_rule_of_spelling_is_shown_kept_and_broken():
    assert shown_of(SPELLING) == judged_in("contracts.freshsales.judging.spelling")
