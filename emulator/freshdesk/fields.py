"""The fields of contacts and of companies: one resource, served twice.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk import choices
from emulator.freshdesk import field_shapes as shapes
from emulator.freshdesk.attributes import Attribute
from emulator.freshdesk.auth import check_admin
from emulator.freshdesk.errors import Faults
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.parameters import Said, said
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
    routes.put(f"/{table}/<field_id>")(fields.update)
    routes.delete(f"/{table}/<field_id>")(fields.destroy)
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
        told = said(visit, [*self._attributes(), Attribute("type", text)])
        self._check(visit, told, None)
        given = {name: value for name, value in told.values.items() if value is not None}
        given["name"] = rules.name_of(given["label"])
        rules.keep_defaults_apart(visit, self.table, given)
        rules.keep_names_apart(visit, self.table, given)
        given["choices"] = choices.values_in(given.pop("choices", ()))
        field = shapes.blank_field(visit.account, self.table, {"position": 1, **given})
        place = visit.address_of(f"/api/v2/{self.table}/{field['id']}")
        shown = shapes.field(self._put(visit, field), self.table)
        return Answer(201, shown, {"Location": place})

    def update(self, visit: Visit, field_id: str) -> Answer:
        """A field with something changed; its name and its type stay."""
        check_admin(visit)
        field = record_of(visit, self.table, field_id)
        told = said(visit, self._attributes())
        self._check(visit, told, field)
        given = {name: value for name, value in told.values.items() if value is not None}
        if "choices" in given:
            own = field["choices"]
            given["choices"] = choices.changed(visit.account, own, given["choices"])
        changed = {**field, **given, "updated_at": stamp(visit.account)}
        return Answer(200, shapes.field(self._put(visit, changed), self.table))

    def destroy(self, visit: Visit, field_id: str) -> Answer:
        """A field and all its values gone for good."""
        check_admin(visit)
        field = record_of(visit, self.table, field_id)
        rules.check_own(visit, field)
        rules.lose_values(visit, self.table, field["name"])
        visit.account.tables[self.table].remove(field["id"])
        return Answer(204)

    def _check(self, visit: Visit, told: Said, present: Record | None) -> None:
        faults = Faults()
        faults.ask(check_types, visit, told.wrong)
        for name in self._mandatory():
            if present is None or name in told.sent:
                faults.ask(rules.check_mandatory, visit, name, told.sent.get(name))
        faults.ask(rules.check_type, visit, told.values.get("type"))
        faults.ask(rules.check_choices, visit, told.values.get("choices") or (), present)
        field = {**(present or {"name": None}), **told.values}
        faults.ask(rules.check_unique, visit, self.table, field)
        count = len(visit.account.tables[self.table]) + (present is None)
        faults.ask(rules.check_position, visit, told.values.get("position"), count)
        faults.settle()

    def _put(self, visit: Visit, field: Record) -> Record:
        """Keep the field, and let those that stood at its position or behind it move on."""
        table = visit.account.tables[self.table]
        present = table.get(field["id"])
        if present is None or present["position"] != field["position"]:
            for other in list(table):
                if other["id"] != field["id"] and other["position"] >= field["position"]:
                    table.put({**other, "position": other["position"] + 1})
        return table.put(field)

    def _mandatory(self) -> tuple[str, ...]:
        contacts = ("label_for_customers",) if self.table == "contact_fields" else ()
        return ("label", "type", *contacts)

    def _attributes(self) -> Sequence[Attribute]:
        flags = [Attribute(name, flag) for name in sorted(shapes.FLAGS[self.table])]
        texts = [Attribute(name, text) for name in self._mandatory() if name != "type"]
        return [*texts, *flags, Attribute("position", whole), Attribute("choices", objects)]


def _place(field: Record) -> tuple[Json, Json]:
    return field["position"], field["id"]
