"""What a fake answers in its own name, where the vendor would say something else."""

from __future__ import annotations

from contracts.call import Json
from contracts.catalogue import Rule
from contracts.exchange import Answer

NOT_EMULATED, STRICT = "not emulated", "strict"


def not_emulated(what: str) -> Answer:
    """The vendor has ``what``, and the fake does not."""
    return Answer(501, {"error": NOT_EMULATED, "what": what, "see": "README"})


def strict_refusal(rule: Rule) -> Answer:
    """The account is strict, and the write breaks the rule."""
    body: dict[str, Json] = {"error": STRICT, "rule": rule.id}
    return Answer(409, {**body, "says": rule.says, "source": rule.source})


def is_own(answer: Answer) -> bool:
    """Whether a fake said this in its own name: no vendor documents it."""
    error = answer.body.get("error") if isinstance(answer.body, dict) else None
    return (answer.status, error) in ((501, NOT_EMULATED), (409, STRICT))
