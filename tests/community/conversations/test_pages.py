"""Pages of conversations, as each kind of reader gets them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.words import Audience, Kind
from medagora.community.models import Draft, Post, Question
from medagora.community.services import posting
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask, MakePerson, Say
from tests.conftest import NOW
from tests.people.hats.building import give_hat


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"community:{name}", args=args), query)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_everybody_reads_a_question_with_its_answers(
    client: Client, question: Question, helper: Person, say: Say
) -> None:
    say(question, helper, "A *second* pillow.")

    html = page(client, "question", question.uid)

    assert question.title in html
    assert "A <em>second</em> pillow." in html
    assert helper.alias in html
    assert helper.name not in html


def test_members_questions_ask_a_stranger_to_sign_in(
    client: Client, ask: Ask, asker: Person
) -> None:
    question = ask(asker, audience=Audience.MEMBERS)

    answer = client.get(reverse("community:question", args=[question.uid]))

    assert answer.status_code == 403
    assert question.title not in answer.content.decode()


def test_whoever_never_wrote_is_asked_age_and_consent_first(
    client: Client, make_person: MakePerson, question: Question
) -> None:
    client.force_login(make_person("New"))

    answer = client.get(reverse("community:ask", args=["living"]))

    assert answer.status_code == 302
    assert reverse("people:before-writing") in answer.headers["Location"]


def ask_form(**changes: str) -> dict[str, str]:
    return {
        "title": "How do you sleep well with asthma?",
        "situation": "I wake at four and cough.",
        "topics": "asthma",
        "language": "en",
        "audience": "everyone",
        **changes,
    }


@pytest.fixture
def asthma(make_topic: Callable[..., Any]) -> None:
    make_topic("asthma")


def test_a_question_is_looked_at_before_it_is_posted(
    client: Client, asker: Person, asthma: None
) -> None:
    client.force_login(asker)
    path = reverse("community:ask", args=["living"])

    looked = client.post(path, ask_form(action="look"))
    assert "So it will read" in looked.content.decode()
    assert not Question.objects.exists()

    posted = client.post(path, ask_form(action="post"))
    question = Question.objects.get()
    assert posted.headers["Location"].endswith(f"/q/{question.uid}/")
    assert not Draft.objects.exists()


def test_a_form_that_is_refused_keeps_every_word(
    client: Client, asker: Person, asthma: None
) -> None:
    client.force_login(asker)
    path = reverse("community:ask", args=["living"])

    answer = client.post(path, ask_form(topics="nonsense", action="post"))

    html = answer.content.decode()
    assert "nonsense" in html
    assert "I wake at four and cough." in html
    assert Draft.objects.get().fields["situation"] == ["I wake at four and cough."]


def test_the_guard_asks_before_anything_is_stored(
    client: Client, asker: Person, asthma: None
) -> None:
    client.force_login(asker)
    path = reverse("community:ask", args=["living"])
    words = "Call me: +36 30 123 4567, my son is called Bence."

    answer = client.post(path, ask_form(situation=words, action="post"))

    assert "+36 30 123 4567" in answer.content.decode()
    assert not Question.objects.exists()


def test_somebody_in_danger_sees_human_words_and_numbers_at_once(
    client: Client, asker: Person, asthma: None
) -> None:
    client.force_login(asker)
    path = reverse("community:ask", args=["support"])
    form = ask_form(story="I want to kill myself tonight.", action="post")

    posted = client.post(path, form, follow=True, headers={"accept-language": "en-GB"})

    html = posted.content.decode()
    assert "116 123" in html
    assert Question.objects.get().state == "shown"


def test_a_held_answer_is_seen_by_its_author_alone(
    client: Client, question: Question, helper: Person, say: Say
) -> None:
    say(question, helper, "Stop taking your insulin, you do not need it.")

    stranger = page(client, "question", question.uid)
    client.force_login(helper)
    author = page(client, "question", question.uid)

    assert "insulin" not in stranger
    assert "insulin" in author
    assert "waits for a moderator" in author


def test_ten_more_answers_cost_no_more_queries(
    client: Client, question: Question, make_known: MakePerson, say: Say, asker: Person
) -> None:
    client.force_login(asker)
    doctor = make_known("Dora")
    hat = give_hat(doctor, "physician", topic="paediatrics", at=NOW)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(client, "question", question.uid)
        return len(caught)

    say(question, doctor, "See 10.1000/xyz", hat=hat.uid)
    page(client, "question", question.uid)
    few = queries()
    for _number in range(10):
        say(question, make_known(), "See 10.1000/abc")

    assert queries() == few


def test_ten_more_questions_cost_no_more_queries(
    client: Client, ask: Ask, make_known: MakePerson
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(client, "questions")
        return len(caught)

    ask(make_known())
    page(client, "questions")
    few = queries()
    for _number in range(10):
        ask(make_known())

    assert queries() == few


def test_the_face_of_a_hat_and_the_face_of_an_alias_are_not_joined(
    client: Client, question: Question, make_known: MakePerson, say: Say
) -> None:
    doctor = make_known("Dorothea")
    hat = give_hat(doctor, "physician", topic="paediatrics", at=NOW)
    say(question, doctor, "As a doctor I say: air.", hat=hat.uid)

    under_alias = page(client, "profile", doctor.alias_key)
    under_hat = page(client, "professional", hat.uid)
    conversation = page(client, "question", question.uid)

    assert "Dorothea" not in under_alias
    assert question.title not in under_alias
    assert doctor.alias not in under_hat
    assert "Dorothea" in conversation
    assert doctor.alias not in conversation


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.PEER])
def test_every_kind_has_its_form(client: Client, asker: Person, kind: Kind) -> None:
    client.force_login(asker)

    assert "<textarea" in page(client, "ask", kind.value)


def test_a_draft_that_a_page_sends_is_kept_and_given_back(
    client: Client, asker: Person
) -> None:
    client.force_login(asker)
    form = ask_form(place="ask", kind="living", title="Half a ques")

    assert client.post(reverse("community:keep-draft"), form).status_code == 204
    assert "Half a ques" in page(client, "ask", "living")
    assert (
        client.post(reverse("community:keep-draft"), {"place": "x"}).status_code == 422
    )


def test_small_deeds_work_without_a_script(
    client: Client, question: Question, helper: Person, asker: Person, say: Say
) -> None:
    answer = say(question, helper)
    client.force_login(asker)

    for name, uid, form in (
        ("good-word", answer.uid, {"word": "hug"}),
        ("accept", answer.uid, {"accept": "yes"}),
        ("bookmark", question.uid, {"keep": "yes"}),
        ("follow", question.uid, {"level": "follow"}),
    ):
        done = client.post(reverse(f"community:{name}", args=[uid]), form)
        assert done.status_code == 302

    client.force_login(helper)
    html = page(client, "question", question.uid)
    assert "A hug" in html
    assert asker.alias in html
    answer.refresh_from_db()
    assert answer.accepted_at


def test_who_gave_a_good_word_is_told_to_the_author_alone(
    client: Client, question: Question, helper: Person, make_known: MakePerson, say: Say
) -> None:
    answer = say(question, helper)
    giver = make_known()
    client.force_login(giver)
    client.post(reverse("community:good-word", args=[answer.uid]), {"word": "thanks"})

    client.logout()

    assert giver.alias not in page(client, "question", question.uid)


def test_versions_mine_unheard_and_profile_are_there(
    client: Client, question: Question, asker: Person, helper: Person, say: Say
) -> None:
    post = Post.objects.get(question=question)
    posting.edit_post(
        post,
        PostDraft("I sleep sitting."),
        by=asker,
        at=NOW.replace(hour=20),
        title="How do you sleep at all with asthma?",
    )
    say(question, helper)
    client.force_login(asker)

    assert "I wake up at four" in page(client, "versions", post.uid)
    for show in ("asked", "answered", "kept", "nonsense"):
        page(client, "mine", show=show)
    tie = reverse("community:tie", args=[helper.alias_key])
    assert client.post(tie, {"kind": "mute"}).status_code == 302
    assert helper.alias in page(client, "unheard")
    assert "do not want to hear" in page(client, "question", question.uid)


@pytest.mark.parametrize("name", ["rules", "preflight", "disclaimers", "ask-choose"])
def test_open_pages_need_no_account(client: Client, db: None, name: str) -> None:
    page(client, name)


def test_a_comment_in_danger_is_answered_too(
    client: Client, question: Question, helper: Person
) -> None:
    now = timezone.now()
    text = "I want to kill myself tonight."
    posting.comment(question.posts.get(), PostDraft(text), by=helper, at=now)
    client.force_login(helper)

    assert "crisis service" in page(client, "question", question.uid)
    client.logout()
    assert "crisis service" not in page(client, "question", question.uid)


def test_what_is_alike_is_offered_while_the_title_is_typed(
    client: Client, asker: Person, question: Question
) -> None:
    client.force_login(asker)

    assert reverse("community:alike") in page(client, "ask", "living")
    assert page(client, "alike", title="x") is not None
