"""The custom fields of users and of organizations: one resource, served twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import organization_shapes as shapes
from emulator.zendesk.errors import not_found, wrong_parameter
from emulator.zendesk.field_values import CHOICES
from emulator.zendesk.ids import integer_id, record_of
from emulator.zendesk.paging import page_of
from emulator.zendesk.parameters import CREATE, Attribute, given
from emulator.zendesk.rules import custom_fields as rules
from emulator.zendesk.shapes import stamp
from emulator.zendesk.unbuilt import unbuilt
from emulator.zendesk.values import text, whole

ATTRIBUTES = (*shapes.FIELD, *shapes.FIELD_UNSHOWN)

OPTION = "custom_field_option"
OPTION_ATTRIBUTES = (
    Attribute("id", read=whole, on=CREATE),
    Attribute("name", read=text, on=CREATE),
    Attribute("value", read=text, on=CREATE),
)

HOLDERS = {"user_fields": "users", "organization_fields": "organizations"}
"""Whose fields they are."""


def field_routes(table: str) -> Routes:
    """The endpoints of ``user_fields`` or ``organization_fields``."""
    fields = CustomFields(table)
    routes = Routes(table, __name__)
    routes.get(f"/{table}")(fields.index)
    routes.post(f"/{table}")(fields.create)
    routes.get(f"/{table}/<field_id>")(fields.show)
    routes.put(f"/{table}/<field_id>")(fields.update)
    routes.delete(f"/{table}/<field_id>")(fields.delete)
    routes.put(f"/{table}/reorder")(fields.reorder)
    routes.get(f"/{table}/<field_id>/options")(fields.options)
    routes.post(f"/{table}/<field_id>/options")(fields.set_option)
    routes.get(f"/{table}/<field_id>/options/<option_id>")(fields.option)
    routes.delete(f"/{table}/<field_id>/options/<option_id>")(fields.drop_option)
    return routes


@dataclass(frozen=True, slots=True)
class CustomFields:
    """The views of one kind of custom field, kept in ``table``."""

    table: str

    def index(self, visit: Visit) -> Answer:
        """Every field, by position."""
        every = sorted(visit.account.tables[self.table], key=_place)
        return page_of(visit, self.table, every, self._shown)

    def show(self, visit: Visit, field_id: str) -> Answer:
        """One field, by its id or its key."""
        return self._answer(visit, 200, self._found(visit, field_id, "show"))

    def options(self, visit: Visit, field_id: str) -> Answer:
        """What can be chosen in a field."""
        options = self._found(visit, field_id, "options")["custom_field_options"]
        return page_of(visit, "custom_field_options", options, lambda _visit, option: option)

    def option(self, visit: Visit, field_id: str, option_id: str) -> Answer:
        """One option of a field."""
        _, option = self._option(visit, field_id, option_id, "show")
        return Answer(200, {OPTION: option})

    def set_option(self, visit: Visit, field_id: str) -> Answer:
        """An option more, or the one of the id that is sent changed."""
        rules.check_admin(visit)
        field = self._found(visit, field_id, "options")
        said = given(visit, OPTION, OPTION_ATTRIBUTES, "custom_field_options", "create")
        present, option_id = field["custom_field_options"], said.pop("id", None)
        known = next((option for option in present if option["id"] == option_id), None)
        option = {**(known or {}), **said}
        options = [option if o is known else o for o in present] + ([] if known else [option])
        rules.check_options(visit, options)
        kept = rules.options_of(visit.account, options, [o for o in options if "id" in o])
        self._put_options(visit, field, kept)
        return Answer(200 if known else 201, {OPTION: kept[options.index(option)]})

    def drop_option(self, visit: Visit, field_id: str, option_id: str) -> Answer:
        """An option less."""
        rules.check_admin(visit)
        field, option = self._option(visit, field_id, option_id, "destroy")
        self._put_options(visit, field, [o for o in field["custom_field_options"] if o != option])
        return Answer(204)

    def reorder(self, visit: Visit) -> Answer:
        """The fields named are the first ones, in that order."""
        rules.check_admin(visit)
        body = visit.request.body if isinstance(visit.request.body, dict) else {}
        key, table = f"{self._root}_ids", visit.account.tables[self.table]
        ids = body.get(key)
        if not isinstance(ids, list) or not all(type(i) is int for i in ids):
            raise wrong_parameter(key, key, "an array of integers", f"{self.table}/reorder")
        for position, field_id in enumerate(ids):
            field = table.get(field_id)
            if field is None:
                raise not_found()
            table.put({**field, "position": position})
        return self.index(visit)

    def create(self, visit: Visit) -> Answer:
        """A new field, of type text where none is said."""
        rules.check_admin(visit)
        said = self._said(visit, "create")
        rules.check_key(visit, said.get("key"))
        rules.check_key_unused(visit, self.table, said["key"])
        rules.check_type(visit, said.get("type", "text"))
        rules.check_title(visit, said.get("title"))
        blank = shapes.blank(ATTRIBUTES, visit.account.next_id(), stamp(visit.account))
        answer = self._answer(visit, 201, self._kept(visit, said, blank))
        return Answer(201, answer.body, {"Location": answer.body[self._root]["url"]})

    def update(self, visit: Visit, field_id: str) -> Answer:
        """A field changed; its options are those that are sent, and no others."""
        rules.check_admin(visit)
        field = self._found(visit, field_id, "update")
        said = self._said(visit, "update")
        if "title" in said:
            rules.check_title(visit, said["title"])
        return self._answer(visit, 200, self._kept(visit, said, field))

    def delete(self, visit: Visit, field_id: str) -> Answer:
        """A field gone, and from every record with it."""
        rules.check_admin(visit)
        field = self._found(visit, field_id, "destroy")
        visit.account.tables[self.table].remove(field["id"])
        self._forget(visit, field["key"])
        return Answer(204)

    @property
    def _root(self) -> str:
        return self.table.removesuffix("s")

    def _said(self, visit: Visit, action: str) -> dict[str, Json]:
        said = given(visit, self._root, ATTRIBUTES, self.table, action)
        defaults = {a.name: a.default for a in ATTRIBUTES}
        return {k: defaults[k] if v is None else v for k, v in said.items()}

    def _found(self, visit: Visit, field_id: str, action: str) -> Record:
        for field in visit.account.tables[self.table].find("key", field_id):
            return field
        if field_id.isdecimal() or unbuilt(visit.request.method, visit.request.path):
            return record_of(visit, self.table, field_id, f"{self.table}/{action}")
        raise not_found()

    def _kept(self, visit: Visit, said: Mapping[str, Json], present: Record) -> Record:
        record = {**present, **said, "updated_at": stamp(visit.account)}
        rules.check_pattern(visit, record["regexp_for_validation"])
        if record["type"] in CHOICES and "custom_field_options" in said:
            rules.check_options(visit, said["custom_field_options"])
            rules.replace_options(visit, record, present["custom_field_options"])
        else:
            record["custom_field_options"] = present["custom_field_options"]
        return visit.account.tables[self.table].put(record)

    def _option(
        self, visit: Visit, field_id: str, option_id: str, action: str
    ) -> tuple[Record, Record]:
        field = self._found(visit, field_id, "options")
        wanted = integer_id(visit, option_id, f"custom_field_options/{action}")
        for option in field["custom_field_options"]:
            if option["id"] == wanted:
                return field, option
        raise not_found()

    def _put_options(self, visit: Visit, field: Record, options: list[Record]) -> None:
        changed = {"custom_field_options": options, "updated_at": stamp(visit.account)}
        visit.account.tables[self.table].put({**field, **changed})

    def _forget(self, visit: Visit, key: str) -> None:
        holders = visit.account.tables[HOLDERS[self.table]]
        for record in [r for r in holders if key in r[self.table]]:
            values = {k: v for k, v in record[self.table].items() if k != key}
            holders.put({**record, self.table: values})

    def _answer(self, visit: Visit, status: int, record: Record) -> Answer:
        return Answer(status, {self._root: self._shown(visit, record)})

    def _shown(self, visit: Visit, record: Record) -> Json:
        return shapes.field(visit, self.table, record)


def _place(field: Record) -> tuple[Json, Json]:
    return field["position"], field["id"]
