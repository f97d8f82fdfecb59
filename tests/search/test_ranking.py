"""What may outweigh what: the promises that the numbers must keep."""

import struct

from medagora.search.domain import ranking
from medagora.search.domain.documents import Mark
from medagora.search.domain.feedback import Feedback
from medagora.search.domain.words import MAX_WORDS

OF_RESOURCES = {
    Mark.CONFIRMED,
    Mark.APPRAISED,
    Mark.CHECKED,
    Mark.ONE_TOPIC,
    Mark.TWO_TOPICS,
}
OF_QUESTIONS = {Mark.ANSWERED, Mark.HELPED, Mark.PROFESSIONAL}
#: The most that BM25 gives one word in one place, among a hundred million documents.
_MOST_A_WORD = 2.2 * 18.5


def _nearest_above(number: float) -> float:
    """The next number that an engine of 32 bits can tell from this one."""
    (bits,) = struct.unpack("<I", struct.pack("<f", number))
    (above,) = struct.unpack("<f", struct.pack("<I", bits + 1))
    return float(above)


def test_money_and_popularity_count_nothing() -> None:
    assert Mark.FREE not in ranking.MARKS
    assert set(ranking.MARKS) == OF_RESOURCES | OF_QUESTIONS


def test_what_was_retracted_is_never_put_first() -> None:
    assert Mark.RETRACTED not in ranking.MARKS


def test_what_people_gave_counts_less_than_a_topic_of_the_page() -> None:
    for marks in (OF_RESOURCES, OF_QUESTIONS):
        given = sum(ranking.MARKS[mark] for mark in marks) + ranking.FRESH

        assert 0 < given < ranking.TOPIC
        assert given < ranking.ALSO_TOPIC < ranking.BEST_TOPIC


def test_what_is_on_little_else_decides_between_pages_that_fit_alike() -> None:
    alone, beside_one = ranking.MARKS[Mark.ONE_TOPIC], ranking.MARKS[Mark.TWO_TOPICS]

    assert 0 < beside_one < alone <= ranking.MARKS[Mark.CONFIRMED]


def test_two_people_count_more_than_a_machine() -> None:
    marks = ranking.MARKS

    assert marks[Mark.CONFIRMED] > marks[Mark.APPRAISED] > marks[Mark.CHECKED] > 0


def test_a_filter_was_not_set_so_words_can_still_outweigh_what_was_asked_for() -> None:
    assert ranking.KIND_ASKED < ranking.BEST_TOPIC
    assert ranking.AUDIENCE_ASKED < ranking.KIND_ASKED


def test_shares_are_shares() -> None:
    assert 0 < ranking.ALSO < 1
    assert 0 < ranking.INTENT_SHARE < 1
    assert ranking.TITLE_STEM > 0


def test_no_words_bring_another_language_between() -> None:
    places = ranking.STEM + ranking.BY + ranking.TITLE_STEM
    forms = 6  # of one word, in three languages
    words = MAX_WORDS * _MOST_A_WORD * (places + forms * ranking.TITLE_STEM)
    wishes = (
        ranking.BEST_TOPIC
        + ranking.ALSO_TOPIC
        + ranking.KIND_ASKED
        + ranking.KIND_ON_TOPIC
        + ranking.AUDIENCE_ASKED
        + sum(ranking.MARKS.values())
        + ranking.FRESH
        + Feedback().share * MAX_WORDS * _MOST_A_WORD
    )

    assert words + wishes < ranking.FIRST_LANGUAGE


def test_beside_the_language_small_differences_are_still_seen() -> None:
    smallest = min(*ranking.MARKS.values(), ranking.FRESH)

    step = _nearest_above(ranking.FIRST_LANGUAGE) - ranking.FIRST_LANGUAGE
    assert step < smallest / 50


def test_fresh_is_some_years_not_some_days() -> None:
    year = 365 * 24 * 3600

    assert year <= ranking.FRESH_SECONDS <= 5 * year
