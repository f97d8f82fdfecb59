"""What is kept between requests is never older than what it is made from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from medagora.api.queries import keeping
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.words import State
from medagora.topics import services as topics
from medagora.topics.domain.files import TextDraft, TopicDraft
from tests.conftest import NOW

Make = Callable[..., Any]
Ask = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    keeping.forget()


def names(answer: Any) -> list[str]:
    return [line["name"] for line in answer.json()["items"]]


def rename(slug: str, name: str) -> None:
    texts = {"en": TextDraft(name, "It is used in tests.", ())}
    draft = TopicDraft(
        slug=slug, kind="condition", body_system="lungs", codes=(), texts=texts
    )
    topics.store_drafts([draft], origin="tests")


def test_a_topic_that_is_renamed_made_or_removed_is_seen_at_once(
    ask: Ask, make_topic: Make
) -> None:
    topic = make_topic("asthma")
    first = names(ask("topics"))

    rename("asthma", "Wheezing")
    renamed = names(ask("topics"))
    make_topic("cough")
    more = names(ask("topics"))
    topic.delete()

    assert (first, renamed, more) == (
        ["Asthma"],
        ["Wheezing"],
        ["Cough", "Wheezing"],
    )
    assert names(ask("topics")) == ["Cough"]


def test_each_reader_is_told_their_own_names(ask: Ask, make_topic: Make) -> None:
    make_topic("asthma")

    assert names(ask("topics")) == ["Asthma"]
    assert names(ask("topics", reader="hu")) == ["Asthma magyarul"]
    assert names(ask("topics")) == ["Asthma"]


def test_the_topics_are_kept_in_a_few_languages_only(
    ask: Ask, make_topic: Make
) -> None:
    make_topic("asthma")
    for code in ("en", "hu", "de", "fr", "es", "ar", "it", "pt", "nl", "sv"):
        ask("topics", reader=code)

    assert len(keeping._lines) <= keeping.MOST


def test_a_program_that_has_the_topics_is_answered_before_they_are_read(
    ask: Ask, make_topic: Make, count_queries: Callable[..., int]
) -> None:
    make_topic("asthma")
    etag = {"If-None-Match": ask("topics").headers["ETag"]}
    keeping.forget()
    answers: list[Any] = []

    assert count_queries(lambda: answers.append(ask("topics", headers=etag))) == 1
    assert answers[0].status_code == 304
    assert answers[0].headers["Cache-Control"] == "public, max-age=60"
    assert answers[0].headers["ETag"] == etag["If-None-Match"]
    assert ask("topics", headers=etag, reader="hu").status_code == 200
    assert ask("topics", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("said", ["", "*", '"', "W/", "x" * 5000, '"a", W/"b"'])
def test_an_etag_that_is_none_of_ours_does_no_harm(ask: Ask, said: str) -> None:
    assert ask("topics", headers={"If-None-Match": said}).status_code in {200, 304}


def test_numbers_are_counted_once_a_minute(ask: Ask, make_resource: Make) -> None:
    make_resource()
    before = ask("statistics").json()["published"]
    make_resource()

    assert ask("statistics").json()["published"] == before
    cache.clear()
    assert ask("statistics").json()["published"] == before + 1


def test_without_a_cache_everything_is_counted_anew(
    ask: Ask, make_resource: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_more: Any) -> Any:
        raise ConnectionError("the cache is away")

    monkeypatch.setattr(cache, "get", broken)
    monkeypatch.setattr(cache, "set", broken)
    make_resource()

    assert ask("statistics").json()["published"] == 1
    assert ask("resources").json()["total"] == 1


def test_a_resource_of_two_languages_is_listed_once(
    ask: Ask, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    made = [
        make_resource(topics=("asthma",), languages=("en", "hu")).uid for _ in range(3)
    ]
    make_resource()

    found = ask("resources", topic="asthma", size=2).json()
    rest = ask("resources", topic="asthma", size=2, cursor=found["next"]).json()

    assert [one["uid"] for one in found["items"] + rest["items"]] == made[::-1]
    assert (found["total"], found["pages"], rest["next"]) == (3, 2, None)


def test_what_is_retired_or_of_an_unknown_topic_is_not_listed(
    ask: Ask, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    catalogue.set_state(resource, State.RETIRED, at=NOW)

    assert ask("resources", topic="asthma").json()["items"] == []
    assert ask("resources", topic="nowhere").json()["total"] == 0
    assert ask("resources", topic="nowhere", language="hu").json()["total"] == 0
