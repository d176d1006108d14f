"""Every way Zendesk says no: the envelopes, the texts, and when each is given.

Envelopes as answered by the live API in 2017-2026; developer.zendesk.com, Introduction, Requests.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.visit import Refusal

_DUPLICATE = "DuplicateValue"
_BLANK = "BlankValue"
_NO_ACCESS = (
    "You do not have access to this page. "
    "Please contact the account owner of this help desk for further help."
)
_INVALID_TOKEN = (
    "The access token provided is expired, revoked, malformed or invalid for other reasons."  # noqa: S105
)
_WRITES_SPENT = (
    "You have exceeded the rate limit for updating a single unique user. "
    "user email:  id:  external_id: "
)


def unauthenticated() -> Refusal:
    """No credentials, or wrong ones."""
    return Refusal(Answer(401, {"error": "Couldn't authenticate you"}))


def invalid_token() -> Refusal:
    """A bearer token that is unknown, expired or revoked."""
    return Refusal(Answer(401, {"error": "invalid_token", "error_description": _INVALID_TOKEN}))


def missing_scope(scope: str) -> Refusal:
    """A bearer token that does not cover what was asked."""
    says = f"You are missing the following required scopes: {scope}"
    return Refusal(Answer(403, {"error": "Forbidden", "description": says}))


def forbidden() -> Refusal:
    """The caller's role does not allow it."""
    return Refusal(Answer(403, {"error": {"title": "Forbidden", "message": _NO_ACCESS}}))


def not_found() -> Refusal:
    """No record has that id."""
    return Refusal(Answer(404, {"error": "RecordNotFound", "description": "Not found"}))


def invalid_endpoint() -> Answer:
    """No endpoint has that path, or none takes that method there."""
    return Answer(404, {"error": "InvalidEndpoint", "description": "Not found"})


def malformed() -> Answer:
    """The body says it is JSON and is not."""
    says = "The request could not be understood by the server due to malformed syntax."
    return Answer(400, {"error": {"title": "Bad Request", "message": says}})


def unsupported_media() -> Refusal:
    """The body is of another type than JSON."""
    says = "The request body must be application/json."
    return Refusal(Answer(415, {"error": {"title": "Unsupported Media Type", "message": says}}))


def phone_malformed(phone: str) -> Refusal:
    """A phone number that is not spelled as E.164 asks."""
    detail = {"description": f"Phone {phone} is not properly formatted", "error": "InvalidFormat"}
    return _unprocessable({"phone": detail})


def wrong_parameter(attribute: str, parameter: str, must_be: str, endpoint: str) -> Refusal:
    """A parameter of another type; ``endpoint`` is spelled ``users/show``."""
    message = (
        f"You passed an invalid value for the {attribute} attribute. Invalid parameter: "
        f"{parameter} must be {must_be} from api/v2/{endpoint}"
    )
    return Refusal(Answer(400, {"error": {"title": "Invalid attribute", "message": message}}))


def invalid(field: str, says: str, code: str | None = None) -> Refusal:
    """A record that cannot be like this, and which field is to blame."""
    detail = {"description": says, **({"error": code} if code else {})}
    return _unprocessable({field: [detail]})


def email_taken(email: str) -> Refusal:
    """The email is an identity of another user."""
    return invalid("email", f"Email: {email} is already being used by another user", _DUPLICATE)


def email_malformed(email: str) -> Refusal:
    """The email is none."""
    return invalid("email", f"Email: {email} is not properly formatted")


def user_name_blank() -> Refusal:
    """A user without a name."""
    return invalid("name", "Name: is too short (minimum is 1 characters)")


def external_id_taken() -> Refusal:
    """The external_id is another user's, or another organization's."""
    return invalid("external_id", "External has already been taken", _DUPLICATE)


def identity_taken(value: str) -> Refusal:
    """The value is an identity of somebody."""
    return invalid("value", f"Value: {value} is already being used by another user", _DUPLICATE)


def verification_by_others(method: Json) -> Refusal:
    """A way of verification that the API does not take."""
    message = f"Verification method {method} cannot be set"
    return Refusal(Answer(400, {"error": {"title": "Invalid attribute", "message": message}}))


def organization_name_taken(name: str) -> Refusal:
    """An organization has that name."""
    return invalid("name", f"Name: {name} has already been taken", _DUPLICATE)


def organization_name_blank() -> Refusal:
    """An organization without a name."""
    return invalid("name", "Name: cannot be blank", _BLANK)


def organization_unknown() -> Refusal:
    """A membership, or a user, of an organization that is not there."""
    return invalid("organization", "Organization cannot be blank", _BLANK)


def membership_taken() -> Refusal:
    """The user is a member of the organization already."""
    return invalid("user_id", "User has already been taken", _DUPLICATE)


def too_many_users(most: int) -> Refusal:
    """More users in one request than a job takes."""
    says = f"Maximum {most} users may be created per call"
    return Refusal(Answer(400, {"error": "TooManyValues", "description": says}))


def too_many_values(parameter: str, most: int) -> Refusal:
    """More records or ids in one request than it takes."""
    says = f"Parameter {parameter} cannot specify more than {most} values"
    body = {"error": "TooManyValues", "description": says, "max_count": most}
    return Refusal(Answer(400, body))


def too_many_jobs(most: int) -> Refusal:
    """More jobs than an account may have queued or at work."""
    headers = {"Zendesk-Ratelimit-Inflight-Jobs": f"total={most}"}
    says = f"No more than {most} jobs may be queued or running"
    return Refusal(Answer(429, {"error": "TooManyJobs", "description": says}, headers))


def pagination_depth() -> Refusal:
    """An offset page beyond the 10,000th record."""
    title = "Pagination requests using Offset Pagination are limited"
    return _listed(400, "InvalidPaginationDepth", title)


def search_limit() -> Refusal:
    """A page of a search behind its last one."""
    says = "Invalid search: Requested response size was greater than Search Response Limits"
    return Refusal(Answer(422, {"error": "invalid", "description": says}))


def type_in_export() -> Refusal:
    """An export whose query names a type."""
    says = "Invalid search: type must be given as filter[type]"
    return Refusal(Answer(422, {"error": "invalid", "description": says}))


def pagination_parameter() -> Refusal:
    """A sort that cursors cannot follow."""
    return _listed(400, "InvalidPaginationParameter", "Invalid sort parameter")


def account_limit(seconds: int) -> Refusal:
    """The account has spent its requests of this minute."""
    headers = {"Content-Type": "text/plain", "Retry-After": str(seconds)}
    return Refusal(Answer(429, "Number of allowed API requests per minute exceeded", headers))


def user_limit(seconds: int) -> Refusal:
    """One user was written to too often this minute."""
    headers = {"Content-Type": "text/plain; charset=UTF-8", "Retry-After": str(seconds)}
    return Refusal(Answer(429, _WRITES_SPENT, headers))


def organization_limit(seconds: int) -> Refusal:
    """One organization was written to too often this minute."""
    title = "Too many requests to update"
    return _listed(429, "TooManyRequests", title, {"Retry-After": str(seconds)})


def autocomplete_limit() -> Refusal:
    """Names of organizations were completed too often this minute."""
    return _listed(429, "TooManyRequests", "Too many requests to autocomplete")


def _unprocessable(details: Json) -> Refusal:
    says = "Record validation errors"
    body = {"error": "RecordInvalid", "description": says, "details": details}
    return Refusal(Answer(422, body))


def _listed(status: int, code: str, title: str, headers: dict[str, str] | None = None) -> Refusal:
    body: Json = {"errors": [{"code": code, "title": title}]}
    return Refusal(Answer(status, body, headers or {}))
