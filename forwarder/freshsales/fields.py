"""The fields of Freshsales that a call may fill: tables by internal name.

Source: upOwa/freshsales-sdk-py and gomodules/freshsales-client-go, which read and write them.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from forwarder.dates import instant
from forwarder.values import Convert, Unfit, decimal, flag, text, texts, whole_number


def day(value: Json) -> str:
    """A date as YYYY-MM-DD."""
    found = instant(value)
    if found is None:
        raise Unfit("it is not a date")
    return found.date().isoformat()


def _all(names: str, convert: Convert) -> dict[str, Convert]:
    return dict.fromkeys(names.split(), convert)


_PERSON: Mapping[str, Convert] = {
    **_all("first_name last_name job_title department work_number mobile_number", text),
    **_all("address city state zipcode country time_zone", text),
    **_all("medium keyword facebook twitter linkedin", text),
    **_all("owner_id territory_id lead_source_id campaign_id subscription_status", whole_number),
    "subscription_types": text,
    **_all("has_authority do_not_disturb", flag),
    "tags": texts,
}
_COMPANY: Mapping[str, Convert] = {
    **_all("name phone website address city state zipcode country", text),
    **_all("number_of_employees industry_type_id business_type_id", whole_number),
    "annual_revenue": decimal,
}
_DEAL: Mapping[str, Convert] = {
    "name": text,
    "amount": decimal,
    "expected_close": day,
    **_all("currency_id deal_product_id", whole_number),
}

STANDARD: Mapping[str, Mapping[str, Convert]] = {
    "lead": {**_PERSON, **_all("lead_stage_id lead_reason_id", whole_number)},
    "contact": {
        **_PERSON,
        "external_id": text,
        **_all("contact_status_id lifecycle_stage_id", whole_number),
    },
    "lead company": _COMPANY,
    "sales_account": {
        **_COMPANY,
        **_all("facebook twitter linkedin", text),
        **_all("owner_id territory_id parent_sales_account_id", whole_number),
    },
    "lead deal": _DEAL,
    "deal": {
        **_DEAL,
        **_all("deal_stage_id deal_pipeline_id deal_reason_id deal_type_id", whole_number),
        **_all("owner_id lead_source_id campaign_id territory_id", whole_number),
        **_all("deal_payment_status_id probability", whole_number),
        "closed_date": day,
    },
}
"""The standard fields of each kind of record, and how a trait is made to fit."""

EXCEPTIONS: Mapping[str, str] = {"title": "job_title", "phone": "work_number"}
"""Traits of a person that go elsewhere than to a field of their name (seed 003, Default Traits)."""

CUSTOM: Mapping[str, Convert] = {
    **_all("text textarea dropdown radio email phone_number", text),
    "number": decimal,
    "checkbox": flag,
    "date": day,
    "multi_select_dropdown": texts,
}
"""How a trait is made to fit a custom field, by its type; the list of types is assumed."""

LABELS: Mapping[str, str] = {
    "first_name": "First name",
    "last_name": "Last name",
    "email": "Email",
    "job_title": "Job title",
    "work_number": "Work",
    "mobile_number": "Mobile",
    "amount": "Value",
}
"""What Freshsales calls a field at first, where that is not its name in plain words."""


def label_of(name: str, labels: Mapping[str, str]) -> str:
    """The label of a field; ``labels`` are those that the account is known to use."""
    plain = name.removesuffix("_id").replace("_", " ").capitalize()
    return labels.get(name) or LABELS.get(name) or plain
