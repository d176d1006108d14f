"""Pseudonyms are the same for the same value, keep its format and give nothing away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cassettes.pseudonyms import Pseudonyms, Sort

HERE = Pseudonyms(b"key")

VALUES = {
    Sort.EMAIL: "Kobe@Lakers.com",
    Sort.PHONE: "+1 (310) 555-0199",
    Sort.NAME: "Kobe Bryant",
    Sort.SECRET: "zd-local-token",
    Sort.SUBDOMAIN: "acme",
}
FORMATS = {
    Sort.EMAIL: r"[\w.]+@[\w.]+\.example",
    Sort.PHONE: r"\+\d \(\d{3}\) \d{3}-\d{4}",
    Sort.NAME: r"[A-Z][a-z]+ [A-Z][a-z]+",
    Sort.SECRET: r"scrubbed-[0-9a-f]{16}",
    Sort.SUBDOMAIN: r"sub-[0-9a-f]{10}",
}


@pytest.mark.parametrize("sort", Sort)
def test_a_pseudonym_keeps_the_format_and_nothing_of_the_value(sort: Sort) -> None:
    made = HERE.of(sort, VALUES[sort])
    assert re.fullmatch(FORMATS[sort], made)
    assert not set(re.findall(r"[a-z]{3,}", VALUES[sort].lower())) & set(re.findall(r"\w+", made))


@pytest.mark.parametrize("sort", Sort)
def test_the_same_value_has_the_same_pseudonym_under_one_key_only(sort: Sort) -> None:
    assert HERE.of(sort, VALUES[sort]) == Pseudonyms(b"key").of(sort, VALUES[sort])
    assert HERE.of(sort, VALUES[sort]) != Pseudonyms(b"other").of(sort, VALUES[sort])


@given(st.sampled_from(list(Sort)), st.text())
def test_a_pseudonym_is_its_own_pseudonym(sort: Sort, value: str) -> None:
    once = HERE.of(sort, f"1{value}23456789" if sort is Sort.PHONE else value)
    assert HERE.of(sort, once) == once


def test_case_and_spacing_do_not_make_another_value() -> None:
    assert HERE.of(Sort.EMAIL, "ANN@X.IO") == HERE.of(Sort.EMAIL, "ann@x.io")
    shapes = (HERE.of(Sort.PHONE, text) for text in ("+13105550199", "+1 310 555 0199"))
    assert len({re.sub(r"\D", "", shape) for shape in shapes}) == 1


def test_a_full_name_is_made_of_the_pseudonyms_of_its_parts() -> None:
    parts = [HERE.of(Sort.NAME, part) for part in ("Kobe", "Bryant")]
    assert HERE.of(Sort.NAME, "Kobe Bryant") == " ".join(parts)


@given(st.integers())
def test_a_number_stays_a_number_of_as_many_digits(value: int) -> None:
    assert len(str(HERE.number(value))) == len(str(value))


@given(st.integers())
def test_a_number_is_its_own_pseudonym_once_it_is_one(value: int) -> None:
    assert HERE.number(HERE.number(value)) == HERE.number(value)


def test_a_phone_number_is_another_and_the_same_each_time() -> None:
    made = HERE.number(13105550199)
    assert made == HERE.number(13105550199) != 13105550199
    assert made != HERE.number(13105550198)


def test_the_fingerprint_tells_keys_apart() -> None:
    assert HERE.fingerprint == Pseudonyms(b"key").fingerprint != Pseudonyms(b"k").fingerprint
