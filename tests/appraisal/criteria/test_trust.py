"""All criteria of trust together: complete, exact, and calm before hostile pages."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.appraisal.domain.criteria import trust
from medagora.appraisal.domain.findings import Answer
from medagora.appraisal.domain.page import (
    BlockKind,
    Link,
    Medium,
    PageState,
    Region,
    TimeMark,
)
from medagora.appraisal.domain.word_lists import LANGUAGES, word_list
from tests.appraisal.building import build_page
from tests.appraisal.criteria.seeing import findings

SOURCES = files("medagora.appraisal.domain.criteria")
SENTENCES = tomllib.loads((SOURCES / "said_trust.toml").read_text())["sentences"]
#: Words with which pages are made up, so that rules meet each other.
WORDS = (
    *("Written", "by", "Jane", "Smith", "MD", "reviewed", "Dr.", "the", "on", "July"),
    *("14,", "2025", "03/04/2023", "last", "updated", "References", "doi:10.1000/1"),
    *("©", "2024", "Von", "Autor:", "Stand", "Írta", "2023.", "július", "14-én"),
    *("frissítve", "بقلم", "د.", "أحمد", "١٤", "يوليو", "٢٠٢٣", "privacy", "a@b.org"),
    *("[1]", "funded", "study", "not", "replace", "doctor"),
)

pieces = st.lists(
    st.tuples(
        st.sampled_from(BlockKind),
        st.sampled_from(Region),
        st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
        | st.text(max_size=60),
    ),
    max_size=12,
)
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "author", "name", "reviewedBy", "publisher"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    pieces,
    st.sampled_from([*LANGUAGES, "sv", ""]),
    st.lists(json_like, max_size=4),
    st.sampled_from(Medium),
)
@settings(max_examples=150, deadline=None)
def test_every_page_gets_one_exact_finding_for_each_criterion(
    blocks: list[tuple[BlockKind, Region, str]],
    language: str,
    data: list[Any],
    medium: Medium,
) -> None:
    flat = [(kind, region, words.replace("\n", " ")) for kind, region, words in blocks]
    page = build_page(*flat, language=language, linked_data=tuple(data), medium=medium)

    found = findings(page)

    assert tuple(found) == trust.CRITERIA
    for finding in found.values():
        assert 0 <= finding.confidence <= 1
        assert finding.said in SENTENCES
        assert SENTENCES[finding.said] % finding.facts
        for quote in finding.quotes:
            if quote.start is not None:
                assert page.text.startswith(quote.words, quote.start)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_hostile_links_and_dates_of_the_code_break_nothing(
    address: str, words: str, raw: str
) -> None:
    links = (Link(address, words), Link("http://[" + address, words, start=10**6))
    times = (TimeMark("datePublished", raw), TimeMark(words, raw, 10**6))

    found = findings(
        build_page("Text.", links=links, times=times, bylines=((words, 3),))
    )

    assert tuple(found) == trust.CRITERIA


@pytest.mark.parametrize("state", set(PageState) - {PageState.READ})
def test_a_page_that_was_not_read_leaves_everything_open(state: PageState) -> None:
    found = findings(build_page("Written by Jane Smith", state=state))

    assert {finding.answer for finding in found.values()} == {Answer.CANNOT_TELL}


def test_a_language_without_lists_is_never_called_absent() -> None:
    found = findings(build_page("Hyvää päivää. Kirjoittanut Matti.", language="fi"))

    assert {finding.answer for finding in found.values()} == {Answer.CANNOT_TELL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_groups(language: str) -> None:
    english, own = word_list("en", "trust"), word_list(language, "trust")

    assert english is not None
    assert own is not None
    assert set(own.groups) == set(english.groups)
    assert set(own.tables) == set(english.tables)
    assert all(own.groups.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_listed_twice_in_its_group(language: str) -> None:
    own = word_list(language, "trust")

    assert own is not None
    for group, phrases in own.groups.items():
        assert len(set(phrases)) == len(phrases), group
