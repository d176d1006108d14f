"""The attributes of leads, contacts, accounts and deals, in the order an answer has them.

Keys and order as recorded from the classic API (leads) and the Suite (contacts, accounts, deals);
labels as the vendor's libraries name them, else the internal name in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.call import Json
from emulator.freshsales.values import (
    Reader,
    addresses,
    anything,
    flag,
    ids,
    mapping,
    number,
    objects,
    text,
    whole,
    words,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: how a value is read (None: nobody writes it), its value while nobody has.

    ``shown`` is False for what an answer holds only where it is asked for, if at all.
    """

    name: str
    read: Reader | None = None
    default: Json = None
    title: str = ""
    shown: bool = True

    @property
    def label(self) -> str:
        """The name that people read, by which the tracking endpoints know it."""
        return self.title or self.name.removesuffix("_id").replace("_", " ").capitalize()


def _texts(*names: str) -> Iterator[Attribute]:
    return (Attribute(name, text) for name in names)


def _ids(*names: str) -> Iterator[Attribute]:
    return (Attribute(name, whole) for name in names)


def _read_only(*names: str) -> Iterator[Attribute]:
    return (Attribute(name) for name in names)


_TIMES = (*_read_only("created_at", "updated_at"),)
_PHONES = (
    Attribute("work_number", text, title="Work"),
    Attribute("mobile_number", text, title="Mobile"),
)
_CUSTOM = (Attribute("custom_field", mapping, {}),)
_OWNED = ("owner_id", "territory_id", "lead_source_id", "campaign_id")
_SOCIAL = ("facebook", "twitter", "linkedin")

CONTACT = (
    Attribute("id"),
    *_texts("first_name", "last_name"),
    *_read_only("display_name", "avatar"),
    *_texts("job_title", "city", "state", "zipcode", "country"),
    Attribute("email", anything),
    Attribute("emails", addresses, [], "Email"),
    *_texts("time_zone"),
    *_PHONES,
    *_texts("address"),
    *_read_only("last_seen"),
    Attribute("lead_score", default=0),
    *_read_only("last_contacted", "open_deals_amount", "won_deals_amount"),
    *_read_only("links", "last_contacted_sales_activity_mode"),
    *_CUSTOM,
    *_TIMES,
    *_texts("keyword", "medium"),
    *_read_only("last_contacted_mode", "recent_note", "won_deals_count"),
    *_read_only("last_contacted_via_sales_activity", "completed_sales_sequences"),
    *_read_only("active_sales_sequences", "web_form_ids", "open_deals_count", "last_assigned_at"),
    Attribute("tags", words, []),
    *_texts(*_SOCIAL),
    Attribute("is_deleted", default=False),
    *_read_only("team_user_ids"),
    *_texts("external_id"),
    *_read_only("work_email"),
    Attribute("subscription_status", whole, 1),
    Attribute("subscription_types", text, "2;3;4;5;1"),
    Attribute("customer_fit", default=0),
    Attribute("record_type_id", default="71012139284"),
    Attribute("whatsapp_subscription_status", default=2),
    Attribute("sms_subscription_status", default=2),
    *_read_only("last_seen_chat", "first_seen_chat", "locale", "total_sessions"),
    Attribute("phone_numbers", default=[]),
    *_ids(*_OWNED, "contact_status_id", "lifecycle_stage_id"),
    *_texts("department"),
    *(Attribute(name, flag, False) for name in ("has_authority", "do_not_disturb")),
    Attribute("sales_account_id", whole, shown=False),
    Attribute("sales_accounts", objects, [], shown=False),
)

LEAD = (
    Attribute("id"),
    *_texts("job_title", "department"),
    Attribute("email", anything),
    Attribute("emails", addresses, [], "Email"),
    *_PHONES,
    *_texts("address", "city", "state", "zipcode", "country", "time_zone"),
    Attribute("do_not_disturb", flag, False),
    *_read_only("display_name", "avatar"),
    *_texts("keyword", "medium"),
    *_read_only("last_seen", "last_contacted"),
    Attribute("lead_score", default=0),
    Attribute("lead_quality", default="Cold"),
    *_read_only("stage_updated_time"),
    *_texts("first_name", "last_name"),
    Attribute("company", mapping),
    Attribute("deal", mapping),
    *_read_only("links"),
    *_CUSTOM,
    *_TIMES,
    *_read_only("last_contacted_sales_activity_mode"),
    Attribute("has_authority", flag, False),
    Attribute("email_status", default="Active"),
    *_read_only("last_contacted_mode", "recent_note", "last_contacted_via_chat"),
    *_read_only("last_contacted_via_sales_activity", "completed_sales_sequences"),
    *_read_only("active_sales_sequences", "web_form_ids", "last_assigned_at"),
    Attribute("tags", words, []),
    *_texts(*_SOCIAL),
    Attribute("is_deleted", default=False),
    *_read_only("team_user_ids"),
    Attribute("subscription_status", whole, 1),
    Attribute("subscription_types", text, shown=False),
    Attribute("phone_numbers", default=[]),
    *_ids(*_OWNED, "lead_stage_id", "lead_reason_id"),
)

