"""Exchanges as they come from the wire, for property tests."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from contracts.exchange import Answer, Exchange, Request
from contracts.wire import FORM

JSON, TEXT = "application/json", "text/plain"
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
TOKENS = st.from_regex(r"[A-Za-z][A-Za-z-]{0,12}", fullmatch=True)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda held: st.lists(held, max_size=3) | st.dictionaries(WORDS, held, max_size=3),
    max_leaves=6,
)
TEXTS = WORDS.filter(lambda text: text and text.lstrip()[:1] not in ("{", "["))
PAIRS = st.dictionaries(WORDS, WORDS | st.lists(WORDS, min_size=2, max_size=3), max_size=3)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[dict[str, str], Any]:
    """A body as it is read from the wire, with the header that tells its kind."""
    kind = draw(st.sampled_from(("", JSON, FORM, TEXT)))
    held = {"": st.none(), JSON: VALUES, FORM: PAIRS.filter(bool), TEXT: TEXTS}[kind]
    return ({"Content-Type": kind} if kind else {}), draw(held)


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    """An exchange with a vendor, its values drawn at random."""
    headers, body = draw(bodies())
    answer_headers, answer_body = draw(bodies())
    steps = draw(st.lists(WORDS, min_size=1, max_size=3))
    request = Request(
        method=draw(st.sampled_from(("GET", "POST", "PUT"))),
        path="/" + "/".join(steps),
        query=draw(PAIRS),
        headers={
            **{f"X-{k}": v for k, v in draw(st.dictionaries(TOKENS, WORDS, max_size=2)).items()},
            **headers,
        },
        body=body,
        host=draw(st.sampled_from(("acme.zendesk.com", "127.0.0.1:7102"))),
    )
    answer = Answer(draw(st.integers(200, 599)), answer_body, answer_headers)
    return Exchange(
        request=request,
        answer=draw(st.none() | st.just(answer)),
        vendor="zendesk",
        at=datetime(2026, 1, 2, tzinfo=UTC),
        seconds=draw(st.integers(0, 2000)) / 1000,
    )
