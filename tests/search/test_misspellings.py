"""Slips in the names of topics: they lead to the topic, and are shown nowhere."""

import tomllib
from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from medagora.kernel.languages import FINISHED
from medagora.search import queries
from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.misspellings import (
    all_misspellings,
    is_misspelt,
    misspellings_of,
    right_form,
    right_words,
)
from medagora.search.domain.sayings import sayings_of
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.words import understand, words_of
from medagora.topics.domain.files import TermDraft, TopicDraft
from medagora.topics.domain.files import TextDraft as TopicText
from medagora.topics.domain.words import Register
from medagora.topics.models import Term
from medagora.topics.services import load_starter_topics, read_starter_topics
from tests.search.searches import search

Make = Callable[..., Any]

STARTERS = {draft.slug: draft for draft in read_starter_topics()}
FOLDER = files("medagora.search.domain.misspellings")
SLIP = TopicTerm("heart-attack", "en", "hart attack", Role.MISSPELT)

in_every_language = pytest.mark.parametrize("language", FINISHED)


def written(language: str) -> dict[str, dict[str, str]]:
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def terms_of(draft: TopicDraft, language: str) -> list[TopicTerm]:
    text = draft.texts[language]
    said = (text.name, *(term.text for term in text.terms))
    own = [TopicTerm(draft.slug, language, one, Role.LAY) for one in said]
    return [*own, *(s for s in sayings_of(draft.slug) if s.language == language)]


# ---- the files ------------------------------------------------------------------


@in_every_language
def test_each_language_has_slips_of_starter_topics_in_order(language: str) -> None:
    slugs = list(written(language))

    assert slugs
    assert set(slugs) <= STARTERS.keys()
    assert slugs == sorted(slugs)


@in_every_language
def test_no_topic_is_called_by_a_slip(language: str) -> None:
    for slug, slips in written(language).items():
        known = {tuple(words_of(t.text)) for t in terms_of(STARTERS[slug], language)}

        assert known.isdisjoint(tuple(words_of(slip)) for slip in slips), slug


@in_every_language
def test_what_is_meant_leads_to_the_topic(language: str) -> None:
    for slug, slips in written(language).items():
        for right in slips.values():
            terms = terms_of(STARTERS[slug], language)
            assert match_topics(understand(right, language), terms, language), right


# ---- the reader -----------------------------------------------------------------


def test_slips_of_a_topic_come_in_every_language() -> None:
    assert SLIP in misspellings_of("heart-attack")
    assert misspellings_of("village-festival") == ()
    assert {term.language for term in all_misspellings()} == set(FINISHED)


def test_a_slip_is_known_whoever_brought_it() -> None:
    assert is_misspelt(TopicTerm("heart-attack", "en", "Hart Attack", Role.LAY))
    assert not is_misspelt(TopicTerm("heart-attack", "en", "heart attack", Role.LAY))
    assert not is_misspelt(TopicTerm("asthma", "en", "hart attack", Role.LAY))


def test_a_slip_is_shown_as_it_should_be_written() -> None:
    assert right_form(SLIP) == "Heart attack"
    assert right_form(TopicTerm("asthma", "en", "wheezing", Role.LAY)) == "wheezing"
    assert right_form(TopicTerm("asthma", "en", "gone", Role.MISSPELT)) == ""


def test_a_slip_in_one_language_may_be_right_in_another() -> None:
    assert right_words("en")["colesterol"] == "cholesterol"
    assert "colesterol" not in right_words("es")
    assert "attack" not in right_words("en")


# ---- what readers see -----------------------------------------------------------


@pytest.fixture
def heart_attack(make_topic: Make, indexed: Make) -> None:
    text = TopicText("Heart attack", "", (TermDraft("coronary", Register.LAY),))
    make_topic("heart-attack", texts={"en": text})
    indexed()


@pytest.mark.usefixtures("heart_attack")
class TestReaders:
    def test_the_topic_is_found_and_the_slip_is_not_shown(self, client: Client) -> None:
        html = client.get("/en/search/?q=hart+attack").content.decode()

        assert search("hart attack").topics[0].card.slug == "heart-attack"
        assert "Also called" not in html
        assert "Also called" in client.get("/en/search/?q=coronary").content.decode()

    def test_programs_get_what_was_meant(self) -> None:
        hit = search("hart attack").topics[0]

        assert (hit.found_by.text, hit.found_by.role) == ("Heart attack", "misspelt")
        assert hit.is_by_name

    def test_it_is_suggested_by_its_name(self) -> None:
        topic = queries.suggest("hart at", "en").topics[0]

        assert (topic.name, topic.because) == ("Heart attack", "")

    def test_without_an_index_it_is_found_as_well(self, settings: Any) -> None:
        settings.SEARCH_FOLDER = settings.SEARCH_FOLDER / "elsewhere"

        assert queries.suggest("hart at", "en").topics[0].key == "heart-attack"

    def test_a_slip_that_an_operator_has_is_one_all_the_same(
        self, make_topic: Make, indexed: Make
    ) -> None:
        slip = TermDraft("anxeity", Register.LAY)
        make_topic("anxiety", texts={"en": TopicText("Anxiety", "", (slip,))}, codes=())
        indexed()

        assert search("anxeity").topics[0].is_by_name


def test_nothing_is_mended_to_a_slip(make_topic: Make, indexed: Make) -> None:
    make_topic("diabetes", texts={"en": TopicText("Diabetes", "")})
    indexed()

    assert search("diabetiss").taken_for == "diabetes"


# ---- older sites ----------------------------------------------------------------


@pytest.mark.django_db
def test_an_older_site_loses_the_slips_that_came_with_the_package() -> None:
    load_starter_topics()
    before = set(Term.objects.values_list("topic__slug", "language", "text"))
    asthma = Term.objects.filter(topic__slug="asthma", language="en")[0].topic
    for text in ("astma", "wheezes at night"):
        Term.objects.create(
            topic=asthma, language="en", text=text, folded=text, register="lay"
        )
    migration = import_module(
        "medagora.search.migrations.0002_misspellings_leave_topics"
    )

    migration.take_slips_out(apps, None)

    now = set(Term.objects.values_list("topic__slug", "language", "text"))
    assert now - before == {("asthma", "en", "wheezes at night")}
    assert before <= now
