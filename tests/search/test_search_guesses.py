"""What a search makes of words that do not fit: beginnings, some of them, slips; and
what it suggests while somebody types.
"""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.search import queries
from medagora.search.queries import Matching
from tests.search.answering import titles
from tests.search.searches import search, texts

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("asthma_in_english_and_hungarian")


def test_the_last_word_may_be_a_beginning_when_nothing_has_it_whole(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(**texts("Violins at home"))
    indexed()

    results = search("home violi")

    assert titles(results) == ["Violins at home"]
    assert results.matching is Matching.START
    assert "".join(p.text for p in results.page.rows[0].title if p.is_marked) == (
        "Violinshome"
    )


def test_some_words_are_enough_when_no_resource_has_all(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(topics=("asthma",), **texts("Breathing"))
    make_resource(**texts("Elephants"))
    indexed()

    results = search("asthma xyzzy quux plugh")

    assert titles(results) == ["Breathing"]
    assert results.matching is Matching.SOME


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ashtma", "asthma"), ("bronchail asthma", "bronchial asthma")],
)
def test_a_slip_is_corrected(indexed: Make, typed: str, meant: str) -> None:
    indexed()

    results = search(typed)

    assert results.taken_for == meant
    assert results.topics == search(meant).topics
    assert search(typed, is_exact=True).taken_for == ""


def test_only_what_finds_something_is_taken_for_what_was_typed(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(**texts("Gymnasts"))
    make_resource(**texts("Violins"))
    indexed()

    results = search("gymnasst violinss")

    assert results.taken_for == "gymnasts violins"
    assert set(titles(results)) == {"Gymnasts", "Violins"}
    assert search("qxqxqxq").taken_for == ""
    assert search("gymnasts").taken_for == ""


def test_topics_with_some_of_the_words_are_near(indexed: Make) -> None:
    indexed()

    results = search("wheezy xyzzy")

    assert results.topics == ()
    assert [card.slug for card in results.near_topics] == ["asthma"]


class TestSuggestions:
    def test_topics_come_first_with_the_term_that_was_typed(
        self, make_resource: Make, indexed: Make
    ) -> None:
        make_resource(**texts("Bronchial care"))
        indexed()

        found = queries.suggest("bronch", "en")

        assert [(s.name, s.because) for s in found.topics] == [
            ("Asthma", "bronchial asthma")
        ]
        assert [s.name for s in found.resources] == ["Bronchial care"]

    def test_a_name_needs_no_explanation(self, indexed: Make) -> None:
        indexed()

        assert queries.suggest("asz", "hu").topics[0].because == ""

    @pytest.mark.parametrize("text", ["", "a", "?!", "zzz"])
    def test_nothing_is_suggested_for_too_little(
        self, indexed: Make, text: str
    ) -> None:
        indexed()

        assert not queries.suggest(text, "en")

    def test_resources_in_another_language_are_not_suggested(
        self, make_resource: Make, indexed: Make
    ) -> None:
        make_resource(languages=("de",), **texts("Bronchial care"))
        indexed()

        assert queries.suggest("bronch", "en").resources == ()

    def test_without_an_index_topics_are_suggested(self) -> None:
        assert [s.name for s in queries.suggest("asth", "en").topics] == ["Asthma"]
        assert queries.suggest("zzz", "en").topics == ()

    def test_more_suggestions_cost_no_more_queries(
        self,
        make_topic: Make,
        make_resource: Make,
        indexed: Make,
        count_queries: Callable[..., int],
    ) -> None:
        make_resource(**texts("Asthma"))
        indexed()
        few = count_queries(lambda: queries.suggest("asth", "en"))
        for number in range(10):
            make_topic(f"asthma-{number}", parent="lungs")
            make_resource(**texts(f"Asthma {number}"))
        indexed()

        assert count_queries(lambda: queries.suggest("asth", "en")) == few
