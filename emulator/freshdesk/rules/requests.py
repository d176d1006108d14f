"""What Freshdesk holds every request to.

Source: developers.freshdesk.com/api, Errors; answers that clients recorded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.forms import BadlyNested, object_of
from emulator.freshdesk.values import type_name
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps
from emulator.wsgi import MULTIPART, WITH_BODY, Multipart

_TAKES_FILES = re.compile(
    r"/api/v2/(contacts(/\d+)?|(contacts|companies)/imports|tickets(/\d+(/(reply|notes))?)?|conversations/\d+)"
)
_ELEMENTS = {"File": "valid file format", "Strings": "String", "Objects": "Object"}
"""What a list holds, and what its elements are called."""
_ACCEPTED = frozenset({"application/json", "*/*"})


@keeps("freshdesk.requests.tls")
def check_tls(visit: Visit) -> None:
    """A request comes encrypted, where the account insists on it."""
    import flask

    if visit.account.settings["plain_http"] == "refuse" and flask.request.scheme != "https":
        raise errors.ssl_required()


@keeps("freshdesk.requests.accept")
def check_accept(visit: Visit) -> None:
    """Who says what they accept accepts JSON."""
    header = visit.request.header("Accept")
    kinds = {kind.partition(";")[0].strip() for kind in (header or "*/*").lower().split(",")}
    if not kinds & _ACCEPTED:
        raise errors.not_acceptable()


@keeps("freshdesk.requests.content-type")
def check_content_type(visit: Visit) -> None:
    """A body is JSON and says so."""
    request = visit.request
    if request.method not in WITH_BODY or request.body is None:
        return
    sent = request.header("Content-Type") or ""
    kind = sent.partition(";")[0].strip().lower()
    if kind == MULTIPART and _TAKES_FILES.fullmatch(request.path):
        return
    if kind != "application/json":
        raise errors.wrong_content_type(sent)


@keeps("freshdesk.requests.nested-forms")
def read_form(_visit: Visit, form: Multipart) -> dict[str, Json]:
    """A form that nests custom fields badly is answered 500."""
    try:
        return object_of(form)
    except BadlyNested:
        raise errors.internal() from None
    except ValueError:
        raise Refusal(errors.malformed()) from None


@keeps("freshdesk.requests.method")
def refuse_method(visit: Visit, allowed: Iterable[str]) -> None:
    """A path takes the methods it has, and tells them."""
    raise errors.method_not_allowed(visit.request.method, allowed)


@keeps("freshdesk.requests.no-content")
def check_no_content(visit: Visit) -> None:
    """Where no body belongs, none is sent."""
    if visit.request.body is not None:
        raise errors.no_content_required()


@keeps("freshdesk.requests.known-parameters")
def check_parameters(visit: Visit, known: Collection[str]) -> None:
    """A query has no parameters that the list does not know, unless the account lets them be."""
    unknown = [name for name in visit.request.query if name not in known]
    if unknown and visit.account.settings["unknown_parameter"] == "refuse":
        raise errors.Invalid(*map(errors.unexpected, unknown))


@keeps("freshdesk.requests.unchanged-undated")
def leave_undated(visit: Visit, present: Record, changed: Record) -> bool:
    """An update that changes nothing leaves the time of change, unless the account moves it."""
    kept = visit.account.settings["unchanged_update"] == "keep"
    return kept and changed == present


@keeps("freshdesk.requests.known-attributes")
def check_known(_visit: Visit, unknown: Collection[str]) -> None:
    """One attribute that nothing has refuses the whole request."""
    if unknown:
        raise errors.Invalid(*map(errors.unexpected, unknown))


@keeps("freshdesk.requests.types")
def check_types(_visit: Visit, wrong: Mapping[str, tuple[Json, str]]) -> None:
    """A value has the type of its attribute; nothing is converted."""
    if wrong:
        raise errors.Invalid(*(_mismatch(name, *found) for name, found in wrong.items()))


def _mismatch(name: str, value: Json, must_be: str) -> Json:
    if must_be in _ELEMENTS:
        return errors.wrong_elements(name, _ELEMENTS[must_be])
    if must_be == "Positive Integer":
        return errors.fault(name, errors.POSITIVE, "datatype_mismatch")
    return errors.mismatch(name, type_name(value), must_be)
