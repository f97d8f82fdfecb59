"""What was asked for, and who asked, against titles that happen to have the words."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.search.domain import ranking
from medagora.search.domain.requests import ContentQuery, Filters, Wishes
from medagora.search.queries import planning, suggest
from medagora.search.warming import warm_up
from tests.search import answering
from tests.search.answering import groups, plan, titles
from tests.search.searches import search, texts

Make = Callable[..., Any]
few_topics = answering.few_topics
pytestmark = pytest.mark.usefixtures("few_topics")


def test_the_kind_that_was_asked_for_comes_before_a_title(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(kind="journal", topics=("diabetes",), **texts("Diabetes"))
    make_resource(kind="guideline", topics=("diabetes",), **texts("What to do"))
    for number in range(20):
        make_resource(**texts(f"Another page {number}"))
    indexed()

    assert titles(search("diabetes guideline"))[0] == "What to do"


def test_after_a_saying_the_names_of_its_topic_count_less(indexed: Make) -> None:
    indexed()

    said = weight_of_name("leaks when I cough")

    assert plan("leaks when I cough").wishes.best_topics == ("urinary-incontinence",)
    assert said == planning._SAID_WEIGHT < planning._TERM_WEIGHT


def weight_of_name(question: str) -> float:
    found = [s for group in groups(question).values() for s in group.synonyms]
    return max(s.weight for s in found if any("incontin" in stem for stem in s.stems))


@pytest.mark.parametrize(
    ("wishes", "filters", "is_so"),
    [
        (Wishes(audience="patients"), Filters(), True),
        (Wishes(audience="professionals"), Filters(), False),
        (Wishes(), Filters(), False),
        (Wishes(audience="patients", kinds=("journal",)), Filters(), False),
        (Wishes(audience="patients"), Filters(audience="professionals"), False),
    ],
)
def test_journals_come_last_where_patients_ask(
    wishes: Wishes, filters: Filters, is_so: bool
) -> None:
    query = ContentQuery(wishes=wishes, filters=filters)

    assert ranking.are_journals_last(query) is is_so


@pytest.mark.parametrize(
    ("text", "language"),
    [("diabtes", "en"), ("diab", "en"), ("heart at", "en"), ("السك", "ar")],
)
def test_an_unfinished_or_misspelt_word_is_completed(
    make_topic: Make, indexed: Make, text: str, language: str
) -> None:
    make_topic("heart-attack", texts=answering.named("en", "Heart attack"), codes=())
    make_topic("sugar", texts=answering.named("ar", "السكري"), codes=())
    indexed()

    wanted = {"diabtes": "diabetes", "diab": "diabetes", "heart at": "heart-attack"}
    assert suggest(text, language).topics[0].key == wanted.get(text, "sugar")


def test_tables_are_read_before_anybody_asks(indexed: Make) -> None:
    indexed()

    warm_up()
