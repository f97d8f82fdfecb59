"""``kill -9`` while people answer: what was acknowledged is there, and counted."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medagora.community.domain.drafts import PostDraft, QuestionDraft
from medagora.community.domain.words import Kind, Part, State
from medagora.community.models import Post, Question
from medagora.community.services import asking, posting
from medagora.people.models import Person
from medagora.people.services.aliases import ensure_alias
from medagora.web.models import AuditEvent
from tests.people.agreeing import agree
from tests.running import environment_for

#: An answer takes some fifteen statements: the killed ones are in the middle of the
#: first or the second, after the post, after its counts, after the news.
STATEMENTS = (8, 11, 14, 24, 28)
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="several processes need a server"
    ),
    pytest.mark.django_db(transaction=True),
    pytest.mark.enable_socket,
]


@pytest.fixture
def people(make_person: Callable[..., Person]) -> list[Person]:
    return [_known(make_person(f"Person{number}")) for number in range(4)]


def _known(person: Person) -> Person:
    person.joined_at = timezone.now() - timedelta(days=200)
    person.save(update_fields=["joined_at"])
    ensure_alias(person)
    return agree(person)


@pytest.fixture
def question(people: list[Person], make_topic: Callable[..., object]) -> Question:
    make_topic("asthma")
    draft = QuestionDraft(
        kind=Kind.LIVING,
        title="How do you sleep well with asthma?",
        post=PostDraft("I wake up at four and cough."),
        topics=("asthma",),
        language="en",
    )
    return asking.ask(draft, by=people[0], at=timezone.now())


@pytest.fixture
def begin(tmp_path: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """``begin(question, person, answers=…, at=…)``: a process on the same database."""
    wired = connection.settings_dict
    user = ":".join(filter(None, (wired["USER"], wired["PASSWORD"])))
    place = f"{wired['HOST'] or 'localhost'}:{wired['PORT'] or 5432}"
    environment = environment_for(
        tmp_path / "home",
        MEDAGORA_DATABASE_URL=f"postgres://{user}@{place}/{wired['NAME']}",
        DJANGO_SETTINGS_MODULE="medagora.settings",
    )

    def start(
        question: Question, person: Person, *, answers: int, at: int = 0
    ) -> "subprocess.Popen[str]":
        program = [sys.executable, "-m", "tests.community.killed_posting"]
        words = [question.uid, str(person.pk), "--answers", str(answers)]
        return subprocess.Popen(
            [*program, *words, "--at", str(at)],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def said(process: "subprocess.Popen[str]") -> list[str]:
    """What the process acknowledged until its end."""
    told, _nothing = process.communicate(timeout=120)
    return told.split()


def assert_whole(question: Question, acknowledged: list[str], *, spare: int) -> None:
    """Every acknowledged answer stands, and at most ``spare`` that nobody heard of; all
    are counted, told to the same listeners, and in the private trail once."""
    question.refresh_from_db()
    answers = Post.objects.filter(question=question, part=Part.ANSWER)
    stored = set(answers.values_list("uid", flat=True))
    assert stored >= set(acknowledged)
    assert len(stored) <= len(acknowledged) + spare

    assert set(answers.values_list("state", flat=True)) <= {State.SHOWN}
    assert question.answer_count == len(stored)
    assert question.last_post_at == max(
        Post.objects.filter(question=question).values_list("posted_at", flat=True)
    )
    place = question.places.get()
    assert place.last_post_at == question.last_post_at
    assert place.is_waiting == (not stored)

    trail = AuditEvent.objects.filter(verb="community.answered")
    assert trail.count() == len(stored)
    told = [row.args_kwargs["args"] for row in DBTaskResult.objects.all()]
    times_told = {told.count([uid]) for uid in stored}
    assert len(times_told) <= 1
    assert 0 not in times_told


@pytest.mark.parametrize("at", STATEMENTS)
def test_an_answer_is_there_whole_or_not_at_all(
    question: Question,
    people: list[Person],
    begin: Callable[..., "subprocess.Popen[str]"],
    at: int,
) -> None:
    killed = begin(question, people[1], answers=3, at=at)
    acknowledged = said(killed)
    assert killed.returncode == -signal.SIGKILL

    assert_whole(question, acknowledged, spare=1)
    later = posting.answer(
        question, PostDraft("A second pillow."), by=people[2], at=timezone.now()
    )

    assert_whole(question, [*acknowledged, later.uid], spare=1)


def test_others_go_on_when_one_of_three_processes_is_killed_from_outside(
    question: Question,
    people: list[Person],
    begin: Callable[..., "subprocess.Popen[str]"],
) -> None:
    working = [begin(question, person, answers=20) for person in people[1:]]
    doomed = working[0]
    assert doomed.stdout is not None
    heard = [doomed.stdout.readline().strip() for _ in range(5)]

    os.kill(doomed.pid, signal.SIGKILL)
    acknowledged = heard + [uid for process in working for uid in said(process)]

    assert [process.returncode for process in working] == [-signal.SIGKILL, 0, 0]
    assert len(acknowledged) >= 45
    assert_whole(question, acknowledged, spare=1)
