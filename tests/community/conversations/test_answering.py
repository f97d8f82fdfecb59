"""Answers, comments, edits, acceptance: what happens in a conversation that stands."""

from datetime import timedelta
from typing import Any

import pytest

from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.words import Kind, State
from medagora.community.models import Post, PostVersion, Question
from medagora.community.services import posting, ties
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask, MakePerson, Say
from tests.conftest import NOW
from tests.people.hats.building import give_hat

LATER = NOW + timedelta(hours=1)


def test_an_answer_counts_and_moves_the_question_up(
    question: Question, helper: Person, say: Say
) -> None:
    say(question, helper, at=LATER)

    question.refresh_from_db()
    assert (question.answer_count, question.last_post_at) == (1, LATER)
    assert question.places.get().is_waiting is False


def test_an_answer_under_a_hat_keeps_it_when_the_hat_is_taken_off(
    question: Question, make_known: MakePerson, say: Say
) -> None:
    doctor = make_known("Dora")
    hat = give_hat(doctor, "physician", topic="paediatrics", at=NOW)

    post = say(question, doctor, hat=hat.uid)
    hat.doffed_at = LATER
    hat.save()

    post.refresh_from_db()
    question.refresh_from_db()
    assert post.hat == hat
    assert post.is_professional
    assert question.professional_count == 1


def test_nobody_wears_the_hat_of_another(
    question: Question, helper: Person, make_known: MakePerson, say: Say
) -> None:
    hat = give_hat(make_known("Dora"), "physician", at=NOW)

    with pytest.raises(NotFound):
        say(question, helper, hat=hat.uid)

    assert Post.objects.count() == 1


def test_several_answers_may_have_helped_and_only_the_asker_says_so(
    question: Question, asker: Person, helper: Person, make_known: MakePerson, say: Say
) -> None:
    first, second = say(question, helper), say(question, make_known())

    posting.accept_answer(first, by=asker, at=LATER)
    posting.accept_answer(first, by=asker, at=LATER)
    posting.accept_answer(second, by=asker, at=LATER)
    with pytest.raises(NotAllowed):
        posting.accept_answer(second, by=helper, at=LATER)

    question.refresh_from_db()
    assert question.accepted_count == 2
    second.refresh_from_db()
    posting.take_back_acceptance(second, by=asker)
    question.refresh_from_db()
    assert question.accepted_count == 1


def test_a_comment_on_a_comment_joins_the_same_row(
    question: Question, asker: Person, helper: Person, say: Say
) -> None:
    answer = say(question, helper)
    first = posting.comment(answer, PostDraft("Which one?"), by=asker, at=LATER)

    second = posting.comment(first, PostDraft("The left."), by=helper, at=LATER)

    assert second.under == answer
    question.refresh_from_db()
    assert question.answer_count == 1


def test_a_comment_is_short(question: Question, helper: Person) -> None:
    asked = question.posts.get()

    with pytest.raises(BadInput) as refused:
        posting.comment(asked, PostDraft("x" * 2_001), by=helper, at=LATER)

    assert refused.value.field == "text"


def test_an_edit_keeps_the_earlier_words_except_a_slip_of_the_first_minutes(
    question: Question, asker: Person
) -> None:
    post = question.posts.get()
    soon, late = NOW + timedelta(minutes=2), NOW + timedelta(hours=2)

    posting.edit_post(post, PostDraft("I wake at five."), by=asker, at=soon)
    assert not PostVersion.objects.exists()

    post.refresh_from_db()
    title = "How do you sleep through with asthma?"
    posting.edit_post(post, PostDraft("At six."), by=asker, at=late, title=title)

    version = PostVersion.objects.get()
    assert (version.text, version.title) == ("I wake at five.", question.title)
    question.refresh_from_db()
    assert question.title == title


def test_an_edit_is_heard_like_a_new_post(
    question: Question, helper: Person, say: Say
) -> None:
    post = say(question, helper)

    posting.edit_post(post, PostDraft("Stop your insulin today."), by=helper, at=LATER)

    post.refresh_from_db()
    question.refresh_from_db()
    assert post.state == State.HELD
    assert question.answer_count == 0


def test_nobody_edits_or_withdraws_the_words_of_another(
    question: Question, helper: Person
) -> None:
    post = question.posts.get()

    with pytest.raises(NotAllowed):
        posting.edit_post(post, PostDraft("Mine now."), by=helper, at=LATER)
    with pytest.raises(NotAllowed):
        posting.withdraw_post(post, by=helper, at=LATER)


def test_a_question_with_answers_of_others_stays(
    question: Question, asker: Person, helper: Person, say: Say
) -> None:
    answer = say(question, helper)

    with pytest.raises(Conflict, match="answered already"):
        posting.withdraw_post(question.posts.get(part="question"), by=asker, at=LATER)
    posting.withdraw_post(answer, by=helper, at=LATER)

    question.refresh_from_db()
    assert question.answer_count == 0
    posting.withdraw_post(question.posts.get(part="question"), by=asker, at=LATER)
    question.refresh_from_db()
    assert question.state == State.WITHDRAWN
    assert not question.places.exists()


def test_a_closed_conversation_takes_no_word(
    question: Question, helper: Person, say: Say
) -> None:
    question.closed_at = NOW
    question.save()

    with pytest.raises(NotAllowed):
        say(question, helper)


def test_whoever_is_blocked_cannot_answer(
    question: Question, asker: Person, helper: Person, say: Say
) -> None:
    ties.tie(helper, "block", by=asker, at=NOW)

    with pytest.raises(NotAllowed):
        say(question, helper)


def test_a_thread_for_support_never_waits_for_an_answer(
    ask: Ask, asker: Person
) -> None:
    question = ask(asker, kind=Kind.SUPPORT)

    assert question.places.get().is_waiting is False


def test_many_answers_at_once_all_count(
    question: Question, make_known: MakePerson, say: Any
) -> None:
    for _number in range(5):
        say(question, make_known())

    question.refresh_from_db()
    assert question.answer_count == 5
