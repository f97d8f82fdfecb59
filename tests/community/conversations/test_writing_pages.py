"""Pages for writing: no word is lost, and no alias is joined to a name."""

from typing import Any

from django.test import Client
from django.urls import reverse

from medagora.community.domain.drafts import PostDraft
from medagora.community.models import Draft, Question
from medagora.community.services import posting, showing, ties
from medagora.people.models import Person
from tests.community.conversations.conftest import MakePerson, Say
from tests.conftest import NOW
from tests.people.hats.building import give_hat


def path(name: str, *args: Any) -> str:
    return reverse(f"community:{name}", args=args)


def read(client: Client, question: Question) -> str:
    return client.get(path("question", question.uid)).content.decode()


def test_an_answer_kept_as_a_draft_comes_back_without_faults(
    client: Client, question: Question, helper: Person
) -> None:
    client.force_login(helper)
    form = {"text": "A second pil", "action": "draft"}

    answer = client.post(path("question", question.uid), form, follow=True)

    html = answer.content.decode()
    assert "A second pil</textarea>" in html.replace("\n", "")
    assert "Your draft is kept" in html
    assert question.posts.count() == 1


def test_a_text_that_is_far_too_long_stays_in_the_form(
    client: Client, question: Question, helper: Person
) -> None:
    client.force_login(helper)

    answer = client.post(path("question", question.uid), {"text": "pillow " * 10_000})

    assert answer.status_code == 200
    assert "pillow pillow" in answer.content.decode()


def test_words_for_a_conversation_that_was_closed_meanwhile_are_kept(
    client: Client, question: Question, helper: Person
) -> None:
    client.force_login(helper)
    question.closed_at = NOW
    question.save()

    answer = client.post(path("question", question.uid), {"text": "A second pillow."})

    assert answer.status_code == 403
    assert "Nothing can be added" in answer.content.decode()
    assert Draft.objects.get().fields["text"] == ["A second pillow."]


def test_a_question_that_waits_offers_its_author_no_form(
    client: Client, question: Question, asker: Person
) -> None:
    showing.hide_post(question.posts.get(), at=NOW)
    client.force_login(asker)

    html = read(client, question)

    assert "Nothing can be added" in html
    assert "<textarea" not in html


def test_the_draft_of_a_comment_on_a_comment_goes_with_it(
    client: Client, question: Question, asker: Person, helper: Person, say: Say
) -> None:
    answer = say(question, helper)
    first = posting.comment(answer, PostDraft("Which one?"), by=asker, at=NOW)
    client.force_login(helper)

    client.post(path("comment", first.uid), {"text": "The left one."})

    assert answer.comments.count() == 2
    assert not Draft.objects.exists()


def test_a_held_answer_is_shown_to_its_author_on_its_page(
    client: Client,
    question: Question,
    helper: Person,
    make_known: MakePerson,
    say: Say,
) -> None:
    for _number in range(20):
        say(question, make_known())
    client.force_login(helper)
    form = {"text": "Stop taking your insulin, you do not need it."}

    answer = client.post(path("question", question.uid), form)

    assert "?page=2#post-" in answer.headers["Location"]


def test_muting_an_alias_does_not_tell_which_name_belongs_to_it(
    client: Client, question: Question, asker: Person, make_known: MakePerson, say: Say
) -> None:
    doctor = make_known("Dorothea")
    hat = give_hat(doctor, "physician", topic="paediatrics", at=NOW)
    say(question, doctor, "As a doctor I say: air.", hat=hat.uid)
    ties.tie(doctor, "mute", by=asker, at=NOW)
    client.force_login(asker)

    assert "do not want to hear" not in read(client, question)
    say(question, doctor, "As a mother I say: sleep.")
    assert "do not want to hear" in read(client, question)


def test_a_hat_that_shows_the_alias_tells_nothing_of_the_person(
    client: Client, make_known: MakePerson
) -> None:
    doctor = make_known("Dorothea")
    doctor.bio = "I grew up in Szeged."
    doctor.save()
    hat = give_hat(doctor, "physician", topic="paediatrics", at=NOW, name="")

    html = client.get(path("professional", hat.uid)).content.decode()

    assert doctor.alias in html
    assert "Szeged" not in html
    assert "None declared" not in html
