"""Coverage as one page of HTML that needs no other file, no network and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from contracts.catalogue import Keeper
from contracts.covered import CoveredRule, CoveredVendor, Share, Sign
from contracts.hosts import places
from contracts.judging import Ruling
from fauxdesk import __version__
from fauxdesk.coverage.words import day_of, ways_of

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_SIGNS = 20
"""How many tests and scenarios of a rule are named; the JSON report has them all."""
KEEPERS = {
    Keeper.SENDER: "sender rules",
    Keeper.SERVER: "server rules",
    Keeper.OURS: "ours",
}


@dataclass(frozen=True, slots=True)
class Use:
    """A test or scenario that had to do with a rule, and all the ways in which it did."""

    by: str
    scenario: str
    hows: tuple[str, ...]


def page_of(vendors: Sequence[CoveredVendor]) -> str:
    """The page; equal vendors make equal pages."""
    environment = _environment()
    filters = {"ways": ways_of, "day": day_of, "uses": uses_of, "bars": bars_of, "kinds": kinds_of}
    environment.filters |= filters
    return environment.get_template("coverage.html").render(
        version=__version__,
        vendors=vendors,
        titles={name: place.title for name, place in places().items()},
        style=(files("fauxdesk.page") / "static" / "page.css").read_text(encoding="utf-8"),
        most=MOST_SIGNS,
    )


def with_targets(
    page: str, targets: Sequence[str], came_to: Mapping[str, Mapping[str, tuple[str, str]]]
) -> str:
    """The page with the targets side by side below the rules: each test's outcome and reason."""
    template = _environment().get_template("targets.html")
    section = template.render(targets=targets, rows=sorted(came_to.items()))
    above, end, below = page.rpartition("</main>")
    return "".join((above, section, "\n", end, below))


def bars_of(vendor: CoveredVendor) -> list[tuple[str, Share]]:
    """What was exercised of a vendor's rules, all and by keeper; only of those there are."""
    shares = [("all rules", vendor.share())]
    shares += [(name, vendor.share(keeper)) for keeper, name in KEEPERS.items()]
    return [(name, share) for name, share in shares if share.counted]


def kinds_of(vendor: CoveredVendor) -> list[tuple[str, int]]:
    """The kinds of rules that can be shown alone, with how many there are, after all of them."""
    exercised = sum(covered.exercised for covered in vendor.rules)
    kinds = (
        ("not exercised", len(vendor.missing)),
        ("exercised", exercised),
        ("broken", len(vendor.broken)),
    )
    return [("all", len(vendor.rules)), *((kind, count) for kind, count in kinds if count)]


def uses_of(covered: CoveredRule) -> list[Use]:
    """The tests and scenarios of a rule, those that broke it first."""
    signs: dict[str, list[Sign]] = {}
    for sign in covered.signs:
        signs.setdefault(sign.by, []).append(sign)
    uses = [_use(by, own) for by, own in signs.items()]
    return sorted(uses, key=lambda use: Ruling.BROKEN not in use.hows)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("fauxdesk", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _use(by: str, signs: Sequence[Sign]) -> Use:
    scenario = next((sign.scenario for sign in signs if sign.scenario not in ("", by)), "")
    return Use(by, scenario, tuple(dict.fromkeys(sign.how for sign in signs)))