_PLACE = ("address", "city", "state", "zipcode", "country")
_SIZE = (Attribute("number_of_employees", number), Attribute("annual_revenue", number))

SALES_ACCOUNT = (
    Attribute("id"),
    *_texts("name", *_PLACE),
    *_SIZE,
    *_texts("website"),
    *_ids("owner_id"),
    *_texts("phone"),
    *_read_only("open_deals_amount", "open_deals_count", "won_deals_amount", "won_deals_count"),
    *_read_only("last_contacted", "last_contacted_mode"),
    *_texts(*_SOCIAL),
    *_read_only("links"),
    *_CUSTOM,
    *_TIMES,
    *_read_only("avatar"),
    *_ids("parent_sales_account_id"),
    *_read_only("recent_note", "last_contacted_via_sales_activity"),
    *_read_only("last_contacted_sales_activity_mode", "completed_sales_sequences"),
    *_read_only("active_sales_sequences", "last_assigned_at"),
    Attribute("tags", words, []),
    Attribute("is_deleted", default=False),
    *_read_only("team_user_ids"),
    Attribute("has_connections", default=False),
    Attribute("record_type_id", default="71010794477"),
    *_ids("industry_type_id", "business_type_id", "territory_id"),
)

DEAL = (
    Attribute("id"),
    *_texts("name"),
    Attribute("amount", anything, "0.0", "Value"),
    Attribute("base_currency_amount", default="0.0"),
    *(Attribute(name, anything) for name in ("expected_close", "closed_date")),
    *_read_only("stage_updated_time"),
    *_CUSTOM,
    *_ids("probability"),
    *_read_only("updated_at", "created_at"),
    *_ids("deal_pipeline_id", "deal_stage_id"),
    Attribute("age", default=0),
    *_read_only("links", "recent_note", "completed_sales_sequences", "active_sales_sequences"),
    *_read_only("web_form_id", "upcoming_activities_time"),
    Attribute("collaboration", default={}),
    *_read_only("last_assigned_at"),
    Attribute("tags", words, []),
    *_read_only("last_contacted_sales_activity_mode", "last_contacted_via_sales_activity"),
    *_read_only("expected_deal_value"),
    Attribute("is_deleted", default=False),
    *_read_only("team_user_ids", "avatar", "rotten_days"),
    *_ids("sales_account_id", "owner_id", "deal_reason_id", "deal_type_id", "lead_source_id"),
    *_ids("campaign_id", "deal_product_id", "deal_payment_status_id", "currency_id"),
    *_ids("territory_id"),
    Attribute("contacts_added_list", ids, [], shown=False),
    Attribute("contact_ids", default=[], shown=False),
)

COMPANY = (
    Attribute("id"),
    *_texts("name", *_PLACE),
    *_SIZE,
    *_texts("website", "phone"),
    *_ids("industry_type_id"),
    *_read_only("industry_type"),
    *_ids("business_type_id"),
    *_read_only("business_type"),
)
"""What a lead says of its company."""

NESTED_DEAL = (
    Attribute("id"),
    *_texts("name"),
    Attribute("amount", anything, title="Value"),
    *_ids("currency_id"),
    Attribute("base_currency_amount"),
    Attribute("expected_close", anything),
    *_ids("deal_product_id"),
    *_read_only("deal_product", "currency"),
)
"""What a lead says of its deal."""

NOT_LISTED = frozenset(
    ("id", "email", "custom_field", "company", "deal", "sales_account_id", "contacts_added_list")
)
"""Attributes that are no fields of their own."""


def blank_of(attributes: Iterable[Attribute]) -> dict[str, Json]:
    """A record as it is before anything is said of it; lists and objects its own."""
    return {a.name: _own(a.default) for a in attributes}


def writable(attributes: Iterable[Attribute]) -> dict[str, Attribute]:
    """The attributes that a request may set, by name."""
    return {a.name: a for a in attributes if a.read is not None}


def _own(default: Json) -> Json:
    return type(default)(default) if isinstance(default, list | dict) else default
