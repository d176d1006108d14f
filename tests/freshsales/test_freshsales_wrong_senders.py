"""Wrong forwarders for Freshsales, each caught by a scenario, most by a judge as well."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from contracts.call import Call
from contracts.checking import check
from contracts.exchange import Request
from contracts.scenario import scenarios_of
from fauxdesk.stories.paths import forwarder_alone, together
from forwarder.ending import sent
from forwarder.vendor import Handler, Steps
from tampering import assert_right_holds, changed, put_in_place

CONTACT_STORY = "identify-contact-with-company-and-deal"
PARTS = ("lead", "contact", "deal", "sales_account", "event", "page_view")


def without_look_up(call: Call, *_known: object) -> Steps:
    traits = call.traits
    lead = {"first_name": "John", "last_name": "Doe", "email": traits["email"]}
    yield Request("POST", "/api/leads", body={"lead": lead})
    return sent("lead created")


def rewritten(rewrite: Callable[[dict[str, object]], dict[str, object]]) -> Handler:
    """The right forwarder with each record in a body rewritten."""

    def change(request: Request) -> list[Request]:
        body = dict(request.body or {})
        body |= {part: rewrite(body[part]) for part in PARTS if part in body}
        return [replace(request, body=body or None)]

    return changed("freshsales", change)


def renamed(old: str, new: str) -> Handler:
    return rewritten(lambda record: {new if k == old else k: v for k, v in record.items()})


def without(key: str) -> Handler:
    return rewritten(lambda record: {k: v for k, v in record.items() if k != key})


def youngest(request: Request) -> list[Request]:
    path = request.path.replace("/leads/101", "/leads/102")
    return [replace(request, path=path)]


def always_leads(request: Request) -> list[Request]:
    body = {"lead": request.body["contact"]} if "contact" in (request.body or {}) else request.body
    query = {**request.query, "entities": "lead"} if request.query else {}
    return [
        replace(request, path=request.path.replace("contacts", "leads"), query=query, body=body)
    ]


def leads_in_the_suite(request: Request) -> list[Request]:
    (rewritten_,) = always_leads(request)
    return [replace(rewritten_, path=rewritten_.path.removesuffix("/upsert"))]


def created_in_the_suite(request: Request) -> list[Request]:
    path = request.path.removesuffix("/upsert")
    body = {k: v for k, v in (request.body or {}).items() if k != "unique_identifier"} or None
    return [replace(request, path=path, body=body)]


def with_the_new_account_alone(record: dict[str, object]) -> dict[str, object]:
    accounts = record.get("sales_accounts")
    return {**record, "sales_accounts": accounts[-1:]} if accounts else record


def deals_created_anew(request: Request) -> list[Request]:
    if "/deals/" not in request.path:
        return [request]
    return [replace(request, method="POST", path="/api/deals")]


def internal_names_tracked(request: Request) -> list[Request]:
    visitor = {k.lower().replace(" ", "_"): v for k, v in request.body["visitor"].items()}
    return [replace(request, body={**request.body, "visitor": visitor})]


def signed_tracking(request: Request) -> list[Request]:
    return [replace(request, headers={"Authorization": "Token token=fs-local-token"})]


def at_the_classic_address(request: Request) -> list[Request]:
    return [replace(request, path=request.path.removeprefix("/crm/sales"))]


WRONG = {
    "no look-up": (without_look_up, "identify-creates-lead", True),
    "a lead despite the flag": (
        changed("freshsales", always_leads),
        "identify-flag-creates-contact",
        False,
    ),
    "the flag sent as a field": (
        rewritten(lambda record: {**record, "fs_contact": True}),
        "identify-flag-creates-contact",
        True,
    ),
    "title sent as is": (renamed("job_title", "title"), "identify-title-and-phone", True),
    "phone as mobile number": (
        renamed("work_number", "mobile_number"),
        "identify-title-and-phone",
        False,
    ),
    "camelCase body": (renamed("first_name", "firstName"), "identify-creates-lead", True),
    "an unmapped attribute sent": (
        rewritten(lambda record: {**record, "plan": "gold"}),
        "identify-unmapped-attribute-ignored",
        True,
    ),
    "the youngest of several": (
        changed("freshsales", youngest),
        "identify-several-leads-oldest-updated",
        True,
    ),
    "a deal linked to nobody": (without("contacts_added_list"), CONTACT_STORY, False),
    "an account not linked": (without("sales_accounts"), CONTACT_STORY, False),
    "an event renamed": (renamed("name", "event"), "track-seed-example", True),
    "leads asked of the Suite": (
        changed("freshsales", leads_in_the_suite),
        "identify-suite-creates-contact",
        True,
    ),
    "a contact of the Suite created, not upserted": (
        changed("freshsales", created_in_the_suite),
        "identify-suite-look-up-lags",
        False,
    ),
    "the accounts of a Suite contact replaced": (
        rewritten(with_the_new_account_alone),
        "identify-suite-unseen-contact-keeps-account-and-deal",
        True,
    ),
    "a deal of the account created anew": (
        changed("freshsales", deals_created_anew),
        "identify-contact-joins-deal-of-account",
        True,
    ),
    "a visitor's fields by internal names": (
        changed("freshsales", internal_names_tracked),
        "tracker-visitor-lead",
        True,
    ),
    "a Suite account at the classic address": (
        changed("freshsales", at_the_classic_address),
        "identify-suite-creates-contact",
        False,
    ),
    "tracking signed with the API token": (
        changed("freshsales", signed_tracking),
        "track-seed-example",
        True,
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_forwarder_is_caught(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sender, story, judged = WRONG[wrong]
    scenario = scenarios_of("freshsales")[story]
    put_in_place(sender, scenario, monkeypatch)
    if wrong != "tracking signed with the API token":
        assert not forwarder_alone(scenario).holds
    walk = together(scenario)
    assert not walk.holds
    broken = [f for f in check("freshsales", walk.conversation.exchanges) if not f.holds]
    assert bool(broken) is judged


def test_the_right_forwarder_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_right_holds("freshsales", {story for _, story, _ in WRONG.values()}, monkeypatch)
