"""The control routes of a fake, under ``/_fauxdesk/``: look at an account, steer it, start anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

import flask

from contracts.call import Json
from contracts.duration import seconds_in
from contracts.problem import BadInput
from emulator.account_file import check_order
from emulator.state import restore, state_of
from emulator.verdicts import read_journal, read_rules
from emulator.wsgi import header_fields, json_in

if TYPE_CHECKING:
    from emulator.account import Account
    from emulator.accounts import Accounts

PREFIX = "/_fauxdesk"
_MOST_DIGITS = 18

Told = tuple[Json, int] | Json
"""What a control route tells: JSON, and its status where it is not 200."""


def control_routes(accounts_here: Callable[[], Accounts]) -> flask.Blueprint:
    """The blueprint of the control routes; a request chooses its account as any other does."""
    routes = flask.Blueprint("fauxdesk", __name__, url_prefix=PREFIX)

    def controls(rule: str, method: str, act: Callable[..., Told]) -> None:
        def view(**params: Json) -> flask.Response:
            accounts = accounts_here()
            account = accounts.choose(header_fields(flask.request.environ), flask.request.host)
            with nullcontext() if act in _JUDGING else account.lock:
                return _told(act(account, accounts, **params))

        routes.add_url_rule(rule, f"{method} {rule}", view, methods=[method])

    for method, rule, act in _CONTROLS:
        controls(rule, method, act)
    routes.register_error_handler(BadInput, lambda error: _told(({"error": str(error)}, 400)))
    return routes


def known_controls() -> list[str]:
    """Every control route: ``GET /_fauxdesk/journal``."""
    return sorted(f"{method} {PREFIX}{rule}" for method, rule, _ in _CONTROLS)


def unknown_control(path: str, status: int) -> flask.Response:
    """What an unknown control path, or a method it does not take (405), is answered."""
    wrong_method = f"{path} does not take {flask.request.method}"
    says = wrong_method if status == 405 else f"no control route at {path}"
    return _told(({"error": says, "known": known_controls()}, status))


def _index(account: Account, accounts: Accounts) -> Told:
    account.vendor.catch_up(account)
    return {
        "vendor": account.vendor.name,
        "account": account.name,
        "accounts": list(accounts),
        "now": account.clock.now().isoformat(),
        "counts": {name: len(table) for name, table in account.tables.items()},
        "journal": len(account.journal),
        "faults": len(account.faults),
        "credentials": dict(account.vendor.credentials(account)),
    }


def _reset(account: Account, _accounts: Accounts) -> Told:
    account.reset()
    return {"account": account.name, "reset": True}


def _state(account: Account, _accounts: Accounts) -> Told:
    account.vendor.catch_up(account)
    return state_of(account)


def _restore(account: Account, accounts: Accounts) -> Told:
    restore(account, _json())
    accounts.find_by_credentials(account)
    return state_of(account)


def _journal(account: Account, _accounts: Accounts) -> Told:
    since, limit = _number("since"), _number("limit")
    entries = read_journal(account)
    if since is not None:
        return [entry for entry in entries if entry["id"] > since][:limit]
    return entries if limit is None else entries[len(entries) - min(limit, len(entries)) :]


def _forget(account: Account, _accounts: Accounts) -> Told:
    account.journal.clear()
    return []


def _rules(account: Account, _accounts: Accounts) -> Told:
    return read_rules(account)


def _faults(account: Account, _accounts: Accounts) -> Told:
    return [fault.to_json() for fault in account.faults.armed]


def _order(account: Account, _accounts: Accounts) -> Told:
    order = _json()
    check_order(account.vendor, order)
    return account.faults.order(order).to_json(), 201


def _disarm(account: Account, accounts: Accounts, fault_id: int | None = None) -> Told:
    try:
        account.faults.clear(fault_id)
    except KeyError:
        return {"error": f"no fault {fault_id} is armed"}, 404
    return _faults(account, accounts)


def _clock(account: Account, _accounts: Accounts) -> Told:
    clock = account.clock
    return {"now": clock.now().isoformat(), "seconds": clock.seconds(), "ahead": clock.ahead}


def _advance(account: Account, accounts: Accounts) -> Told:
    order = _json()
    if not isinstance(order, dict) or order.keys() != {"advance"}:
        raise BadInput('must be {"advance": "90s"}')
    try:
        account.clock.advance(seconds_in(order["advance"], field="advance"))
    except ValueError as error:
        raise BadInput(str(error), field="advance") from error
    return _clock(account, accounts)


_CONTROLS: tuple[tuple[str, str, Callable[..., Told]], ...] = (
    ("GET", "/", _index),
    ("POST", "/reset", _reset),
    ("GET", "/state", _state),
    ("PUT", "/state", _restore),
    ("GET", "/journal", _journal),
    ("DELETE", "/journal", _forget),
    ("GET", "/rules", _rules),
    ("GET", "/faults", _faults),
    ("POST", "/faults", _order),
    ("DELETE", "/faults", _disarm),
    ("DELETE", "/faults/<int:fault_id>", _disarm),
    ("GET", "/clock", _clock),
    ("POST", "/clock", _advance),
)


_JUDGING = (_journal, _rules)
"""Judging a long journal takes a while: these lock the account no longer than they must."""


def _json() -> Json:
    try:
        return json_in(flask.request.get_data(cache=False).decode())
    except UnicodeDecodeError as error:
        raise BadInput("the body is not UTF-8 text") from error
    except RecursionError as error:
        raise BadInput("the body is nested too deeply") from error
    except ValueError as error:
        raise BadInput(f"the body is not JSON: {error}") from error


def _number(name: str) -> int | None:
    written = flask.request.args.get(name)
    if written is None:
        return None
    if not written.isdecimal() or len(written) > _MOST_DIGITS:
        raise BadInput("must be a whole number", field=name)
    return int(written)


def _told(told: Told) -> flask.Response:
    content, status = told if isinstance(told, tuple) else (told, 200)
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return flask.Response(text, status, content_type="application/json")
