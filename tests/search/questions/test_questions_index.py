"""The index follows conversations: who may read a question finds it, nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.words import Audience, State
from medagora.community.models import Post, Question
from medagora.community.services import (
    personal_data_conversations,
    posting,
    showing,
)
from medagora.people.models import Person
from medagora.search import services, sources
from medagora.search.domain.documents import ContentDocument, Mark, Sort
from medagora.search.domain.requests import ContentQuery, Filters
from medagora.search.gateways import engine
from tests.community.conversations.conftest import Ask, Say
from tests.conftest import NOW

Held = Callable[[], list[str]]
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def indexed(db: None) -> None:
    services.rebuild_index()


def own_post(question: Question) -> Post:
    return question.posts.get(part="question")


def document(question: Question) -> ContentDocument:
    (found,) = sources.question_documents([question.uid])
    return found


def test_a_question_that_everybody_may_read_is_found(
    question: Question, held: Held
) -> None:
    assert held() == [question.uid]


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PROFESSIONALS])
def test_what_not_everybody_may_read_is_in_no_index(
    ask: Ask, make_known: Any, held: Held, audience: Audience
) -> None:
    asker = make_known(role="curator")
    question = ask(asker)
    Question.objects.filter(pk=question.pk).update(audience=audience)

    assert held() == []
    assert services.ensure_index() is None


@pytest.mark.parametrize("state", [State.HIDDEN, State.HELD, State.ERASED])
def test_what_is_not_shown_any_more_leaves_the_index(
    question: Question, held: Held, state: State
) -> None:
    assert held() == [question.uid]

    showing.hide_post(own_post(question), state, at=LATER)

    assert held() == []


def test_what_its_author_takes_back_leaves_the_index(
    question: Question, asker: Person, held: Held
) -> None:
    posting.withdraw_post(own_post(question), by=asker, at=LATER)

    assert held() == []


def test_the_words_of_whoever_erases_themselves_leave_the_index(
    question: Question, asker: Person, held: Held
) -> None:
    personal_data_conversations.erase(asker, LATER)

    assert held() == []


def test_what_a_moderator_shows_again_comes_back(
    question: Question, held: Held
) -> None:
    post = own_post(question)
    showing.remove_post(post, at=LATER)
    assert held() == []

    showing.show_post(post, at=LATER)

    assert held() == [question.uid]


def test_new_words_are_found(question: Question, asker: Person) -> None:
    title = "How do you sleep well with a hernia?"
    posting.edit_post(
        own_post(question), PostDraft("It burns."), by=asker, at=LATER, title=title
    )

    found = document(question)

    assert (found.titles, found.descriptions) == ((title,), ("It burns.",))


def test_only_the_askers_words_are_taken_and_none_of_the_template(
    ask: Ask, asker: Person, helper: Person, say: Say
) -> None:
    text = "### How it is for you\n\nI [wheeze](https://example.org/x) at night."
    question = ask(asker, text=text)
    say(question, helper, "Honey and lemon.")

    assert document(question).descriptions == ("I wheeze at night.",)


def test_a_question_lies_under_its_topics_and_those_that_its_title_names(
    ask: Ask, asker: Person, make_topic: Any
) -> None:
    make_topic("gout")
    make_topic("pain")
    question = ask(asker, title="Is gout always so sore?", topics=("pain",))

    assert document(question).topics == ("pain", "gout")


def test_a_document_says_what_became_of_a_question(
    question: Question, asker: Person, helper: Person, say: Say, run_tasks: Any
) -> None:
    assert document(question).marks == (Mark.QUESTION,)

    answer = say(question, helper)
    posting.accept_answer(answer, by=asker, at=LATER)

    assert document(question).marks == (Mark.QUESTION, Mark.ANSWERED, Mark.HELPED)
    run_tasks()
    helped = ContentQuery(sort=Sort.QUESTION, filters=Filters(marks=(Mark.HELPED,)))
    assert engine().find_content(helped).uids == (question.uid,)


def test_an_index_that_misses_a_question_is_built_anew(
    question: Question, held: Held
) -> None:
    held()
    assert services.ensure_index() is None

    Question.objects.filter(pk=question.pk).update(state=State.HIDDEN)

    assert services.ensure_index() is not None
    assert held() == []
