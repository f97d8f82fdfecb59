"""New questions for programs: only what everybody may read, and nobody's name."""

from typing import Any

import pytest
from django.test import Client

from medagora.community.domain.words import Audience
from medagora.community.services import posting
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def items(client: Client, query: str = "", language: str = "en") -> list[Any]:
    response = client.get(f"/{language}/community/feed.json{query}")
    assert response.status_code == 200
    found: list[Any] = response.json()["items"]
    return found


def test_the_newest_questions_come_with_their_words_and_without_names(
    client: Client, ask: Ask, asker: Person
) -> None:
    question = ask(asker, title="Does cold air make it worse?")

    body = client.get("/en/community/feed.atom").content.decode()
    (item,) = items(client)

    assert item["title"] == "Does cold air make it worse?"
    assert item["content_text"] == "I wake up at four and cough."
    assert item["url"].endswith(f"/en/community/q/{question.uid}/")
    assert "Anna" not in body
    assert "/community/people/" not in body


def test_an_address_has_the_questions_of_its_language(
    client: Client, ask: Ask, asker: Person
) -> None:
    ask(asker, title="In English, please?")
    ask(asker, title="Magyarul, ha lehet?", language="hu", text="Köhögök hajnalban.")

    def titles(query: str = "", language: str = "en") -> set[str]:
        return {item["title"] for item in items(client, query, language)}

    assert titles() == {"In English, please?"}
    assert titles(language="hu") == {"Magyarul, ha lehet?"}
    assert titles("?language=hu") == {"Magyarul, ha lehet?"}
    assert len(titles("?language=all")) == 2


def test_a_topic_has_a_feed_of_its_own(
    client: Client, ask: Ask, asker: Person, make_topic: Any
) -> None:
    make_topic("gout")
    ask(asker, title="About gout, what helps?", topics=("gout",))
    ask(asker)

    body = client.get("/en/community/feed.json?topic=gout").json()

    assert [item["title"] for item in body["items"]] == ["About gout, what helps?"]
    assert body["title"] == "Gout: questions on Medagora"
    assert body["home_page_url"].endswith("/en/community/?topic=gout")


def test_a_topic_that_is_not_there_is_not_found(client: Client) -> None:
    for slug in ("nothing", "a" * 500, "%00"):
        path = f"/en/community/feed.atom?topic={slug}"
        assert client.get(path).status_code == 404


def test_what_is_not_for_everybody_is_never_in_it(
    client: Client, ask: Ask, asker: Person
) -> None:
    ask(asker, audience=Audience.MEMBERS)
    gone = ask(asker)
    posting.withdraw_post(gone.posts.get(), by=asker, at=NOW)
    client.force_login(asker)

    assert items(client, "?language=all") == []


def test_more_questions_cost_no_more_queries(
    client: Client, ask: Ask, asker: Person, django_assert_max_num_queries: Any
) -> None:
    def cost() -> int:
        with django_assert_max_num_queries(100) as seen:
            items(client)
        return len(seen)

    ask(asker)
    before = cost()
    for number in range(4):
        ask(asker, title=f"What about number {number}?")

    assert cost() == before
