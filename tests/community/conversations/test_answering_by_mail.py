"""A notice is answered by mail: posted, or kept where something is to be asked."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.urls import reverse

from medagora.community.domain.drafts import PostDraft, answer_place
from medagora.community.models import Post, Question
from medagora.community.services import announcing, drafts, ordering, posting
from medagora.community.services.receiving import Outcome, receive
from medagora.people.models import NoticeSettings, Person
from medagora.people.services import notifying_wishes
from tests.conftest import NOW
from tests.people.notices.conftest import send

Say = Callable[..., Post]
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _operator_wants_it(settings: Any) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(
        update={"reply_address": "reply@example.org"}
    )


@pytest.fixture
def wishes(asker: Person) -> NoticeSettings:
    own = notifying_wishes.settings_of(asker)
    own.answers_by_mail, own.quiet_from, own.quiet_until = True, 0, 0
    own.save()
    return own


@pytest.fixture
def told(
    wishes: NoticeSettings,
    question: Question,
    helper: Person,
    say: Say,
    run_tasks: Callable[[], None],
) -> Any:
    """The mail that the asker got about one answer."""
    announcing.announce_post(say(question, helper).uid, at=NOW)
    send(LATER)
    run_tasks()
    return django_mail.outbox[-1]


def answered(told: Any, text: str, sender: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = sender, told.extra_headers["Reply-To"]
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in told.body.splitlines())
    message.set_content(f"{text}\n\nOn Friday, M <m@example.org> wrote:\n\n{quoted}\n")
    return message.as_bytes()


def test_the_mail_says_that_and_where_it_can_be_answered(told: Any) -> None:
    assert told.extra_headers["Reply-To"].startswith("reply+q-")
    assert "Write your answer above this line" in told.body
    assert "not read by anybody" not in told.body


def test_an_answer_stands_in_the_conversation_under_the_alias(
    told: Any, question: Question, asker: Person
) -> None:
    raw = answered(told, "A second pillow helped, thank you.", asker.email)

    outcome = receive(raw, at=LATER)

    posted = Post.objects.get(question=question, author=asker, part="answer")
    assert outcome == Outcome.POSTED
    assert posted.text == "A second pillow helped, thank you."
    assert posted.hat is None
    assert receive(raw, at=LATER + timedelta(minutes=1)) == Outcome.KNOWN


def test_a_comment_is_answered_by_a_comment(
    wishes: NoticeSettings,
    question: Question,
    helper: Person,
    asker: Person,
    run_tasks: Callable[[], None],
) -> None:
    asked = Post.objects.get(question=question, part="question")
    made = posting.comment(asked, PostDraft("Since when?"), by=helper, at=NOW)
    announcing.announce_post(made.uid, at=NOW)
    send(LATER)
    run_tasks()
    raw = answered(django_mail.outbox[-1], "Since May.", asker.email)

    assert receive(raw, at=LATER) == Outcome.POSTED

    posted = Post.objects.get(author=asker, part="comment")
    assert (posted.text, posted.under) == ("Since May.", asked)


def test_words_that_may_name_somebody_wait_as_a_draft_and_a_mail_says_why(
    told: Any, question: Question, asker: Person, run_tasks: Callable[[], None]
) -> None:
    text = "My daughter Emily Carter is better. Call 020 7946 0958."

    outcome = receive(answered(told, text, asker.email), at=LATER)
    run_tasks()

    draft = drafts.find(asker, answer_place(question.uid))
    assert outcome == Outcome.KEPT
    assert draft is not None
    assert draft.fields == {"text": [text]}
    letter = django_mail.outbox[-1]
    assert letter.to == [asker.email]
    assert "may tell who somebody is" in letter.body
    assert reverse("community:question", args=[question.uid]) in letter.body
    assert "Emily" not in letter.body


def test_what_cannot_be_posted_any_more_is_kept_with_the_reason(
    told: Any,
    question: Question,
    asker: Person,
    make_known: Callable[..., Person],
    run_tasks: Callable[[], None],
) -> None:
    ordering.close_conversation(
        question, by=make_known("Mo", role="moderator"), at=LATER
    )

    outcome = receive(answered(told, "Thank you!", asker.email), at=LATER)
    run_tasks()

    assert outcome == Outcome.KEPT
    assert "Nothing can be added" in django_mail.outbox[-1].body


def test_whoever_speaks_of_danger_gets_a_mail_with_numbers_and_moderators_hear(
    told: Any, asker: Person, run_tasks: Callable[[], None]
) -> None:
    raw = answered(told, "I cannot go on. I want to kill myself.", asker.email)

    receive(raw, at=LATER)
    run_tasks()

    letter = django_mail.outbox[-1]
    assert letter.to == [asker.email]
    assert "Whom you can call now" in letter.body


@pytest.mark.parametrize(
    "headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}]
)
def test_programs_are_not_heard(
    told: Any, asker: Person, headers: dict[str, str]
) -> None:
    raw = answered(told, "I am out of office.", asker.email, **headers)

    assert receive(raw, at=LATER) == Outcome.IGNORED
    assert not Post.objects.filter(author=asker, part="answer").exists()


def test_a_passed_on_an_old_and_a_switched_off_address_take_nothing(
    told: Any, asker: Person, wishes: NoticeSettings
) -> None:
    stranger = answered(told, "Hello.", "stranger@example.org")
    own = answered(told, "Hello.", asker.email)

    assert receive(stranger, at=LATER) == Outcome.UNKNOWN
    assert receive(own, at=LATER + timedelta(days=40)) == Outcome.UNKNOWN
    NoticeSettings.objects.filter(pk=wishes.pk).update(answers_by_mail=False)
    assert receive(own, at=LATER) == Outcome.UNKNOWN
    assert not Post.objects.filter(author=asker, part="answer").exists()


def test_nothing_is_offered_unless_operator_and_person_want_it(
    client: Client, asker: Person, settings: Any
) -> None:
    client.force_login(
        asker, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = reverse("people:notice-wishes")
    assert "I want to answer by mail" in client.get(page).content.decode()
    assert not notifying_wishes.settings_of(asker).answers_by_mail

    settings.CONFIG = settings.CONFIG.model_copy(update={"reply_address": ""})

    assert "I want to answer by mail" not in client.get(page).content.decode()


def test_the_command_says_that_it_is_off(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "medagora", "receive-mail"],
        input=b"To: x\n\nHello",
        env={"MEDAGORA_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 78
    assert b"MEDAGORA_REPLY_ADDRESS" in done.stderr
