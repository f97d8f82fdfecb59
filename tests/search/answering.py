"""Makers and short questions for tests of what a real index answers.

A test file takes the fixtures that it needs: ``publish = answering.publish``.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.search import queries, sources
from medagora.search.domain.requests import SearchRequest, WordGroup
from medagora.search.gateways import engine
from medagora.search.queries import SearchResults
from medagora.search.queries.planning import Plan, make_plan
from medagora.search.queries.understanding import Understood, understand_with
from medagora.topics.domain.files import TermDraft
from medagora.topics.domain.files import TextDraft as TopicText
from medagora.topics.domain.words import Register
from tests.appraisal.people import conftest as judging
from tests.catalogue import conftest as collecting
from tests.reader import conftest as reading
from tests.reader.conftest import NOW

Make = Callable[..., Any]

make_feed, make_entries = reading.make_feed, reading.make_entries
make_collection = collecting.make_collection
start, appraise = judging.start, judging.appraise


@pytest.fixture
def that_day() -> Iterator[None]:
    """The day when ``make_entries`` makes what is new."""
    since = NOW - timedelta(days=sources.FRESH_DAYS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "fresh_since", lambda: since)
        yield


@pytest.fixture
def publish(make_resource: Make) -> Make:
    """A resource: ``publish("Asthma at school", kind="blog")``."""

    def make(title: str, language: str = "en", **fields: Any) -> Resource:
        texts = {language: TextDraft(title, "Says why.")}
        made: Resource = make_resource(texts=texts, languages=(language,), **fields)
        return made

    return make


@pytest.fixture
def make_source(make_feed: Make, publish: Make) -> Make:
    """The feed of a published resource."""

    def make(title: str, language: str = "en", **fields: Any) -> Any:
        resource = publish(f"Page of {title}", language, **fields)
        return make_feed(title, language=language, resource=resource)

    return make


@pytest.fixture
def asthma(make_topic: Make) -> str:
    text = TopicText("Asthma", "It narrows the airways. It is used in tests.")
    made: str = make_topic("asthma", texts={"en": text}).slug
    return made


@pytest.fixture
def few_topics(make_topic: Make) -> None:
    """A few topics of the starter collection, which have sayings."""
    incontinence = {
        **named("en", "Urinary incontinence"),
        **named("hu", "Vizelettartási gondok"),
    }
    make_topic("urinary-incontinence", codes=(), texts=incontinence)
    make_topic("heart-attack", texts=named("en", "Heart attack"), codes=())
    make_topic("copd", texts=named("en", "Lung disease with long cough"), codes=())
    make_topic(
        "diabetes",
        codes=(("icd10", "E11"), ("mesh", "D003920")),
        texts={
            **named("en", "Diabetes", "diabetes mellitus"),
            **named("de", "Diabetes", "Zucker-Krankheit"),
            **named("ar", "داء السكري", "سكري"),
        },
    )


def named(language: str, name: str, *terms: str) -> dict[str, TopicText]:
    """A topic's words in one language; the terms are clinical."""
    found = tuple(TermDraft(term, Register.CLINICAL) for term in terms)
    return {language: TopicText(name, f"{name}. It is used in tests.", found)}


# ---- what is asked -------------------------------------------------------------------


def understand(text: str, reader: str = "en", **fields: Any) -> Understood:
    return understand_with(engine(), SearchRequest(text, reader=reader, **fields))


def plan(text: str, reader: str = "en", **fields: Any) -> Plan:
    return make_plan(engine(), understand(text, reader, **fields))


def groups(text: str, reader: str = "en", **fields: Any) -> dict[str, WordGroup]:
    return {group.word: group for group in plan(text, reader, **fields).groups}


def slugs(text: str, reader: str = "en", **fields: Any) -> list[str]:
    """The topics that a text names, the best first."""
    return [match.slug for match in understand(text, reader, **fields).named]


def search(text: str, reader: str = "en", **fields: Any) -> SearchResults:
    return queries.search(SearchRequest(text, reader=reader, **fields))


def titles(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.page]


def entries(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.entries]


def collections(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.collections]
