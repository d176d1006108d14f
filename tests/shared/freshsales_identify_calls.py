"""An identify call to Freshsales, driven by canned answers."""

from __future__ import annotations

from contracts.call import Call
from contracts.exchange import Answer
from driving import driven
from forwarder.freshsales.identify import identify
from forwarder.settings import settings_of
from forwarder.vendor import vendors

SETTINGS = {"subdomain": "acme", "api_token": "hush-hush"}
EMAIL, USER_ID = "john.doe@example.com", "97980cfea0067"
JOHN = {"firstName": "John", "lastName": "Doe", "email": EMAIL}
SENT = {"first_name": "John", "last_name": "Doe", "email": EMAIL}
CONTACT = JOHN | {"fsContact": "true"}
KEEPS = {"lead": {"cf_user_id": "text"}}
COMPANY, DEAL = {"name": "Example.com"}, {"name": "Sample Deal", "amount": 1234}
ACCOUNT, DONE = Answer(200, {"sales_account": {"id": 5}}), Answer(200, {"deal": {"id": 9}})


def found(*records, part="lead"):
    return Answer(200, {f"{part}s": {f"{part}s": list(records)}})


def one(part="lead", number=7, status=200, **rest):
    return Answer(status, {part: {"id": number, **rest}})


def problem(status, *words):
    return Answer(status, {"errors": {"code": status, "message": list(words)}})


TAKEN = problem(400, f"{EMAIL} already exists.")


def told(*answers, traits=JOHN, user_id=USER_ID, fields=None, recent=None, **settings):
    """The requests a call asks, given these answers in turn, and its outcome."""
    call = Call(type="identify", message_id="m", user_id=user_id, traits=traits)
    checked = settings_of(vendors()["freshsales"], SETTINGS | settings)
    steps = identify(call, checked, fields or {}, recent)
    return driven(steps, answers)


def lines(requests) -> list[str]:
    return [f"{r.method} {r.path}" for r in requests]


def asked(requests) -> list[dict]:
    return [dict(r.query) for r in requests if r.path == "/api/lookup"]
