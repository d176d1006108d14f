"""What judges read from an exchange with Freshdesk; nothing is ever raised for odd data."""

from __future__ import annotations

from contracts.exchange import Exchange
from contracts.reading import Record, folded, mapping, records_in, sent, status, told_bare

CONTACT_WRITES = ("contacts-create", "contacts-update")
COMPANY_WRITES = ("companies-create", "companies-update")


def contact_written(exchange: Exchange) -> Record | None:
    """The contact in the body of a create or update; None for any other exchange."""
    return sent(exchange) if exchange.operation in CONTACT_WRITES else None


def company_written(exchange: Exchange) -> Record | None:
    """The company in the body of a create or update; None for any other exchange."""
    return sent(exchange) if exchange.operation in COMPANY_WRITES else None


def custom_of(record: Record) -> Record:
    """The custom fields of a record."""
    return mapping(record.get("custom_fields"))


def told_of(part: str, exchange: Exchange) -> list[Record]:
    """The ``contacts`` or ``companies`` that the answer holds, if the exchange is about them."""
    resource, _, doing = (exchange.operation or "").partition("-")
    many = "results" if doing == "search" else part
    return told_bare(exchange, many) if resource == part else []


def errors_of(exchange: Exchange) -> list[Record]:
    """The errors that the answer lists, a field each."""
    body = exchange.answer.body if exchange.answer is not None else None
    return records_in(mapping(body).get("errors"))


def holder_of_email(exchange: Exchange) -> str | None:
    """The id that a 409 names as the holder of the email sent; None where it names none."""
    for error in errors_of(exchange) if status(exchange) == 409 else ():
        info = error.get("additional_info")
        if error.get("field") == "email" and isinstance(info, dict):
            return folded(info.get("user_id")) or None
    return None
