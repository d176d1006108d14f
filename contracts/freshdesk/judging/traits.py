"""Traits arrive in Freshdesk's own fields and under its names, and fit them.

Source: seed 000, Identify and Group; API v2, Contacts, Companies, Errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contracts.exchange import Exchange
from contracts.freshdesk.judging.reading import (
    company_written,
    contact_written,
    custom_of,
    errors_of,
)
from contracts.judging import Judge, judges_each
from contracts.reading import Record, status, succeeded

PREFIX = "cf_"
CHOICES = ("industry", "health_score", "account_tier")
OTHER_NAMES = (
    "title",
    "jobTitle",
    "position",
    "firstName",
    "lastName",
    "first_name",
    "last_name",
    "phoneNumber",
    "phone_number",
)

Written = Callable[[Exchange], Record | None]


def written(exchange: Exchange) -> Record | None:
    """The contact or company in the body of a write."""
    contact = contact_written(exchange)
    return company_written(exchange) if contact is None else contact


def _bare(rule_id: str, written_: Written) -> Judge:
    @judges_each(rule_id)
    def bare(exchange: Exchange) -> bool | None:
        record = written_(exchange) or {}
        custom = custom_of(record)
        if any(key.startswith(PREFIX) for key in (*record, *custom)):
            return False
        return True if custom else None

    return bare


def _placed(
    rule_id: str, written_: Written, *, custom: Iterable[str], never: Iterable[str] = ()
) -> Judge:
    """The judge of a rule that ``custom`` traits are custom fields, and ``never`` is sent."""
    wanted = frozenset(custom)
    wrong = frozenset(never)
    prefixed = {PREFIX + key for key in wanted}

    @judges_each(rule_id)
    def placed(exchange: Exchange) -> bool | None:
        record = written_(exchange) or {}
        fields = custom_of(record)
        if (wanted | prefixed | wrong) & record.keys() or prefixed & fields.keys():
            return False
        return True if wanted & fields.keys() else None

    return placed


custom_field_no_cf = _bare("freshdesk.identify.custom-field-no-cf", contact_written)
group_custom_field_no_cf = _bare("freshdesk.group.custom-field-no-cf", company_written)
custom_field_example = _placed(
    "freshdesk.identify.custom-field-example", contact_written, custom=["department"]
)
group_custom_field_example = _placed(
    "freshdesk.group.custom-field-example", company_written, custom=["plan"]
)
example_payload = _placed(
    "freshdesk.identify.example-payload",
    contact_written,
    custom=["plan", "department"],
    never=["created_at", "createdAt"],
)
group_example_payload = _placed(
    "freshdesk.group.example-payload",
    company_written,
    custom=["plan", "employees", "total_billed"],
    never=["total billed", "created_at", "createdAt"],
)


@judges_each("freshdesk.identify.standard-traits")
def standard_traits(exchange: Exchange) -> bool | None:
    """Phone, title, address and description stand under Freshdesk's names, each a text."""
    contact = contact_written(exchange) or {}
    if any(key in contact for key in OTHER_NAMES):
        return False
    values = [contact[k] for k in ("phone", "job_title", "address", "description") if k in contact]
    return all(v is None or isinstance(v, str) for v in values) if values else None


@judges_each("freshdesk.entities")
def entities(exchange: Exchange) -> bool | None:
    """Contacts and companies are written; tickets and agents are not made."""
    path = exchange.request.path
    if exchange.request.method == "POST" and path.endswith(("/tickets", "/agents")):
        return False
    if path.endswith("/make_agent"):
        return False
    return True if written(exchange) is not None else None


@judges_each("freshdesk.traits.unknown-dropped")
def unknown_dropped(exchange: Exchange) -> bool | None:
    """No write is refused for a key that the account does not know."""
    return _unspoilt(exchange, "invalid_field")


@judges_each("freshdesk.traits.by-type")
def by_type(exchange: Exchange) -> bool | None:
    """No write is refused for a custom field's value of the wrong type."""
    return _unspoilt(exchange, "datatype_mismatch", lambda record: bool(custom_of(record)))


@judges_each("freshdesk.traits.choices")
def choices(exchange: Exchange) -> bool | None:
    """No write is refused for a value that is none of the choices."""
    return _unspoilt(
        exchange,
        "invalid_value",
        lambda record: bool(custom_of(record)) or any(key in record for key in CHOICES),
        words="should be one of these values",
    )


def _unspoilt(
    exchange: Exchange,
    code: str,
    concerned: Callable[[Record], bool] = bool,
    words: str = "",
) -> bool | None:
    record = written(exchange)
    if record is None or not concerned(record):
        return None
    if status(exchange) == 400 and any(
        error.get("code") == code and words in str(error.get("message"))
        for error in errors_of(exchange)
    ):
        return False
    return True if succeeded(exchange) else None
