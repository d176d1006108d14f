"""Two hundred secrets planted in every place where one can stand: none is in the file.

The file is searched by a decoder of its own, which shares nothing with the scrub.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cassettes.cassette import Metadata
from cassettes.recording import keep_recording
from cassettes.scrubbed import scrubbed
from cassettes.scrubbing import Scrub
from planting import PLACES, Planting, value_of


def decoded(text: str, depth: int = 5) -> Iterator[str]:
    """The text, and whatever can be decoded in it, again and again."""
    yield text
    if not depth:
        return
    inner = {unquote_plus(text)} if re.search(r"%[0-9a-fA-F]{2}|\+", text) else set()
    if "\\" in text:
        inner.add(re.sub(r"\\u([0-9a-fA-F]{4})", lambda f: chr(int(f[1], 16)), text))
        inner.add(text.replace('\\"', '"'))
    for word in re.findall(r"[\w+-]{8,}", text) + re.findall(r"[\w+/-]{8,}", text):
        inner |= {*unpacked(word)}
    for found in inner - {text}:
        yield from decoded(found, depth - 1)


def unpacked(word: str) -> Iterator[str]:
    plain = re.sub(r"[^\w+/]", "", word.replace("-", "+").replace("_", "/"), flags=re.ASCII)
    data = [base64.b64decode(plain[: len(plain) // 4 * 4])]
    if len(plain) % 4 > 1:
        data.append(base64.b64decode(plain + "=" * (-len(plain) % 4)))
    if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", word):
        data.append(bytes.fromhex(word))
    for piece in data:
        yield opened(piece)


def opened(data: bytes) -> str:
    for bits in (31, 15):
        try:
            return zlib.decompress(data, bits).decode("latin-1")
        except zlib.error:
            continue
    return data.decode("utf-8", errors="replace")


def written(value: object) -> Iterator[str]:
    """Every string and every body in a cassette that a YAML parser reads."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (str(key), *written(item))
    elif isinstance(value, list):
        for item in value:
            yield from written(item)
    else:
        yield opened(value) if isinstance(value, bytes) else str(value)


def left_in(file: Path) -> str:
    """All that a cassette says, decoded, in lower case."""
    texts = written(yaml.safe_load(file.read_text()))
    return "\n".join(found for text in texts for found in decoded(text)).casefold()


def tells(text: str, sort: str, value: str) -> bool:
    """Whether the value, or what identifies it, is in the text."""
    parts = [value.casefold(), *([value.split("@", maxsplit=1)[0]] if sort == "email" else [])]
    digits = "".join(filter(str.isdigit, value))
    return any(part in text for part in parts) or (
        sort == "phone" and digits[1:] in re.sub(r"[ ().+-]", "", text)
    )


def test_of_two_hundred_planted_values_none_is_in_the_file(tmp_path: Path) -> None:
    planted = [
        (sort, place, value_of(sort, n), plant) for n, (sort, place, plant) in enumerate(PLACES * 2)
    ]
    assert len({value for *_, value, _ in planted}) >= 200
    file = tmp_path / "c.yaml"
    keep_recording(file, [plant(v) for *_, v, plant in planted], Metadata(vendor="zendesk"))
    text = left_in(file)
    assert [(sort, place, v) for sort, place, v, _ in planted if tells(text, sort, v)] == []


@pytest.mark.parametrize(("sort", "place", "plant"), PLACES, ids=[f"{s}-{p}" for s, p, _ in PLACES])
def test_the_search_finds_what_is_not_scrubbed(
    sort: str, place: str, plant: Planting, tmp_path: Path
) -> None:
    del place
    value, file = value_of(sort, 7), tmp_path / "c.yaml"
    file.write_text(yaml.safe_dump({"interactions": [plant(value).to_json()]}))
    assert tells(left_in(file), sort, value)


VALUES = {
    "email": st.from_regex(
        r"kq[a-z0-9.+_-]{0,8}[a-z0-9]@[a-z0-9]{3,9}\.(com|io|co\.uk)", fullmatch=True
    ),
    "phone": st.from_regex(r"\+[1-9][0-9]{2} [0-9]{3} [0-9]{4}", fullmatch=True),
    "name": st.from_regex(r"Zq[a-zé]{3,8} Xw[a-z]{3,8}", fullmatch=True),
    "secret": st.from_regex(r"zQ[A-Za-z0-9]{14,30}", fullmatch=True),
    "host": st.from_regex(r"qz[a-z0-9]{4,12}", fullmatch=True),
}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_planted_wherever_is_gone_and_scrubbing_twice_is_once(
    data: st.DataObject,
) -> None:
    sort, _, plant = data.draw(st.sampled_from(PLACES))
    value = data.draw(VALUES[sort])
    once = scrubbed(plant(value), Scrub(b"key"))
    text = "\n".join(t for w in written(once.to_json()) for t in decoded(w)).casefold()
    assert not tells(text, sort, value)
    assert scrubbed(once, Scrub(b"key")) == once
