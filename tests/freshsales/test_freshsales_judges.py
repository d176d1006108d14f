"""The sender rules of Freshsales: a stream, and what its judge says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.catalogue import Keeper, catalogue
from contracts.exchange import Answer, Exchange, Request
from contracts.judging import judges_of
from contracts.operation import operations_of
from ruling import rulings_of

PARAMS = {"id": 1, "name": "owners"}
JOHN, OTHER = "john.doe@example.com", "jane@example.com"


def said(line, query=None, body=None, status=200, answer=None, signed="Token ***"):
    headers = {"Authorization": signed} if signed else {}
    request = Request(*line.split(), query or {}, headers, body)
    exchange = Exchange(request=request, answer=Answer(status, answer), vendor="freshsales")
    return operations_of("freshsales").label(exchange)


def pending(exchange):
    return replace(exchange, answer=None)


def look(value, *found, field="email", part="lead", status=200):
    records = [{"id": r, field: value} if isinstance(r, int) else r for r in found]
    query = {"q": value, "f": field, "entities": part}
    answer = {f"{part}s": {f"{part}s": records}}
    return said("GET /api/lookup", query, status=status, answer=answer)


def create(part="lead", number=7, status=200, **record):
    answer = {part: {"id": number, "email": record.get("email")}}
    return said(f"POST /api/{part}s", body={part: record}, status=status, answer=answer)


def update(number, part="lead", status=200, **record):
    answer = {part: {"id": number}}
    return said(f"PUT /api/{part}s/{number}", body={part: record}, status=status, answer=answer)


def account(number=5, **record):
    body = {"unique_identifier": {"name": "A"}, "sales_account": record}
    answer = {"sales_account": {"id": number}}
    return said("POST /api/sales_accounts/upsert", body=body, answer=answer)


def shown(number, accounts=(), deals=()):
    contact = {"id": number, "sales_accounts": [{"id": a} for a in accounts]}
    answer = {"contact": contact, "deals": [{"id": 9, "name": d} for d in deals]}
    return said(f"GET /api/contacts/{number}", answer=answer)


def person(number, part="lead", **record):
    return said(f"GET /api/{part}s/{number}", answer={part: {"id": number, **record}})


def listed(part, **types):
    fields = [{"name": name, "type": kind} for name, kind in types.items()]
    return said(f"GET /api/settings/{part}s/fields", answer={"fields": fields})


def track(path, key, what, identifier=JOHN, token="app", signed=None):
    body = {"identifier": identifier, key: what, "application_token": token}
    return said(f"POST /track/{path}", body=body, signed=signed)


def visitor(**what):
    return track("visitors", "visitor", what.pop("visitor", what), what.pop("identifier", "u1"))


def event(**what):
    return track("events", "event", what)


def view(**what):
    return track("page_views", "page_view", what)


def custom(**fields):
    return {"custom_field": fields}


def holder(number, user_id, email=JOHN):
    return {"id": number, "email": email, **custom(cf_user_id=user_id)}


def in_suite(exchange):
    request = replace(exchange.request, path=f"/crm/sales{exchange.request.path}")
    return replace(exchange, request=request)


def cases(rule, **table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


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

first, second = {"id": 4, "is_primary": True}, {"id": 5, "is_primary": False}

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
        of_somebody_else=(
            [shown(4, (), ["D"]), create("deal", name="D", contacts_added_list=[3])],
            "-k",
        ),
    ),
]

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
    *cases("page.pageview", seen=([view(url="x")], "k"), nowhere=([view(title="x")], "b")),
    *cases(
        "page.properties",
        beside=([view(url="x", title="y")], "k"),
        within=([view(url="x", properties={})], "b"),
    ),
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


@pytest.mark.parametrize(("rule", "stream", "expected"), [*PEOPLE, *OBJECTS, *SPELLING, *TRACKING])
def test_a_sender_keeps_or_breaks_a_rule(rule, stream, expected):
    assert rulings_of("freshsales", rule, stream) == expected


def test_every_sender_rule_is_shown_kept_and_broken():
    shown_ = {
        (p.values[0], letter)
        for p in [*PEOPLE, *OBJECTS, *SPELLING, *TRACKING]
        for letter in p.values[2]
    }
    stated = catalogue().of("freshsales").kept_by(Keeper.SENDER)
    assert {(f"freshsales.{rule}", letter) for rule, letter in shown_ if letter != "-"} == {
        (rule, letter) for rule in stated for letter in "kb"
    }


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
