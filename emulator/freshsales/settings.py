"""The fields that an account has, standard and custom.

Source: developers.freshworks.com, CRM API; public test suites of 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales.errors import not_acceptable
from emulator.freshsales.fields import NOT_LISTED, Attribute
from emulator.freshsales.kinds import KINDS, LEAD, Kind
from emulator.freshsales.shapes import asked_for
from emulator.freshsales.values import Reader, flag, number, whole, words
from emulator.routes import Routes
from emulator.visit import Visit, keeps

FIRST_ID = 402_000_001_001

_TYPES: Mapping[Reader | None, str] = {
    flag: "checkbox",
    number: "number",
    whole: "number",
    words: "multi_select_dropdown",
}
_READ_ONLY = {"lead_score": "number"}
"""What nobody writes and the list has all the same, and its type."""

_CHOSEN: Mapping[str, str] = {
    "owner_id": "users",
    "territory_id": "territories",
    "lead_source_id": "lead_sources",
    "campaign_id": "campaigns",
    "contact_status_id": "contact_statuses",
    "lifecycle_stage_id": "lifecycle_stages",
    "lead_stage_id": "lead_stages",
    "lead_reason_id": "lead_reasons",
    "industry_type_id": "industry_types",
    "business_type_id": "business_types",
    "deal_pipeline_id": "deal_pipelines",
    "deal_stage_id": "deal_stages",
    "deal_reason_id": "deal_reasons",
    "deal_type_id": "deal_types",
    "deal_product_id": "deal_products",
    "deal_payment_status_id": "deal_payment_statuses",
    "currency_id": "currencies",
}
"""The dropdowns that hold an id, and the table whose rows are chosen from."""
_CALLED: Mapping[str, str] = {"users": "display_name", "currencies": "currency_code"}
"""What the rows of a table are called by, where it is not their name."""

_REQUIRED = {"sales_account": ("name",), "deal": ("name", "amount")}


def setting_routes(*, leads: bool) -> Routes:
    """The fields of an account, with those of leads or without."""
    routes = Routes("settings", __name__)
    for kind in KINDS.values():
        if kind is LEAD and not leads:
            continue
        path = f"/settings/{kind.many}/fields"
        routes.get(path, endpoint=kind.fields)(FieldList(kind).index)
        routes.get(f"{path}.<suffix>", endpoint=f"{kind.fields}_as")(refuse_format)
    return routes


@dataclass(frozen=True, slots=True)
class FieldList:
    """The fields of one kind of record."""

    kind: Kind

    def index(self, visit: Visit) -> Answer:
        """Every field, standard and custom; in groups too where ``include`` asks for them."""
        fields: list[Json] = [*self._standard(visit), *self._custom(visit)]
        if "field_group" not in asked_for(visit):
            return Answer(200, {"fields": fields})
        group = {"name": "Basic Information", "model": self.kind.model, "fields": fields}
        return Answer(200, {"fields": fields, "field_groups": [group]})

    def _standard(self, visit: Visit) -> list[Json]:
        own = [attribute for attribute in self.kind.attributes if _is_listed(attribute)]
        required = _REQUIRED.get(self.kind.word, ())
        if self.kind.word == "contact":
            form: list[str] = visit.account.settings["required_contact_fields"]
            required = tuple("emails" if name == "email" else name for name in form)
        return [
            {
                "id": FIRST_ID + place,
                "label": attribute.label,
                "name": attribute.name,
                "type": _type_of(attribute),
                "default": True,
                "required": attribute.name in required,
                "choices": _choices(visit, attribute),
            }
            for place, attribute in enumerate(own)
        ]

    def _custom(self, visit: Visit) -> list[Json]:
        names = ("id", "label", "name", "type")
        return [
            {
                **{name: field[name] for name in names},
                "default": False,
                "required": field["required"],
                "choices": field["choices"],
            }
            for field in visit.account.tables[self.kind.fields]
        ]


@keeps("freshsales.fields.json-only")
def refuse_format(_visit: Visit, suffix: str) -> Answer:  # noqa: ARG001
    """Fields are listed as JSON and in no other format."""
    raise not_acceptable()


def _is_listed(attribute: Attribute) -> bool:
    written = attribute.read is not None and attribute.name not in NOT_LISTED
    return written or attribute.name in _READ_ONLY


def _type_of(attribute: Attribute) -> str:
    if attribute.name in _CHOSEN:
        return "dropdown"
    return _READ_ONLY.get(attribute.name) or _TYPES.get(attribute.read, "text")


def _choices(visit: Visit, attribute: Attribute) -> list[Json]:
    if attribute.name not in _CHOSEN:
        return []
    table = _CHOSEN[attribute.name]
    called = _CALLED.get(table, "name")
    return [{"id": row["id"], "value": row[called]} for row in visit.account.tables[table]]
