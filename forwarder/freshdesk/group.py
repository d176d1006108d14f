"""Group: one company, found by its name, then updated or created. Nobody is linked to it.

Source: seed 000, Group; developers.freshdesk.com, API v2, Companies.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Call, Json
from contracts.exchange import Request
from forwarder.ending import ends, failed, sent, skipped
from forwarder.freshdesk.answers import done, taken
from forwarder.freshdesk.companies import COMPANIES, company_listed, company_suggested
from forwarder.freshdesk.fields import company_of
from forwarder.settings import Settings
from forwarder.vendor import Fields, Steps

Body = Mapping[str, Json]


def group(call: Call, _settings: Settings, fields: Fields) -> Steps:
    """Insert or update the company that the call names."""
    draft = company_of(call, fields)
    if "name" not in draft.body:
        says = "the call has no traits.name, by which companies are matched"
        return draft.account(skipped(says, "freshdesk.group.name-required"))
    return draft.account((yield from _upsert(draft.body)))


@ends
def _upsert(company: Body) -> Steps:
    """The index lags: it may name a company that is gone, and miss one that is new."""
    found = yield from company_suggested(company["name"])
    if found is not None:
        answer = yield _update(found, company)
        if answer.status != 404:
            done(answer, "updating the company")
            return sent("company updated")
    answer = yield Request("POST", COMPANIES, body=company)
    if taken(answer, "name") is None:
        done(answer, "creating the company")
        return sent("company created")
    found = yield from company_listed(company["name"])
    if found is None:
        return failed("the name is taken, and the list shows no company of it; try again")
    answer = yield _update(found, company)
    done(answer, "updating the company")
    return sent("company updated")


def _update(company_id: int, company: Body) -> Request:
    return Request("PUT", f"{COMPANIES}/{company_id}", body=company)
