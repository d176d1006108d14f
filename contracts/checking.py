"""Holding traffic against a vendor's operations and its sender rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.credentials import SIGNING
from contracts.exchange import Exchange, Request
from contracts.judging import Ruling, judge
from contracts.mismatch import Mismatch, Part
from contracts.operation import operations_of


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one exchange.

    ``subject`` is the id of a rule or an operation, ``source`` where it is stated; ``index``
    is the exchange's place in the traffic.
    """

    index: int
    subject: str
    holds: bool
    says: str
    source: str
    mismatch: Mismatch | None = None

    def to_json(self) -> dict[str, Json]:
        """The finding as JSON."""
        return {
            "exchange": self.index,
            "subject": self.subject,
            "holds": self.holds,
            "says": self.says,
            "source": self.source,
            **({"mismatch": self.mismatch.to_json()} if self.mismatch else {}),
        }


def labelled(vendor: str, exchanges: Iterable[Exchange]) -> list[Exchange]:
    """The exchanges, each with the operation it is, as judges want them."""
    operations = operations_of(vendor)
    return [operations.label(exchange) for exchange in exchanges]


def check(vendor: str, exchanges: Iterable[Exchange]) -> list[Finding]:
    """Everything the operations and sender rules of ``vendor`` say of its traffic, in order.

    A request that is refused by the vendor (401, 404, ...) is still held against its
    operation; an answer of 5xx is not. Credentials that a recording has had removed are not
    missed where the vendor did not miss them.
    """
    stream = labelled(vendor, exchanges)
    findings = [*_by_operation(vendor, stream), *_by_rule(vendor, stream)]
    return sorted(findings, key=lambda finding: (finding.index, finding.subject))


def _by_operation(vendor: str, stream: Sequence[Exchange]) -> Iterable[Finding]:
    operations = operations_of(vendor)
    for index, exchange in enumerate(stream):
        request, answer = exchange.request, exchange.answer
        mismatches = operations.check_request(request)
        operation = operations.get(exchange.operation or "")
        if operation is None:
            yield finding_of(index, f"{request.method} {request.path}", mismatches, "", "")
            continue
        if answer is not None and answer.status != 401:
            mismatches = [m for m in mismatches if not _removed(m, request)]
        if answer is not None and answer.status < 500:
            mismatches = mismatches + operation.check_answer(answer)
        yield finding_of(index, operation.id, mismatches, operation.says, operation.source)


def _removed(mismatch: Mismatch, request: Request) -> bool:
    """Whether credentials are missing that the vendor must have seen: the recording lacks them."""
    name = mismatch.where[1:]
    return mismatch.part is Part.HEADER and name in SIGNING and request.header(name) is None


def finding_of(
    index: int, subject: str, mismatches: Sequence[Mismatch], says: str, source: str
) -> Finding:
    """The finding on one exchange: it holds where nothing differs from what ``says`` states."""
    if not mismatches:
        return Finding(index, subject, True, says, source)
    told = "; ".join(str(mismatch) for mismatch in mismatches)
    return Finding(index, subject, False, told, source, mismatches[0])


def _by_rule(vendor: str, stream: Sequence[Exchange]) -> Iterable[Finding]:
    for verdict in judge(vendor, stream):
        rule = catalogue()[verdict.rule]
        holds = verdict.ruling is Ruling.KEPT
        yield Finding(verdict.index, rule.id, holds, rule.says, rule.source)
