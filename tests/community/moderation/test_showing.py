"""Where a post stands, and what its question counts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from medagora.community.domain.words import Part, State
from medagora.community.models import Post, Question
from medagora.community.services import showing
from medagora.kernel.refusals import Conflict
from medagora.people import services as people
from medagora.people.models import Person
from medagora.web import news
from tests.community.moderation.building import ask, say
from tests.conftest import NOW


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(
        news, "tell", lambda kind, subject: found.append((kind, subject))
    )
    return found


def counts(post: Post) -> tuple[int, int, int]:
    question = Question.objects.get(pk=post.question_id)
    return (
        question.answer_count,
        question.accepted_count,
        question.professional_count,
    )


def test_a_question_is_news_whenever_it_comes_to_be_shown(
    asker: Person, told: list[tuple[str, str]]
) -> None:
    post = ask(asker)
    showing.show_post(post, at=NOW)
    showing.hide_post(post, at=NOW)
    showing.show_post(post, at=NOW)

    uid = post.question.uid
    assert [kind for kind, subject in told if subject == uid] == [
        "conversation_changed",
        "question_asked",
        "conversation_changed",
        "conversation_changed",
        "question_asked",
    ]
    assert told.count(("post_shown", post.uid)) == 2
    assert Question.objects.get().state == State.SHOWN


def test_what_was_held_and_then_hidden_is_news_once_it_is_kept(
    asked: Post, author: Person, told: list[tuple[str, str]]
) -> None:
    post = say(asked.question, author, is_shown=False)
    showing.hide_post(post, at=NOW)
    before = told.count(("post_shown", post.uid))

    showing.show_post(post, at=NOW)

    assert (before, told.count(("post_shown", post.uid))) == (0, 1)


def test_an_answer_counts_while_it_is_shown(asked: Post, author: Person) -> None:
    post = say(asked.question, author, is_professional=True)
    shown = counts(post)
    showing.remove_post(post, at=NOW)

    assert shown == (1, 0, 1)
    assert counts(post) == (0, 0, 0)
    assert Question.objects.get().places.count() == 0  # it has no topic


def test_an_accepted_answer_that_is_hidden_does_not_count(answered: Post) -> None:
    Post.objects.filter(pk=answered.pk).update(accepted_at=NOW)
    Question.objects.update(accepted_count=1)
    post = Post.objects.select_related("question").get(pk=answered.pk)

    showing.hide_post(post, at=NOW)
    hidden = counts(post)
    showing.show_post(post, at=NOW)

    assert (hidden, counts(post)) == ((0, 0, 0), (1, 1, 0))


def test_a_hidden_question_says_so_in_lists(asked: Post) -> None:
    showing.hide_post(asked, at=NOW)

    assert Question.objects.get().state == State.HIDDEN
    assert asked.question.state == State.HIDDEN


def test_what_was_withdrawn_is_not_shown_again(answered: Post) -> None:
    showing.hide_post(answered, State.WITHDRAWN, at=NOW)

    with pytest.raises(Conflict):
        showing.show_post(answered, at=NOW)


def test_of_two_who_move_a_post_one_hears_of_the_other(answered: Post) -> None:
    same = Post.objects.select_related("question").get(pk=answered.pk)
    showing.remove_post(same, at=NOW)

    with pytest.raises(Conflict):
        showing.hide_post(answered, at=NOW)
    assert counts(answered)[0] == 0


MOVES = [State.SHOWN, State.HELD, State.HIDDEN, State.REMOVED]


class TestCountsFollow(TestCase):
    """Whatever is done in whatever order, the counts are those of what is shown."""

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(
        steps=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(MOVES)), max_size=8)
    )
    def test_counts_are_those_of_shown_answers(
        self, steps: list[tuple[int, State]]
    ) -> None:
        asker = people.create_person("a@example.org", name="A", by=None)
        question = ask(asker).question
        text = question.posts.get(part=Part.QUESTION)
        posts = [
            say(question, asker, is_shown=False),
            say(question, asker, is_shown=False, is_professional=True),
            say(question, asker, Part.COMMENT, under=text),
        ]

        for number, state in steps:
            move: Any = showing.show_post if state is State.SHOWN else None
            if move:
                move(posts[number], at=NOW)
            else:
                showing.hide_post(posts[number], state, at=NOW)

        shown = Post.objects.filter(part=Part.ANSWER, state=State.SHOWN)
        question = Question.objects.get(pk=question.pk)
        assert question.answer_count == shown.count()
        assert question.professional_count == shown.filter(is_professional=True).count()
