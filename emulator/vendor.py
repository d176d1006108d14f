"""What a vendor folder declares, and finding the folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import emulator
from contracts.call import Json
from contracts.exchange import Answer
from contracts.vendors import vendor_names, vendor_package
from emulator.secrets import secret_names
from emulator.showing import Showing
from emulator.table import Index

if TYPE_CHECKING:
    from flask import Blueprint

    from emulator.account import Account
    from emulator.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A fake vendor, declared in ``emulator/<vendor>/__init__.py`` under the name ``VENDOR``.

    Nouns are data, verbs are functions; the machinery knows nothing else of a vendor.
    """

    name: str
    """The folder's name, also the word on the command line."""
    title: str
    """The name people write."""
    domain: str
    """What follows the customer's subdomain: ``zendesk.com``."""
    port: int
    """The offset from the stack's first port."""
    prefix: str
    """Where the vendor's API starts: paths below it are the vendor's own."""
    tables: Mapping[str, Mapping[str, Index]]
    """Each table's indexes."""
    first_id: int
    """Where the seeded ids start."""
    schema: Mapping[str, Json]
    """JSON Schema (2020-12) of an account file. ``writeOnly`` marks secrets: whatever stands under
    a property of such a name is masked in journal and state, in settings and records alike."""
    template: Mapping[str, Json]
    """The account file below every account: credentials, switches, the people who sign in; its
    ``name`` is the subdomain of the default account."""
    seed: Callable[[Account, Mapping[str, Json]], None]
    """Adds the records of an account file, without the checks the API makes; called for the
    template first, then for the file."""
    routes: Callable[[], Blueprint]
    """Makes the blueprint of the vendor's API, an ``emulator.routes.Routes``; imports Flask only
    when called."""
    authenticate: Callable[[Visit], None]
    """Finds the caller or raises Refusal; runs before every route of the API."""
    answer_unknown: Callable[[Visit, int], Answer]
    """The vendor's own answer to a routing failure (404 or 405)."""
    answer_malformed: Callable[[Visit], Answer] | None
    """The vendor's own answer to a body that is not JSON, given before the route is asked; None
    where the routes give it, once they know the record that the path names."""
    credentials: Callable[[Account], Mapping[str, str]]
    """What ``up`` prints: settings of the forwarder that open this account."""
    account_of: Callable[[Mapping[str, str]], str | None] = field(default=lambda _headers: None)
    """The credential in these headers, by which an account is found; None where there is none."""
    keys: Callable[[Account], Iterable[str]] = field(default=lambda _account: ())
    """The credentials that open an account, spelled as ``account_of`` gives them."""
    other_domains: Sequence[str] = ()
    """Further domains that follow a customer's subdomain."""
    spell: Callable[[str], str] = field(default=lambda path: path)
    """Brings the spellings a vendor tolerates in a path to the one its routes use."""
    before: Callable[[Visit], None] = field(default=lambda _visit: None)
    """Runs before ``authenticate``: limits; may raise Refusal or set headers."""
    after: Callable[[Visit, Answer], Mapping[str, str]] = field(default=lambda _v, _a: {})
    """The headers every answer of this vendor carries."""
    catch_up: Callable[[Account], None] = field(default=lambda _account: None)
    """Does what has become due on the account's clock, such as jobs; runs before each request,
    and before the account's records are shown."""
    unbuilt: Callable[[str, str], str | None] = field(default=lambda _method, _path: None)
    """Names what the vendor has at (method, path) and this fake does not: answered 501."""
    showing: Showing = field(default_factory=Showing)
    """Where answers show the records of an account, so that one can be made of a recording."""
    secrets: frozenset[str] = field(init=False)
    """The properties of the schema that are ``writeOnly``."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "secrets", secret_names(self.schema))


@cache
def vendors() -> dict[str, Vendor]:
    """Every vendor by name: the sub-packages of ``emulator``."""
    return {name: vendor_package(emulator, name).VENDOR for name in vendor_names(emulator)}
