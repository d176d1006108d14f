"""What Freshdesk holds searches to.

Source: developers.freshdesk.com/api, Filter Contacts and Filter Companies.
"""

from __future__ import annotations

from emulator.freshdesk import errors
from emulator.freshdesk.filtering import Filter, NotAFilter, filter_in
from emulator.freshdesk.paging import asked, is_positive
from emulator.freshdesk.searching import Keyring, checked, fits
from emulator.table import Record
from emulator.visit import Visit, keeps

LAST_PAGE = 10


@keeps("freshdesk.search.filter")
def read_filter(_visit: Visit, query: str | None) -> Filter:
    """A query is a filter between double quotes, of 512 characters at most."""
    if not query:
        raise errors.Invalid(errors.missing("query"))
    try:
        return filter_in(query)
    except NotAFilter as wrong:
        raise errors.Invalid(errors.fault("query", str(wrong), "invalid_value")) from None


@keeps("freshdesk.search.known-fields")
def check_fields(_visit: Visit, wanted: Filter, keys: Keyring) -> Filter:
    """A filter names fields that can be searched for, by values of their kind."""
    try:
        return checked(wanted, keys)
    except NotAFilter as wrong:
        raise errors.Invalid(errors.fault("query", str(wrong), "invalid_value")) from None


@keeps("freshdesk.search.pages")
def read_page(visit: Visit) -> int:
    """A search has ten pages at most."""
    page = asked(visit, "page") or "1"
    if not is_positive(page) or int(page) > LAST_PAGE:
        says = f"It should be a Positive Integer less than or equal to {LAST_PAGE}"
        raise errors.Invalid(errors.fault("page", says, "invalid_value"))
    return int(page)


@keeps("freshdesk.search.lags")
def know_late(
    _visit: Visit, record: Record, known: Record | None, wanted: Filter, keys: Keyring
) -> bool:
    """The index does not know a new or changed record for a while."""
    return known is not record and (
        fits(record, wanted, keys) or (known is not None and fits(known, wanted, keys))
    )
