"""Keeping order in a whole conversation: closed, opened again, slowed down."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from medagora.community.domain.drafts import PostDraft
from medagora.community.models import Post
from medagora.community.services import ordering, posting
from medagora.curation.models import LogEntry
from medagora.kernel.refusals import BadInput, NotAllowed
from medagora.people.models import Person
from tests.conftest import NOW
from tests.people.agreeing import agree


def say(asked: Post, by: Person, at: object = NOW) -> Post:
    draft = PostDraft("A second pillow helps me.")
    return posting.answer(asked.question, draft, by=by, at=at)  # type: ignore[arg-type]  # a moment


def test_a_closed_conversation_takes_nothing_until_it_is_opened_again(
    asked: Post, moderator: Person, reader: Person
) -> None:
    question = asked.question
    agree(reader)

    ordering.close_conversation(question, by=moderator, at=NOW)
    ordering.close_conversation(question, by=moderator, at=NOW)
    question.refresh_from_db()
    with pytest.raises(NotAllowed):
        say(asked, reader)
    ordering.open_conversation(question, by=moderator, at=NOW)
    question.refresh_from_db()

    assert say(asked, reader).question == question
    verbs = LogEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["conversation_closed", "conversation_opened"]


def test_a_slow_conversation_keeps_the_posts_of_one_person_apart(
    asked: Post, moderator: Person, reader: Person
) -> None:
    agree(reader)
    ordering.slow_down(asked.question, 600, by=moderator, at=NOW)
    asked.question.refresh_from_db()
    say(asked, reader)

    with pytest.raises(NotAllowed, match="kept apart"):
        say(asked, reader, NOW + timedelta(minutes=5))


def test_only_a_moderator_of_the_conversation_keeps_order(
    asked: Post, reader: Person, moderator: Person
) -> None:
    for deed in (ordering.close_conversation, ordering.open_conversation):
        with pytest.raises(NotAllowed):
            deed(asked.question, by=reader, at=NOW)
    with pytest.raises(BadInput):
        ordering.slow_down(asked.question, 7, by=moderator, at=NOW)


def test_the_page_offers_it_to_moderators_alone(
    client: Client, asked: Post, moderator: Person, reader: Person
) -> None:
    path = reverse("community:question", args=[asked.question.uid])
    deed = reverse("community:order", args=[asked.question.uid])

    client.force_login(reader)
    assert deed not in client.get(path).content.decode()
    assert client.post(deed, {"action": "close"}).status_code == 403
    client.force_login(moderator)
    assert deed in client.get(path).content.decode()
    assert client.post(deed, {"action": "nonsense"}).status_code == 422
    assert client.post(deed, {"action": "close"}).status_code == 302

    assert "This conversation is closed" in client.get(path).content.decode()
