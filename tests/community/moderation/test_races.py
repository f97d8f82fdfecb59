"""At the same moment, on the real database."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connections

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.models import Matter, Post, PostReport, Question, Sanction
from medagora.community.services import (
    appeals,
    deciding,
    matters,
    reporting,
    sanctions,
    showing,
)
from medagora.curation.models import LogEntry
from medagora.curation.queries.log import verify_log
from medagora.kernel.refusals import Refusal
from medagora.people.models import Person
from tests.community.moderation.building import ask, joined, no, say, suspension
from tests.conftest import NOW

MakePerson = Callable[..., Person]
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """How each of them ended: "done" or the code of a refusal, sorted."""
    start, outcomes = threading.Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], object]) -> None:
        start.wait(10)
        try:
            deed()
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


@pytest.fixture
def moderators(make_person: MakePerson) -> list[Person]:
    return [make_person(f"Mod{number}", role="moderator") for number in range(4)]


@pytest.fixture
def matter(make_person: MakePerson) -> Matter:
    post = say(ask(make_person("Asker")).question, make_person("Author"))
    reader = joined(make_person("Reader"), 30)
    return reporting.report_post(post, Reason.ATTACK, by=reader, at=NOW)


def test_of_four_who_claim_one_has_it(matter: Matter, moderators: list[Person]) -> None:
    ended = at_once(
        *(partial(matters.claim, matter, by=person, at=NOW) for person in moderators)
    )

    assert ended == ["conflict", "conflict", "conflict", "done"]
    assert Matter.objects.get().claimed_by in moderators


def test_of_four_who_decide_one_decides(
    matter: Matter, moderators: list[Person]
) -> None:
    ended = at_once(
        *(
            partial(deciding.decide, matter, no(), by=person, at=NOW)
            for person in moderators
        )
    )

    assert ended == ["conflict", "conflict", "conflict", "done"]
    assert LogEntry.objects.filter(verb="post_removed").count() == 1
    assert verify_log() is None


def test_two_second_voices_are_one_and_the_first_is_none(
    matter: Matter, moderators: list[Person]
) -> None:
    first, *others = moderators
    deciding.decide(matter, no(sanction=suspension()), by=first, at=NOW)
    sanction = Sanction.objects.get()

    ended = at_once(
        lambda: sanctions.agree(sanction, by=first, at=NOW),
        lambda: sanctions.agree(sanction, by=others[0], at=NOW),
        lambda: sanctions.agree(sanction, by=others[1], at=NOW),
        lambda: sanctions.decline(sanction, by=others[2], at=NOW),
    )

    assert ended == ["conflict", "conflict", "done", "not_allowed"]
    sanction.refresh_from_db()
    assert sanction.second_pseudonym in {person.pseudonym for person in others}
    in_log = LogEntry.objects.filter(verb="person_suspended").count()
    assert in_log == (sanction.state == "in-force")


def test_an_appeal_is_opened_once(matter: Matter, moderators: list[Person]) -> None:
    deciding.decide(matter, no(), by=moderators[0], at=NOW)
    author = matter.post.author
    assert author is not None

    def appeal() -> object:
        return appeals.open_appeal(matter, "No.", by=author, at=NOW)

    assert at_once(appeal, appeal, appeal) == ["conflict", "conflict", "done"]


def test_reports_at_once_are_one_matter_and_each_counts(
    make_person: MakePerson,
) -> None:
    post = say(ask(make_person("Asker")).question, make_person("Author"))
    readers = [joined(make_person(f"R{number}"), 30) for number in range(4)]

    def report(reader: Person) -> Callable[[], object]:
        mine = Post.objects.select_related("question", "author").get(pk=post.pk)
        return lambda: reporting.report_post(mine, Reason.SPAM, by=reader, at=NOW)

    ended = at_once(*(report(reader) for reader in readers), report(readers[0]))

    assert ended.count("done") == 4
    assert Matter.objects.filter(kind=MatterKind.REPORT).count() == 1
    assert PostReport.objects.count() == 4
    assert Post.objects.get(pk=post.pk).state == "hidden"


def test_answers_shown_and_removed_at_once_are_counted_right(
    make_person: MakePerson,
) -> None:
    author = make_person("Author")
    question = ask(author).question
    posts = [say(question, author, is_shown=number < 2) for number in range(4)]

    def move(post: Post, step: Callable[..., None]) -> Callable[[], object]:
        mine = Post.objects.select_related("question").get(pk=post.pk)
        return lambda: step(mine, at=NOW)

    ended = at_once(
        *(move(post, showing.remove_post) for post in posts[:2]),
        *(move(post, showing.show_post) for post in posts[2:]),
    )

    assert ended == ["done"] * 4
    assert Question.objects.get().answer_count == 2
