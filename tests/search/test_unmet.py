"""Counting what was not found: unreadable while rare, nothing about who looked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from medagora.kernel.refusals import BadInput, NotAllowed, NotFound
from medagora.people import services as people
from medagora.people.models import Person
from medagora.search import services_unmet, tasks_unmet
from medagora.search.domain.unmet import ENOUGH, ENOUGH_WEEKS, Settled, Tally, week_of
from medagora.search.models import UnmetSearch
from medagora.search.queries import unmet as queries
from medagora.web import tasks
from medagora.web.models import AuditEvent
from tests.conftest import NOW

THURSDAY = date(2026, 11, 26)
MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)


def look(text: str = "Flax seed", *, on: date = THURSDAY, language: str = "en") -> bool:
    return services_unmet.count_unmet(text, language, 0, on=on)


def only_row() -> UnmetSearch:
    return UnmetSearch.objects.get()


def listed(language: str = "") -> list[str]:
    return [row.words for row in queries.list_unmet(language)]


@pytest.mark.django_db
class TestCounting:
    def test_what_was_found_is_not_counted(self) -> None:
        assert not services_unmet.count_unmet("flax seed", "en", 1)
        assert not UnmetSearch.objects.exists()

    def test_the_words_are_a_hash_until_the_third_time(self) -> None:
        look()
        look("FLAX  seed!", on=THURSDAY + WEEK)

        row = only_row()
        assert (row.count, row.words) == (2, "")
        stored = str(UnmetSearch.objects.values().get()).lower()
        assert "flax" not in stored
        assert "seed" not in stored
        assert listed() == []

        look(on=THURSDAY + WEEK)

        assert only_row().count == 3
        assert listed() == ["flax seed"]

    def test_one_week_alone_makes_nothing_readable(self) -> None:
        for _ in range(10):
            look()

        assert only_row().count == 10
        assert only_row().words == ""

    def test_no_time_is_finer_than_a_week(self) -> None:
        look(on=THURSDAY)
        look(on=THURSDAY + timedelta(days=1))

        row = only_row()
        assert (row.first_week, row.last_week, row.weeks) == (MONDAY, MONDAY, 1)

    def test_nothing_about_the_reader_has_a_column(self) -> None:
        names = {field.name for field in UnmetSearch._meta.get_fields()}

        assert names == {
            "id", "language", "digest", "words", "count", "told", "weeks",
            "first_week", "last_week", "settled",
        }  # fmt: skip

    def test_languages_are_counted_apart_and_regions_are_not(self) -> None:
        look(language="de-AT")
        look(language="DE_de")
        look(language="en")

        counts = dict(UnmetSearch.objects.values_list("language", "count"))
        assert counts == {"de": 2, "en": 1}

    @pytest.mark.parametrize("language", ["", "xx-nothing", "any", "e" * 500])
    def test_an_unknown_language_is_not_counted(self, language: str) -> None:
        assert not look(language=language)

        with pytest.raises(BadInput):
            services_unmet.tell_curators("flax seed", language)
        assert not UnmetSearch.objects.exists()

    @pytest.mark.parametrize("text", ["anna@example.org", "0036301234567", "Dr House"])
    def test_what_may_be_about_a_person_leaves_no_row(self, text: str) -> None:
        assert not look(text)
        with pytest.raises(BadInput):
            services_unmet.tell_curators(text, "en")

        assert not UnmetSearch.objects.exists()

    def test_the_hash_needs_the_secret_key(self, settings: Any) -> None:
        look()
        settings.SECRET_KEY = "another"  # noqa: S105 - of a test
        look()

        assert UnmetSearch.objects.count() == 2

    def test_readable_words_are_found_again_under_a_new_key(
        self, settings: Any
    ) -> None:
        services_unmet.tell_curators("flax seed", "en", on=THURSDAY)
        settings.SECRET_KEY = "another"  # noqa: S105 - of a test
        look()
        services_unmet.tell_curators("flax seed", "en", on=THURSDAY)

        assert (only_row().told, only_row().count) == (2, 1)

    def test_the_database_itself_refuses_rare_words(self) -> None:
        look()

        with pytest.raises(IntegrityError), transaction.atomic():
            UnmetSearch.objects.update(words="flax seed")


class TestAnything(TestCase):
    """In a database that is rolled back between examples."""

    @given(st.lists(st.text(max_size=60), max_size=6), st.booleans())
    def test_nothing_with_an_at_or_five_digits_is_ever_stored(
        self, texts: list[str], is_told: bool
    ) -> None:
        for text in texts:
            for weeks in range(ENOUGH):
                look(text, on=THURSDAY + weeks * WEEK)
            if is_told:
                try:
                    services_unmet.tell_curators(text, "en", on=THURSDAY)
                except BadInput:
                    continue

        for words in UnmetSearch.objects.values_list("words", flat=True):
            assert words
            assert "@" not in words
            assert sum(letter.isdigit() for letter in words) < 5


@pytest.mark.django_db
class TestTelling:
    def test_whoever_tells_is_understood_at_once(self) -> None:
        services_unmet.tell_curators("Flax seed?", "en", on=THURSDAY)

        row = only_row()
        assert (row.words, row.told, row.count) == ("flax seed", 1, 0)
        assert listed() == ["flax seed"]

    def test_it_opens_what_was_only_counted(self) -> None:
        look()
        services_unmet.tell_curators("flax seed", "en", on=THURSDAY)

        assert (only_row().told, only_row().count) == (1, 1)


@pytest.mark.django_db
class TestSettling:
    @pytest.mark.parametrize("how", list(Settled))
    def test_it_leaves_the_list_and_comes_back_when_asked_for_again(
        self, how: Settled, curator: Person
    ) -> None:
        services_unmet.tell_curators("flax seed", "en", on=THURSDAY)

        services_unmet.settle(only_row().pk, how, by=curator)
        look(on=THURSDAY + WEEK)

        assert listed() == []

        services_unmet.tell_curators("flax seed", "en", on=THURSDAY + WEEK)

        assert listed() == ["flax seed"]
        row = only_row()
        assert (row.told, row.count, row.settled) == (1, 1, "")
        assert row.first_week == MONDAY + WEEK

    def test_looking_often_enough_brings_it_back_too(self, curator: Person) -> None:
        services_unmet.tell_curators("flax seed", "en", on=THURSDAY)
        services_unmet.settle(only_row().pk, Settled.DONE, by=curator)

        for weeks in range(1, 4):
            assert listed() == []
            look(on=THURSDAY + weeks * WEEK)

        assert listed() == ["flax seed"]

    def test_who_settled_it_stands_in_the_private_trail(self, curator: Person) -> None:
        services_unmet.tell_curators("flax seed", "en")

        services_unmet.settle(only_row().pk, Settled.DONE, by=curator)

        event = AuditEvent.objects.get(verb="search.unmet_settled")
        assert event.actor_id == curator.pk
        assert "flax" not in str(event.details) + event.subject

    def test_it_takes_a_curator_of_the_language(
        self, make_person: Callable[..., Person], member: Person
    ) -> None:
        services_unmet.tell_curators("flax seed", "en")
        hungarian = make_person("Henrik", role="curator", language="hu")

        for person in (member, hungarian):
            with pytest.raises(NotAllowed):
                services_unmet.settle(only_row().pk, Settled.DONE, by=person)
        assert listed() == ["flax seed"]

    def test_what_is_unreadable_or_gone_is_not_found(self, curator: Person) -> None:
        look()

        for pk in (only_row().pk, 10**9):
            with pytest.raises(NotFound):
                services_unmet.settle(pk, Settled.DONE, by=curator)


@pytest.mark.django_db
class TestForgetting:
    def test_words_go_after_a_year_and_hashes_after_a_quarter(self) -> None:
        services_unmet.tell_curators("flax seed", "en", on=THURSDAY)
        look("chia seed", on=THURSDAY)

        assert services_unmet.forget_old(THURSDAY + 13 * WEEK) == 0
        assert services_unmet.forget_old(THURSDAY + 14 * WEEK) == 1
        assert services_unmet.forget_old(THURSDAY + 52 * WEEK) == 0
        assert services_unmet.forget_old(THURSDAY + 53 * WEEK) == 1

    def test_the_worker_does_it_every_day(self) -> None:
        name = "medagora.search.tasks_unmet.forget_old_searches"
        look(on=date(2020, 1, 1))

        tasks_unmet.forget_old_searches.call()

        assert name in {periodic.name for periodic in tasks.registered()}
        assert not UnmetSearch.objects.exists()


@pytest.mark.django_db
class TestList:
    def test_what_readers_asked_for_comes_first_then_what_is_looked_for_most(
        self,
    ) -> None:
        for text, times in (("chia", 4), ("teff", 3)):
            for n in range(times):
                look(text, on=THURSDAY + n * WEEK)
        services_unmet.tell_curators("flax", "en")
        services_unmet.tell_curators("len", "hu")
        services_unmet.tell_curators("len", "hu")

        assert listed() == ["len", "flax", "chia", "teff"]
        assert listed("hu") == ["len"]
        assert queries.count_by_language() == [("en", 3), ("hu", 1)]

    def test_topics_that_the_words_name_stand_beside_them(
        self, make_topic: Callable[..., Any]
    ) -> None:
        make_topic("asthma")
        services_unmet.tell_curators("asthma flax seed", "en")
        services_unmet.tell_curators("qigong", "en")

        rows = queries.with_topics(queries.list_unmet(), "hu")

        names = {row.search.words: [c.name for c in row.topics] for row in rows}
        assert names == {"asthma flax seed": ["Asthma magyarul"], "qigong": []}

    def test_ten_more_rows_cost_no_more_queries(
        self, make_topic: Callable[..., Any], count_queries: Callable[..., int]
    ) -> None:
        make_topic("asthma")

        def tell(n: int) -> None:
            for letter in "abcdefghij"[:n]:
                services_unmet.tell_curators(f"asthma {letter}", "en")

        tell(1)
        few = count_queries(lambda: queries.with_topics(queries.list_unmet(), "en"))
        tell(10)
        many = count_queries(lambda: queries.with_topics(queries.list_unmet(), "en"))

        assert many == few


def test_export_and_erasure_of_a_person_leave_the_list_alone(
    curator: Person,
) -> None:
    services_unmet.tell_curators("flax seed", "en")
    services_unmet.settle(only_row().pk, Settled.DONE, by=curator)
    services_unmet.tell_curators("flax seed", "en")
    before = UnmetSearch.objects.values().get()

    people.export_person(curator, at=NOW)
    people.erase_person(curator, by=curator, at=NOW)

    assert UnmetSearch.objects.values().get() == before


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS)
def test_a_week_begins_on_its_monday(day: date) -> None:
    monday = week_of(day)

    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < WEEK


@given(st.lists(DAYS, min_size=1, max_size=8))
def test_readable_means_often_and_in_different_weeks(days: list[date]) -> None:
    tally = Tally(MONDAY, MONDAY)
    for day in days:
        tally = tally.looked_for(week_of(day))

    assert tally.count == len(days)
    assert tally.weeks <= len({week_of(day) for day in days})
    assert tally.first_week <= tally.last_week
    assert tally.is_readable == (len(days) >= ENOUGH and tally.weeks >= ENOUGH_WEEKS)
    assert tally.asked_for(tally.last_week).is_readable
