"""What accounts and deals have of their own: a name, an amount, a stage, links."""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales.rules import companies as rules
from emulator.freshsales.stamps import stamp
from emulator.table import Record
from emulator.visit import Visit


def settle_account(visit: Visit, values: dict[str, Json], record: Record) -> None:
    """Complete what is written of an account; Refusal where it cannot be."""
    if record["id"] is None or "name" in values:
        rules.check_account_name(visit, values.get("name"))
        rules.check_name_unused(visit, values["name"], record["id"])
    rules.check_website(visit, values.get("website"))
    rules.drop_phone(visit, values)


def settle_deal(visit: Visit, values: dict[str, Json], record: Record) -> None:
    """Complete what is written of a deal; a new one starts in the first stage."""
    new = record["id"] is None
    if new or "name" in values:
        rules.check_deal_name(visit, values.get("name"))
    added = values.pop("contacts_added_list", None) or []
    rules.check_links(visit, values.get("sales_account_id"), added)
    rules.drop_dates(visit, values)
    rules.check_deal_stage(visit, values.get("deal_stage_id"))
    if new:
        _start(visit, values)
    if values.get("deal_stage_id") not in (None, record["deal_stage_id"]):
        values["stage_updated_time"] = stamp(visit.account)
        rules.set_probability(visit, values)
    if "amount" in values:
        values["amount"] = rules.amount_of(visit, values["amount"]) or "0.0"
        values["base_currency_amount"] = values["amount"]
    values["contact_ids"] = list(dict.fromkeys([*record["contact_ids"], *added]))


def _start(visit: Visit, values: dict[str, Json]) -> None:
    """A new deal is in the pipeline of its stage, else in the default one, in its first stage."""
    tables = visit.account.tables
    stage = tables["deal_stages"].get(values.get("deal_stage_id") or 0) or {}
    if values.get("deal_pipeline_id") is None:
        pipelines = sorted(tables["deal_pipelines"], key=lambda p: p.get("is_default") is not True)
        of_stage = stage.get("deal_pipeline_id")
        values["deal_pipeline_id"] = of_stage or next((p["id"] for p in pipelines), None)
    if not stage:
        own = (None, values["deal_pipeline_id"])
        stages = [s for s in tables["deal_stages"] if s.get("deal_pipeline_id") in own]
        values["deal_stage_id"] = min(stages, key=_place, default={"id": None})["id"]


def _place(stage: Record) -> int:
    return int(stage.get("position", 0))
