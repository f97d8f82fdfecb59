"""Who hears of what, and who does not."""

from datetime import timedelta
from typing import Any

from medagora.community.domain.drafts import PostDraft
from medagora.community.models import Question
from medagora.community.services import announcing, filing, posting, showing, ties
from medagora.people.models import Notice, Person
from medagora.people.services import notifying
from medagora.topics.models import Topic
from tests.community.conversations.conftest import Ask, MakePerson, Say
from tests.conftest import NOW
from tests.people.hats.building import give_hat

LATER = NOW + timedelta(hours=1)


def told(kind: str) -> set[Person]:
    return {notice.person for notice in Notice.objects.filter(kind=kind)}


def test_an_answer_is_told_to_the_asker_and_those_who_follow_once(
    question: Question,
    asker: Person,
    helper: Person,
    make_known: MakePerson,
    say: Say,
) -> None:
    follower = make_known()
    notifying.set_thread(follower, f"question:{question.uid}", "follow")
    answer = say(question, helper)

    announcing.announce_post(answer.uid, at=LATER)
    announcing.announce_post(answer.uid, at=LATER)

    assert told("answer") == {asker, follower}
    assert Notice.objects.filter(kind="answer").count() == 2


def test_a_comment_is_told_to_whoever_is_commented(
    question: Question, asker: Person, helper: Person, say: Say
) -> None:
    answer = say(question, helper)
    comment = posting.comment(answer, PostDraft("Which?"), by=asker, at=LATER)

    announcing.announce_post(comment.uid, at=LATER)

    assert told("comment") == {helper}


def test_whoever_muted_the_writer_hears_nothing(
    question: Question, asker: Person, helper: Person, say: Say
) -> None:
    answer = say(question, helper)
    ties.tie(helper, "mute", by=asker, at=NOW)

    announcing.announce_post(answer.uid, at=LATER)

    assert not told("answer")


def test_a_held_answer_is_told_to_nobody(
    question: Question, helper: Person, say: Say
) -> None:
    answer = say(question, helper, "Stop taking your insulin, you do not need it.")

    announcing.announce_post(answer.uid, at=LATER)

    assert not Notice.objects.filter(kind="answer").exists()


def test_a_good_word_and_an_acceptance_are_told_to_the_author(
    question: Question, asker: Person, helper: Person, say: Say
) -> None:
    answer = say(question, helper)
    posting.accept_answer(answer, by=asker, at=LATER)
    ties.give_word(answer, "hug", by=asker, at=LATER)

    announcing.announce_acceptance(answer.uid, at=LATER)
    announcing.announce_word(answer.uid, asker.pk, at=LATER)

    assert told("helped") == told("good_word") == {helper}
    assert Notice.objects.get(kind="good_word").params["who"] == asker.alias


def test_followers_of_a_topic_hear_of_new_questions_that_everybody_reads(
    ask: Ask, asker: Person, make_known: MakePerson, make_topic: Any
) -> None:
    make_topic("asthma")
    follower = make_known()
    notifying.set_thread(follower, "topic:asthma", "follow")
    open_one = ask(asker, topics=("asthma",))
    closed = ask(
        asker, topics=("asthma",), audience="members", text="I also cough at noon."
    )

    for question in (open_one, closed):
        announcing.announce_post(question.posts.get().uid, at=LATER)

    assert [n.about for n in Notice.objects.filter(kind="question")] == [
        f"question:{open_one.uid}"
    ]


def test_a_topic_that_moves_takes_its_questions_along(
    ask: Ask, asker: Person, make_topic: Any
) -> None:
    asthma, lung = make_topic("asthma"), make_topic("lung-disease")
    question = ask(asker, topics=("asthma",))
    Topic.objects.filter(pk=asthma.pk).update(parent=lung)

    assert filing.refile_topic("asthma") == 1

    assert set(question.places.values_list("topic__slug", flat=True)) == {
        "asthma",
        "lung-disease",
    }


def test_a_topic_that_moves_takes_the_questions_of_those_below_along(
    ask: Ask, asker: Person, make_topic: Any
) -> None:
    lung, body = make_topic("lung-disease"), make_topic("body")
    make_topic("asthma", parent="lung-disease")
    question = ask(asker, topics=("asthma",))
    Topic.objects.filter(pk=lung.pk).update(parent=body)

    assert filing.refile_topic("lung-disease") == 1

    assert question.places.filter(topic=body).exists()


def test_whoever_muted_an_alias_hears_the_name_that_belongs_to_it(
    question: Question, asker: Person, make_known: MakePerson, say: Say
) -> None:
    doctor = make_known("Dora")
    ties.tie(doctor, "mute", by=asker, at=NOW)
    hat = give_hat(doctor, "physician", topic="paediatrics", at=NOW)

    announcing.announce_post(say(question, doctor, hat=hat.uid).uid, at=LATER)

    assert told("answer") == {asker}


def test_an_answer_under_a_hidden_question_is_told_to_nobody(
    question: Question, helper: Person, say: Say
) -> None:
    answer = say(question, helper)
    asked = question.posts.get(part="question")
    showing.hide_post(asked, at=LATER)

    announcing.announce_post(answer.uid, at=LATER)

    assert not Notice.objects.filter(kind="answer").exists()
