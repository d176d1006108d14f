"""The fields of contacts and of companies: one resource, served twice.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk import field_shapes as shapes
from emulator.freshdesk.attributes import Attribute
from emulator.freshdesk.auth import check_admin
from emulator.freshdesk.errors import Faults, not_emulated
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.parameters import said
from emulator.freshdesk.rules import fields as rules
from emulator.freshdesk.rules.requests import check_types
from emulator.freshdesk.values import flag, objects, text, whole
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit


def field_routes(table: str) -> Routes:
    """The endpoints of ``contact_fields`` or ``company_fields``."""
    fields = Fields(table)
    routes = Routes(table, __name__)
    routes.get(f"/{table}")(fields.index)
    routes.post(f"/{table}")(fields.create)
    routes.get(f"/{table}/<field_id>")(fields.show)
    return routes


@dataclass(frozen=True, slots=True)
class Fields:
    """The views of one kind of field, kept in ``table``."""

    table: str

    def index(self, visit: Visit) -> Answer:
        """Every field, by position."""
        check_admin(visit)
        every = sorted(visit.account.tables[self.table], key=_place)
        return Answer(200, [shapes.listed_field(field, self.table) for field in every])

    def show(self, visit: Visit, field_id: str) -> Answer:
        """One field."""
        check_admin(visit)
        return Answer(200, shapes.field(record_of(visit, self.table, field_id), self.table))

    def create(self, visit: Visit) -> Answer:
        """A new field, named after its label."""
        check_admin(visit)
        told = said(visit, self._attributes())
        if told.values.get("unique"):
            raise not_emulated("custom fields of unique values")
        faults = Faults()
        faults.ask(check_types, visit, told.wrong)
        for name in self._mandatory():
            faults.ask(rules.check_mandatory, visit, name, told.sent.get(name))
        faults.ask(rules.check_type, visit, told.values.get("type"))
        faults.settle()
        given = {name: value for name, value in told.values.items() if value is not None}
        given["name"] = rules.name_of(given["label"])
        rules.keep_defaults_apart(visit, self.table, given)
        rules.check_name_unused(visit, self.table, given["name"])
        given["choices"] = _values(given.pop("choices", ()))
        field = shapes.blank_field(visit.account, self.table, {"position": 1, **given})
        visit.account.tables[self.table].put(field)
        return Answer(201, shapes.field(field, self.table))

    def _mandatory(self) -> tuple[str, ...]:
        contacts = ("label_for_customers",) if self.table == "contact_fields" else ()
        return ("label", "type", *contacts)

    def _attributes(self) -> Sequence[Attribute]:
        flags = [Attribute(name, flag) for name in sorted(shapes.FLAGS[self.table])]
        texts = [Attribute(name, text) for name in self._mandatory()]
        return [*texts, *flags, Attribute("position", whole), Attribute("choices", objects)]


def _values(choices: Sequence[dict[str, Json]]) -> list[str]:
    places = [(choice.get("position") or n, n) for n, choice in enumerate(choices, 1)]
    return [str(choices[n - 1].get("value", "")) for _place, n in sorted(places)]


def _place(field: Record) -> tuple[Json, Json]:
    return field["position"], field["id"]
