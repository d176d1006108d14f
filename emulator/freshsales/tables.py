"""The tables of an account, and by what their records are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from contracts.call import Json
from emulator.freshsales.kinds import ACTIVITIES, JOB, KINDS, PEOPLE, PHONE_CALL, Kind
from emulator.table import Keys, Record

SELECTORS: Mapping[str, str] = {
    "owners": "users",
    **{
        name: name
        for name in (
            *("lead_stages", "lead_reasons", "contact_statuses", "lifecycle_stages"),
            *("deal_pipelines", "deal_stages", "deal_reasons", "deal_types"),
            *("deal_payment_statuses", "deal_products", "currencies", "territories"),
            *("lead_sources", "campaigns", "industry_types", "business_types"),
            *("sales_activity_types", "sales_activity_outcomes", "sales_activity_entity_types"),
        )
    },
}
"""What can be selected, and the table that lists it."""


def folded(value: Json) -> str:
    """A value as look-ups compare it: trimmed, ignoring case."""
    spelled = str(value).lower() if isinstance(value, bool) else str(value)
    return spelled.strip().casefold()


def emails_of(record: Record) -> list[str]:
    """The emails of a lead or contact, the primary one among them."""
    return [email["value"] for email in record.get("emails") or ()]


def name_of(record: Record) -> str:
    """What a record is called."""
    return str(record.get("display_name") or record.get("name") or "")


def words_of(text: str) -> set[str]:
    """The words of a text, lower-case; an email is one word, and its parts are."""
    folded_text = text.casefold()
    return {*folded_text.split(), *re.findall(r"\w+", folded_text)}


def _one(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        if record.get(name) not in (None, ""):
            yield folded(record[name])

    return keys


def _plain(name: str) -> Keys:
    return lambda record: [record[name]]


def _emails(record: Record) -> Iterable[Json]:
    return map(folded, emails_of(record))


def _name(record: Record) -> Iterable[Json]:
    return [folded(name_of(record))] if name_of(record) else []


def _custom(record: Record) -> Iterator[Json]:
    for name, value in record["custom_field"].items():
        if value is not None and not isinstance(value, list | dict):
            yield name, folded(value)


def _tokens(record: Record) -> Iterable[Json]:
    return words_of(" ".join([name_of(record), *emails_of(record)]))


def _targets(record: Record) -> Iterable[Json]:
    return [(target["type"], target["id"]) for target in record["targetables"]]


def _indexes(kind: Kind) -> Mapping[str, Keys]:
    indexes: dict[str, Keys] = {"name": _name, "custom": _custom, "token": _tokens}
    if kind in PEOPLE:
        indexes |= {"email": _emails, "mobile_number": _one("mobile_number")}
    if kind.word == "contact":
        indexes["external_id"] = _one("external_id")
        indexes["account"] = lambda contact: [a["id"] for a in contact["sales_accounts"]]
    if kind.word == "deal":
        indexes["contact"] = lambda deal: deal["contact_ids"]
        indexes["account"] = lambda deal: [deal["sales_account_id"]]
    return indexes


TABLES: Mapping[str, Mapping[str, Keys]] = {
    **{kind.many: _indexes(kind) for kind in KINDS.values()},
    **{kind.earlier: _indexes(kind) for kind in KINDS.values()},
    **{kind.bin: {"email": _emails} if kind in PEOPLE else {} for kind in KINDS.values()},
    **{kind.fields: {"name": _plain("name")} for kind in KINDS.values()},
    **{table: {} for table in SELECTORS.values()},
    **{kind.many: {"target": _targets} for kind in ACTIVITIES.values()},
    PHONE_CALL.many: {},
    "lists": {},
    JOB.many: {"pending": _plain("pending")},
    "views": {"model": _plain("model_class_name")},
    "visitors": {"key": lambda visitor: [(visitor["kind"], visitor["identifier"])]},
    "events": {"identifier": _one("identifier")},
    "page_views": {"identifier": _one("identifier")},
}
