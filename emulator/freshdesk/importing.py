"""The work of an import: its form, the rows of its file, and the records that they make.

Source: developers.freshdesk.com/api, Contacts, Import Contacts.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Request
from emulator.freshdesk.attributes import COMPANY, CONTACT, Attribute
from emulator.freshdesk.downloads import keep_csv
from emulator.freshdesk.errors import malformed, not_emulated
from emulator.freshdesk.exports import FIELDS
from emulator.freshdesk.forms import converted
from emulator.freshdesk.parameters import said
from emulator.freshdesk.rules import contacts as contact_rules
from emulator.freshdesk.rules import imports as rules
from emulator.freshdesk.rules.custom_fields import TYPES
from emulator.freshdesk.values import Read, file, flag, mapping, objects, texts
from emulator.freshdesk.writing import custom_fields_of, write_company, write_contact
from emulator.multipart import Upload, parts_of
from emulator.table import Record
from emulator.visit import Refusal, Visit
from emulator.wsgi import Multipart

if TYPE_CHECKING:
    from emulator.account import Account

ATTRIBUTES: Mapping[str, Sequence[Attribute]] = {"contacts": CONTACT, "companies": COMPANY}
UNBUILT = ("company_name",)
"""Columns that Freshdesk takes and this fake does not."""
_COLUMN = re.compile(r"fields\[(custom_fields\]\[)?(\w+)\]")
_IN_NO_CELL = (mapping, objects, file)


def columns_in(visit: Visit, table: str) -> tuple[Upload, list[Record]]:
    """The file that a form sends, and which of its columns is which field."""
    body, columns, strange = visit.request.body, list[Record](), list[str]()
    try:
        parts = list(parts_of(body)) if isinstance(body, Multipart) else []
    except ValueError:
        raise Refusal(malformed()) from None
    sent: Json | Upload = None
    reads = _reads(visit.account, table)
    for spelled, value in parts:
        named = _COLUMN.fullmatch(spelled)
        column = {"custom": bool(named and named[1]), "name": named[2]} if named else {}
        if spelled == "file":
            sent = value
        elif column.get("name") in UNBUILT and not column["custom"]:
            raise not_emulated("companies by name in imports")
        elif column and (column["custom"], column["name"]) in reads:
            columns.append({**column, "spelled": spelled, "number": value})
        else:
            strange.append(spelled)
    upload = rules.check_form(visit, sent, columns, strange)
    return upload, [{**column, "number": int(column["number"])} for column in columns]


def rows_in(content: bytes) -> list[list[str]] | None:
    """The rows of a CSV file, its headings first; None for a file that cannot be read."""
    try:
        text = content.decode("utf-8-sig")
        return [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error):
        return None


def do_import(account: Account, begun: Record) -> None:
    """Write what the rows of an import say, each row for itself."""
    if not begun["rows"]:
        failed = {"pending": False, "status": "failed", "rows": None}
        account.tables["imports"].put({**begun, **failed})
        return
    headings, *rows = begun["rows"]
    refused, marks = list[list[str]](), dict[tuple[str, str], None]()
    for row in rows:
        visit = _visit(account, begun, _sent(account, begun, row))
        try:
            with account.transaction():
                _write(visit, begun["of"])
        except Refusal as refusal:
            rules.skip_refused(visit)
            refused.append([*row, rules.reason(refusal)])
        marks.update(dict.fromkeys((mark.rule, mark.outcome) for mark in visit.marks))
    report = keep_csv(account, [[*headings, "error"], *refused]) if refused else None
    done = {
        "pending": False,
        "status": "completed",
        "rows": None,
        "completed": len(rows) - len(refused),
        "failed": len(refused),
        "report": report,
        "marks": [list(mark) for mark in marks],
    }
    account.tables["imports"].put({**begun, **done})


def _reads(account: Account, table: str) -> dict[tuple[bool, str], Read]:
    """How the cells of a column are read, by whether its field is a custom one, and its name."""
    own = {(False, a.name): a.read for a in ATTRIBUTES[table] if a.read not in _IN_NO_CELL}
    custom = custom_fields_of(account, FIELDS[table])
    return {**own, **{(True, field["name"]): TYPES[field["type"]] for field in custom}}


def _sent(account: Account, begun: Record, row: Sequence[str]) -> dict[str, Json]:
    """What a row says, as JSON would say it; an empty cell says nothing."""
    reads, sent, custom = _reads(account, begun["of"]), dict[str, Json](), dict[str, Json]()
    for column in begun["columns"]:
        cell = row[column["number"]].strip() if column["number"] < len(row) else ""
        read = reads.get((column["custom"], column["name"]))
        if cell and read:
            place = custom if column["custom"] else sent
            place[column["name"]] = _value(cell, read)
    return {**sent, **({"custom_fields": custom} if custom else {})}


def _value(cell: str, read: Read) -> Json:
    if read is texts:
        return [text.strip() for text in cell.split(",") if text.strip()]
    return converted(cell.lower() if read is flag else cell, read)


def _visit(account: Account, begun: Record, sent: dict[str, Json]) -> Visit:
    caller = account.tables["agents"].get(begun["caller"]) if begun["caller"] else None
    return Visit(account, Request("POST", f"/api/v2/{begun['of']}", body=sent), caller)


def _write(visit: Visit, table: str) -> None:
    """Change the record that a row means, or make one."""
    told = said(visit, ATTRIBUTES[table], custom_fields_of(visit.account, FIELDS[table]))
    present = rules.meant(visit, table, told.sent)
    if table == "companies":
        write_company(visit, told, present)
        return
    if present is not None:
        contact_rules.check_writable(visit, present)
    write_contact(visit, told, present)
