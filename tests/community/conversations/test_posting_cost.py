"""What one post costs the database, and that the one look at its writer sees all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medagora.community.domain.drafts import PostDraft, answer_place
from medagora.community.domain.words import State
from medagora.community.models import Draft, Question
from medagora.community.queries import footing as footings
from medagora.community.services import drafts, posting, showing, ties
from medagora.people.models import Person
from tests.community.conversations.conftest import MakePerson, Say
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=30)
#: Consents (2), footing, post, question, places, four tasks, trail: with what begins
#: and ends them. One more is one more for each of two hundred posts a second.
MOST_STATEMENTS = 13


def test_an_answer_takes_few_statements(
    question: Question, helper: Person, say: Say
) -> None:
    with CaptureQueriesContext(connection) as seen:
        say(question, helper)

    assert len(seen) <= MOST_STATEMENTS, [query["sql"] for query in seen]


def test_a_new_answer_is_counted_and_listed_at_once(
    question: Question, helper: Person, say: Say
) -> None:
    post = say(question, helper, at=LATER)

    stored = Question.objects.get(pk=question.pk)
    assert (post.state, stored.answer_count, stored.last_post_at) == (
        State.SHOWN,
        1,
        LATER,
    )
    place = stored.places.get()
    assert (place.is_waiting, place.last_post_at) == (False, LATER)


def test_an_earlier_post_does_not_set_the_last_word_back(
    question: Question, helper: Person, say: Say
) -> None:
    say(question, helper, at=LATER)
    say(question, helper, "Also a third pillow.", at=NOW)

    stored = Question.objects.get(pk=question.pk)
    assert stored.last_post_at == stored.places.get().last_post_at == LATER


def test_a_comment_does_not_end_the_waiting_of_a_question(
    question: Question, helper: Person
) -> None:
    text = question.posts.get()

    posting.comment(text, PostDraft("Which asthma is it?"), by=helper, at=LATER)

    place = question.places.get()
    assert (place.is_waiting, place.last_post_at) == (True, LATER)


def test_the_look_sees_nothing_of_somebody_new(helper: Person) -> None:
    seen = footings.look(helper, NOW, text="Hello.", authors=(None,), place="ask")

    assert seen == footings.Footing(
        has_sanction=False,
        is_blocked=False,
        has_draft=False,
        posts_last_hour=0,
        posts_shown=0,
        same_text=0,
    )


def test_the_look_counts_posts_of_the_last_hour_and_the_same_words(
    question: Question, helper: Person, make_known: MakePerson, say: Say
) -> None:
    say(question, helper, "Two pillows.", at=NOW - timedelta(days=8))
    say(question, helper, "Two pillows.", at=NOW - timedelta(hours=2))
    last = say(question, helper, "Three pillows.", at=NOW)
    say(question, make_known(), "Two pillows.", at=NOW)
    showing.hide_post(last, at=NOW)

    seen = footings.look(helper, NOW, text="Two pillows.")

    assert (seen.posts_last_hour, seen.posts_shown, seen.same_text) == (1, 2, 1)


def test_a_post_that_is_mended_is_not_counted_against_itself(
    question: Question, helper: Person, say: Say
) -> None:
    post = say(question, helper, "Two pillows.", at=NOW)

    seen = footings.look(helper, NOW, text="Two pillows.", besides=post.pk)

    assert (seen.posts_shown, seen.same_text) == (0, 0)


def test_a_mute_is_no_block(question: Question, asker: Person, helper: Person) -> None:
    ties.tie(helper, "mute", by=asker, at=NOW)
    muted = footings.look(helper, NOW, text="", authors=(asker.pk,))
    ties.tie(helper, "block", by=asker, at=NOW)
    blocked = footings.look(helper, NOW, text="", authors=(asker.pk, None))

    assert (muted.is_blocked, blocked.is_blocked) == (False, True)


def test_the_draft_of_an_answer_goes_when_it_is_posted(
    question: Question, helper: Person, say: Say
) -> None:
    place = answer_place(question.uid)
    drafts.keep(helper, place, {"text": ["A second"]}, at=NOW)
    drafts.keep(helper, "ask", {"text": ["Another"]}, at=NOW)

    say(question, helper)

    assert [draft.place for draft in Draft.objects.all()] == ["ask"]
