"""All content criteria together: one finding each, whatever the page is."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.criteria import content
from medagora.appraisal.domain.findings import (
    LONGEST_QUOTE,
    MOST_QUOTES,
    Answer,
    Criterion,
    Finding,
)
from medagora.appraisal.domain.page import Page
from medagora.appraisal.domain.word_lists import LANGUAGES, word_list
from tests.appraisal.building import build_page, footer, heading, hits_of, item, sight
from tests.appraisal.criteria.test_sentences import CONTENT, table

PLACE = files("medagora.appraisal.domain") / "criteria" / "said_content.toml"
SENTENCES = tomllib.loads(PLACE.read_text(encoding="utf-8"))["sentences"]


def look_at(page: Page) -> list[Finding]:
    return list(content.look(page, hits_of(page, "content"), sight()))


def phrases(language: str) -> list[str]:
    words = word_list(language, "content")
    assert words is not None
    return [
        phrase.replace("#", "7").replace("*", "").replace("_", "x")
        for group in words.groups.values()
        for phrase in group
    ]


#: Text as pages have it: phrases of the lists among anything.
pieces = st.sampled_from(LANGUAGES).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.lists(
            st.sampled_from(phrases(language))
            | st.sampled_from([". ", "? ", "\n", ", ", "3 %", "€5", "1 000", "«", "”"])
            | st.text(max_size=12),
            max_size=60,
        ),
    )
)


@given(pieces)
def test_any_text_gives_one_finding_for_each_criterion_with_exact_quotes(
    written: tuple[str, list[str]],
) -> None:
    language, words = written
    text = " ".join(words)
    page = build_page(*[heading(text), text, item(text)], language=language)

    found = look_at(page)

    assert [one.criterion for one in found].count(Criterion.HARMS) == 1
    assert {one.criterion.value for one in found} == set(CONTENT)
    assert len(found) == len(CONTENT)
    for one in found:
        assert 0 <= one.confidence <= 0.95
        assert len(one.quotes) <= MOST_QUOTES
        for quote in one.quotes:
            assert 0 < len(quote.words) <= LONGEST_QUOTE
            assert quote.start is not None
            assert page.text[quote.start : quote.end] == quote.words


@given(pieces)
def test_every_finding_can_be_told(written: tuple[str, list[str]]) -> None:
    language, words = written
    page = build_page(" ".join(words), language=language)

    for one in look_at(page):
        facts = {
            name: ", ".join(fact) if isinstance(fact, tuple) else fact
            for name, fact in one.facts.items()
        }
        assert SENTENCES[one.said] % facts


def test_every_criterion_can_be_told_as_present_open_and_absent() -> None:
    told = {
        f"{name}.{outcome}" for name in CONTENT for outcome in ("some", "few", "none")
    }

    assert told - set(SENTENCES) == set()


def test_a_language_without_lists_is_left_open() -> None:
    page = build_page("Ez a lék zázračně vyléčí rakovinu. " * 40, language="cs")

    found = list(content.look(page, {}, sight(has_words=False)))

    assert {one.said for one in found} == {"no_words"}
    assert {one.answer for one in found} == {Answer.CANNOT_TELL}


def test_a_page_of_a_few_words_is_too_short_to_miss_anything_in() -> None:
    found = look_at(build_page("Glaucoma clinic, open on Mondays. The drug is here."))

    assert {one.said for one in found} == {"too_short"}


def test_only_the_main_text_counts() -> None:
    context = table("en")["context"].replace("\n", " ")
    page = build_page(
        context,
        footer("Miracle cure! Side effects. The cost of it. Buy now. Untreated."),
    )

    found = look_at(page)

    assert {one.answer for one in found} == {Answer.ABSENT}


def test_a_page_without_treatment_is_not_asked_for_alternatives() -> None:
    text = "The heart has four chambers. Blood flows from the left to the right. "
    page = build_page(text * 12)

    said = {one.criterion: one.said for one in look_at(page)}

    assert said[Criterion.ALTERNATIVES] == "not_about_treatment"
    assert said[Criterion.DOING_NOTHING] == "not_about_treatment"
    assert said[Criterion.CLAIMS] == "claims.none"


def test_one_phrase_repeated_for_ever_is_bounded_and_no_proof() -> None:
    page = build_page("fatigue " * 60_000, "The treatment. " * 20_000)

    found = {one.criterion: one for one in look_at(page)}

    assert found[Criterion.QUALITY_OF_LIFE].answer is not Answer.PRESENT


def test_a_page_whose_blocks_do_not_cover_its_text_is_read_by_lines() -> None:
    page = build_page("x")
    bare = Page(
        address=page.address,
        state=page.state,
        text="A first line\nThe treatment has side effects.\nA last line",
        language="en",
    )

    found = {one.criterion: one for one in look_at(bare)}

    harms = found[Criterion.HARMS]
    assert [quote.words for quote in harms.quotes] == [
        "The treatment has side effects."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_rich_and_hold_the_same_groups(language: str) -> None:
    words, english = word_list(language, "content"), word_list("en", "content")
    assert words is not None
    assert english is not None

    few = [name for name in CONTENT if len(words.groups[name]) < 15]
    twice = [
        name for name, group in words.groups.items() if len(set(group)) < len(group)
    ]

    assert few == []
    assert twice == []
    # Hungarian alone names the whole before its part
    assert set(words.groups) - {"whole_first"} == set(english.groups)


def test_more_evidence_never_makes_less_sure() -> None:
    sentences = (
        "Side effects are rare.",
        "Possible complications include bleeding.",
        "An overdose of the drug is an emergency.",
    )

    sure = []
    for number in range(1, 4):
        page = build_page("The treatment is a drug.", *sentences[:number])
        found = {one.criterion: one for one in look_at(page)}
        sure.append(found[Criterion.HARMS].confidence)

    assert sure == sorted(sure)
    assert len(set(sure)) == len(sure)
