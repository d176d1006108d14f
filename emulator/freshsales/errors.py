"""Every way Freshsales says no: the envelopes, the texts, and when each is given.

Envelopes and texts as public test suites and integrations met them; the exact sentences of 403,
404 and 429 are known in part alone.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.visit import Refusal

SIGN_IN = "/crm/sales/signin"

_MISSING = {
    "lead": "The lead you're looking for is not in the CRM.",
    "contact": "The contact you're looking for is not in the CRM.",
    "sales_account": "The account you're looking for is not in the CRM.",
    "deal": "The deal you're looking for is not in the CRM.",
    "note": "The note you're looking for is not in the CRM.",
    "task": "The task you're looking for is not in the CRM.",
    "appointment": "The meeting you're looking for is not in the CRM.",
    "list": "The list you're looking for is not in the CRM.",
    "job_status": "The job you're looking for is not in the CRM.",
    "sales_activity": "The activity you're looking for is not in the CRM.",
}


def _errors(status: int, *texts: str) -> Answer:
    return Answer(status, {"errors": {"code": status, "message": list(texts)}})


def unauthenticated() -> Refusal:
    """No token of the account."""
    return Refusal(Answer(401, {"login": "failed", "message": None}))


def sign_in_first() -> Refusal:
    """A stranger's browser is sent to sign in."""
    return Refusal(Answer(302, None, {"Location": SIGN_IN}))


def invalid(*texts: str) -> Refusal:
    """The request cannot be done as it is, and why."""
    return Refusal(_errors(400, *texts))


def forbidden() -> Refusal:
    """Not for this caller, or not without naming a view."""
    return Refusal(_errors(403, "You are not authorized to perform this action."))


def not_found(word: str) -> Refusal:
    """No record of that kind has the id; ``word`` is ``contact``."""
    return Refusal(_errors(404, _MISSING[word]))


def no_route() -> Answer:
    """No endpoint has that path, or none takes that method there."""
    return _errors(404, "The page you're looking for is not here.")


def not_acceptable() -> Refusal:
    """A format that the endpoint does not speak."""
    return Refusal(_errors(406, "This format is not supported."))


def too_many(seconds: int | None) -> Refusal:
    """The account has spent its requests; the answer may say in how many seconds to come again."""
    answer = _errors(429, "Too many requests")
    return Refusal(
        Answer(429, answer.body, {} if seconds is None else {"Retry-After": str(seconds)})
    )


def failed() -> Refusal:
    """Freshsales' own failure, as some bodies provoke it."""
    return Refusal(Answer(500, {"error_code": 500}))


def malformed() -> Answer:
    """The body says it is JSON and is not."""
    return _errors(400, "There was an error in parsing the JSON payload.")


def wrong_body() -> Refusal:
    """The body says nothing of the record it should."""
    return invalid("Invalid or missing attributes")


def email_taken(email: str) -> Refusal:
    """Another contact has the email."""
    return invalid(f"{email} already exists.")


def email_malformed(email: str) -> Refusal:
    """The email is none."""
    return invalid(f"{email} is an invalid email address.")


def form_needs(label: str) -> Refusal:
    """A field that the account's form makes mandatory is missing."""
    return invalid(f"Need to fill this {label} to submit the form.")


def too_long(label: str) -> Refusal:
    """A text beyond what its field holds."""
    return invalid(f"{label} is not in required length.")


def blank(label: str) -> Refusal:
    """A record without what names it."""
    return invalid(f"{label} can't be empty")


def malformed_value(name: str) -> Refusal:
    """A value that its field cannot be."""
    return invalid(f"{name} is not in required format")
