"""Every way Freshdesk says no: the two envelopes, the texts, and when each is given.

Source: developers.freshdesk.com/api, Errors; answers that clients recorded or compare with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ParamSpec

from contracts import own_answers
from contracts.call import Json
from contracts.exchange import Answer
from emulator.visit import Refusal

P = ParamSpec("P")

MISSING = "Mandatory attribute missing"
UNEXPECTED = "Unexpected/invalid field in request"
TAKEN = "It should be a unique value"
NO_FILE = "It should contain elements of type valid file format only"
POSITIVE = "It should be a/an Positive Integer"


class Invalid(Refusal):
    """A request with faults in its attributes; each names its field, message and code."""

    def __init__(self, *faults: Json, status: int = 400) -> None:
        body = {"description": "Validation failed", "errors": list(faults)}
        super().__init__(Answer(status, body))
        self.faults = faults


class Faults:
    """Collects what several rules find wrong: Freshdesk lists all faults in one answer."""

    def __init__(self, status: int = 400) -> None:
        self._status = status
        self._found: list[Json] = []

    def ask(self, rule: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Keep what the rule finds wrong."""
        try:
            rule(*args, **kwargs)
        except Invalid as invalid:
            self._found += invalid.faults

    def settle(self) -> None:
        """Nothing where no rule found anything; else Invalid with all of it."""
        if self._found:
            raise Invalid(*self._found, status=self._status)


def fault(field: str, message: str, code: str) -> dict[str, Json]:
    """One entry of the list; custom fields are spelled ``custom_fields.plan``."""
    return {"field": field, "message": message, "code": code}


def missing(field: str) -> Json:
    """A mandatory attribute is not there."""
    return fault(field, MISSING, "missing_field")


def unexpected(field: str) -> Json:
    """An attribute that nothing has."""
    return fault(field, UNEXPECTED, "invalid_field")


def mismatch(field: str, got: str, must_be: str) -> Json:
    """A value of another type."""
    says = f"Value set is of type {got}. It should be a/an {must_be}"
    return fault(field, says, "datatype_mismatch")


def not_listed(field: str, choices: Iterable[str]) -> Json:
    """A value that is none of the choices."""
    return fault(field, one_of(choices), "invalid_value")


def one_of(choices: Iterable[str]) -> str:
    """How the choices are told: one pair of quotes around all of them."""
    return f"It should be one of these values: '{','.join(choices)}'"


def taken(field: str, holder: int | None = None) -> Json:
    """A unique value that another record has; of people the holder's id is told."""
    told = {"additional_info": {"user_id": holder}} if holder is not None else {}
    return {"field": field, **told, "message": TAKEN, "code": "duplicate_value"}


def unauthenticated() -> Refusal:
    """No API key, or one that no agent has."""
    return _single(401, "invalid_credentials", "You have to be logged in to perform this action.")


def access_denied() -> Refusal:
    """The agent's role does not allow it."""
    return _single(403, "access_denied", "You are not authorized to perform this action.")


def feature_off(feature: str) -> Refusal:
    """The account's plan lacks a feature."""
    return _single(403, "require_feature", f"The {feature} feature is not enabled for this account")


def agents_spent() -> Refusal:
    """The account has as many agents as it pays for."""
    return _single(403, "max_agents_reached", "The maximum number of agents has been reached")


def inconsistent(message: str) -> Refusal:
    """The record is not in a state in which this can be done."""
    return _single(409, "inconsistent_state", message)


def suspended() -> Refusal:
    """The account is suspended."""
    entry = {"message": "Account has been suspended.", "code": "account_suspended"}
    return Refusal(Answer(403, {"description": "Access denied", "errors": [entry]}))


def malformed() -> Answer:
    """The body says it is JSON and is not, or is no object."""
    return _single(400, "invalid_json", "Request body has invalid json format").answer


def wrong_content_type(kind: str) -> Refusal:
    """A body of another type than JSON."""
    says = f"Content-Type header is set to {kind}. It should be set to application/json"
    return _single(415, "invalid_content_type", says)


def no_content_required() -> Refusal:
    """A body where none belongs."""
    return _single(400, "no_content_required", "Request body must be empty for this request")


def not_acceptable() -> Refusal:
    """An Accept header without JSON."""
    return Refusal(Answer(406))


def not_found() -> Refusal:
    """No record has that id, or nothing is at that path: no body."""
    return Refusal(Answer(404))


def method_not_allowed(method: str, allowed: Iterable[str]) -> Refusal:
    """The path, or the state of the record, does not take the method."""
    says = (
        f"{method} method is not allowed. It should be one of these method(s): {', '.join(allowed)}"
    )
    return Refusal(Answer(405, {"message": says}))


def not_deleted() -> Refusal:
    """A contact is deleted for good only where it is deleted, or force says so: no body."""
    return Refusal(Answer(400))


def too_many(seconds: int) -> Refusal:
    """The minute's requests are spent: no body, and how long to wait."""
    return Refusal(Answer(429, None, {"Retry-After": str(seconds)}))


def internal() -> Refusal:
    """Freshdesk itself fails."""
    return _single(500, "internal_error", "We're sorry, but something went wrong.")


def not_emulated(what: str) -> Refusal:
    """Freshdesk has it and this fake does not."""
    return Refusal(own_answers.not_emulated(what))


def _single(status: int, code: str, message: str) -> Refusal:
    return Refusal(Answer(status, {"code": code, "message": message}))
