"""The data: every file loads, and no group breaks the rules that en.toml states."""

from collections import Counter

import pytest

from medagora.search.domain.synonyms.groups import LANGUAGES, exact_of, groups_of
from medagora.search.domain.synonyms.spellings import phrases_of
from medagora.search.domain.words import words_of

LEAST = {"en": 450, "de": 120, "es": 120, "fr": 120, "hu": 120, "ar": 120}
MAX_WRITTEN_WORDS = 4

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@in_every_language
def test_a_language_has_enough_groups(language: str) -> None:
    assert len(groups_of(language)) >= LEAST[language]


def test_a_language_without_a_file_has_no_groups() -> None:
    assert groups_of("xx") == ()
    assert exact_of("../en") == frozenset()


@in_every_language
def test_an_expression_has_one_to_four_words(language: str) -> None:
    texts = [text for group in groups_of(language) for text in group.asked + group.said]

    wrong = [
        text
        for text in texts
        if not words_of(text) or len(text.split()) > MAX_WRITTEN_WORDS
    ]

    assert wrong == []


@in_every_language
def test_no_group_says_an_expression_twice_in_any_spelling(language: str) -> None:
    for group in groups_of(language):
        for side in (group.asked, group.said):
            forms = Counter(
                form
                for text in side
                for form in phrases_of(tuple(words_of(text)), language)
            )

            assert set(forms.values()) == {1}, side


@in_every_language
def test_no_group_stands_alone_and_none_leads_to_itself(language: str) -> None:
    for group in groups_of(language):
        if group.is_one_way:
            assert group.asked
            assert group.said
            assert not set(group.asked) & set(group.said), group
        else:
            assert len(group.asked) > 1, group


@in_every_language
def test_weights_say_how_near(language: str) -> None:
    assert all(0 < group.weight <= 1 for group in groups_of(language))


@in_every_language
def test_no_pair_of_expressions_stands_in_two_groups(language: str) -> None:
    pairs = Counter(
        (tuple(words_of(one)), tuple(words_of(other)))
        for group in groups_of(language)
        for one in group.asked
        for other in group.said
        if one != other
    )

    assert [pair for pair, count in pairs.items() if count > 1] == []


@in_every_language
def test_exact_words_are_single_folded_words(language: str) -> None:
    assert all(words_of(word) == [word] for word in exact_of(language))
