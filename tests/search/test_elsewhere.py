"""A topic that no page of the reader's language is on, and a kind that is not there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.search.domain.requests import ANY
from medagora.search.queries import Matching
from medagora.topics.domain.files import TextDraft as TopicText
from tests.search.answering import titles
from tests.search.searches import search, texts

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _stones(make_topic: Make) -> None:
    both = {
        "en": TopicText("Kidney stones", "They hurt."),
        "fr": TopicText("Calculs rénaux", "Ils font mal."),
    }
    make_topic("kidney-stones", texts=both)


@pytest.fixture
def weak(make_resource: Make) -> None:
    """A French page with one of the words; an English one on the topic."""
    make_resource(languages=("fr",), **texts("Faire des calculs"))
    make_resource(topics=("kidney-stones",), **texts("Stones and you"))


def french(**changes: Any) -> Any:
    return search("calculs rénaux", reader="fr", **changes)


@pytest.mark.usefixtures("weak")
def test_pages_on_the_topic_in_other_languages_come_before_weak_ones(
    client: Client, indexed: Make
) -> None:
    indexed()

    results = french()
    html = client.get("/fr/search/?q=calculs+rénaux").content.decode()

    assert results.matching is Matching.SOME
    assert titles(results) == ["Faire des calculs"]
    assert [hit.card.title for hit in results.elsewhere] == ["Stones and you"]
    assert html.index("Stones and you") < html.index("Faire des ")


@pytest.mark.usefixtures("weak")
@pytest.mark.parametrize(
    "changes", [{"language": "fr"}, {"language": ANY}, {"page": 2}, {"is_broad": True}]
)
def test_they_do_not_where_something_else_was_asked_for(
    indexed: Make, changes: dict[str, Any]
) -> None:
    indexed()

    assert french(**changes).elsewhere == ()


@pytest.mark.usefixtures("weak")
def test_they_do_not_where_a_page_of_the_own_language_is_on_it(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(languages=("fr",), topics=("kidney-stones",), **texts("Un rein"))
    indexed()

    assert french().elsewhere == ()


def test_a_kind_that_is_not_there_is_said(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    make_resource(topics=("kidney-stones",), **texts("Kidney stones at home"))
    indexed()

    assert search("kidney stones podcast").missing_kind == "podcast"
    assert search("kidney stones").missing_kind == ""
    html = client.get("/en/search/?q=kidney+stones+podcast").content.decode()
    assert "there is none on it here yet:" in html

    make_resource(kind="podcast", topics=("kidney-stones",), **texts("Stones, aloud"))
    indexed()
    assert search("kidney stones podcast").missing_kind == ""


def test_a_query_of_librarians_is_not_widened(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    make_resource(**texts("Kidney stones at home"))
    indexed()

    widen = "only some of the words"

    assert widen in client.get("/en/search/?q=kidney+stones").content.decode()
    assert widen not in client.get("/en/search/?q=kidney+AND+stones").content.decode()
    assert (
        "its very words" in client.get("/en/search/?q=kind:app+zebra").content.decode()
    )
