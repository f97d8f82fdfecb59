"""What people asked, on the page of a search, in its feeds and as data."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from medagora.community.models import Question
from medagora.community.services import posting, showing
from medagora.people.models import Person
from medagora.search import queries, services
from medagora.search.domain.requests import SearchRequest
from tests.community.conversations.conftest import Ask, MakePerson, Say
from tests.conftest import NOW

Make = Callable[..., Any]
Indexed = Callable[[], int]
PAGE = "/en/search/"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def asked(ask: Ask, make_known: MakePerson) -> Callable[[str], Question]:
    """A question with this title, by somebody of its own."""

    def make(title: str, **fields: Any) -> Question:
        return ask(make_known(), title=title, text=f"Tell me: {title}", **fields)

    return make


@pytest.fixture
def helped(
    ask: Ask,
    asker: Person,
    helper: Person,
    say: Say,
    asked: Any,
    make_topic: Make,
    indexed: Indexed,
) -> Question:
    """A question whose answer helped, and two others."""
    question = ask(asker, title="Which pillow is good with asthma?")
    posting.accept_answer(say(question, helper), by=asker, at=LATER)
    asked("Does honey help asthma?")
    make_topic("knees")
    asked("Is my knee worn out?", topics=("knees",))
    indexed()
    return question


def found(text: str, **fields: Any) -> list[str]:
    results = queries.search(SearchRequest(text, **fields))
    return [hit.card.title for hit in results.questions]


def body(client: Client, query: str) -> str:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_questions_stand_beside_resources(helped: Question) -> None:
    assert found("asthma") == [
        "Which pillow is good with asthma?",  # its answer helped
        "Does honey help asthma?",
    ]
    assert found("asthma", kind="podcast") == []


def test_the_page_links_them_and_says_what_became_of_them(
    helped: Question, client: Client
) -> None:
    page = body(client, "q=asthma")

    assert "Questions that people asked" in page
    assert f'href="/en/community/q/{helped.uid}/"' in page
    assert "An answer helped" in page


@pytest.mark.parametrize("query", ["q=asthma+is:question", "q=asthma&is=question"])
def test_only_questions_may_be_asked_for(
    helped: Question, client: Client, make_resource: Make, indexed: Indexed, query: str
) -> None:
    make_resource(publisher="Asthma House")
    indexed()

    page = body(client, query)

    assert 'id="found-questions"' in page
    assert 'id="found-resources"' not in page
    assert "Does honey help asthma?" in page.replace("<mark>", "").replace(
        "</mark>", ""
    )


@pytest.mark.parametrize(
    "request_",
    [
        {"text": "asthma is:helped"},
        {"text": "asthma", "marks": "helped"},
        {"text": "asthma is:question is:answered -honey"},
    ],
)
def test_they_are_narrowed_by_what_became_of_them(
    helped: Question, request_: dict[str, str]
) -> None:
    asked = SearchRequest.from_params(
        {"q": request_["text"], "is": request_.get("marks", "")}, reader="en"
    )

    results = queries.search(asked)

    assert [hit.card.uid for hit in results.questions] == [helped.uid]
    assert results.page.total == 0


def test_newest_first(helped: Question, asked: Any, indexed: Indexed) -> None:
    newest = asked("Asthma and chlorine?", at=NOW + timedelta(days=1))
    indexed()

    results = queries.search(
        SearchRequest.from_params(
            {"q": "asthma", "is": "question", "order": "newest"}, reader="en"
        )
    )

    assert next(iter(results.questions)).card.uid == newest.uid
    assert results.questions.total == 3


def test_a_word_that_only_questions_have_is_taken_as_it_is_written(
    helped: Question,
) -> None:
    results = queries.search(
        SearchRequest.from_params({"q": "honey", "is": "question"}, reader="en")
    )

    assert (results.taken_for, results.questions.total) == ("", 1)


def test_one_that_was_hidden_a_moment_ago_is_not_shown(helped: Question) -> None:
    showing.hide_post(helped.posts.get(part="question"), at=LATER)

    assert helped.title not in found("asthma")


def test_nothing_asked_yet_leads_to_asking(helped: Question, client: Client) -> None:
    page = body(client, "q=sarcoidosis&is=question&words=exact")

    assert "Nobody has asked this yet" in page
    assert "/en/community/ask/" in page


def test_as_data(helped: Question) -> None:
    asked = SearchRequest("asthma", reader="en")
    data = queries.as_data(queries.search(asked))

    first = data["questions"][0]
    assert (first["uid"], first["accepted"], first["answers"]) == (helped.uid, 1, 1)
    assert (data["questions_total"], data["total"]) == (2, 0)
    assert "author" not in first


def test_a_feed_of_questions(helped: Question, client: Client) -> None:
    response = client.get("/en/search/feed.json?q=asthma&is=question")
    plain = client.get("/en/search/feed.json?q=asthma")

    items = json.loads(response.content)["items"]
    assert {item["title"] for item in items} == {
        "Which pillow is good with asthma?",
        "Does honey help asthma?",
    }
    assert all("/en/community/q/" in item["url"] for item in items)
    assert json.loads(plain.content)["items"] == []
    assert client.get("/en/search/feed.atom?q=asthma&is=question").status_code == 200


def test_more_questions_cost_no_more_queries(
    helped: Question, asked: Any, client: Client, count_queries: Any
) -> None:
    def ask() -> None:
        body(client, "q=asthma&is=question")

    ask()
    before = count_queries(ask)
    for pet in ("cats", "dogs", "birds", "mice", "rats", "pigs", "fish", "goats"):
        asked(f"Do {pet} make asthma worse?")
    services.rebuild_index()
    ask()

    assert count_queries(ask) == before
