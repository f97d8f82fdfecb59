"""Reports of readers: copies, once each, and what they hide."""

from collections.abc import Callable

import pytest

from medagora.community.domain.moderation.matters import MatterKind, Outcome
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.words import State
from medagora.community.models import Matter, Post, PostCopy, PostReport
from medagora.community.services import deciding, reporting
from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.models import Notice, Person
from tests.community.moderation.building import TEXT, joined, no, say
from tests.conftest import NOW

MakePerson = Callable[..., Person]


def report(post: Post, by: Person | None, reason: Reason = Reason.ATTACK) -> Matter:
    return reporting.report_post(post, reason, by=by, at=NOW)


def state_of(post: Post) -> str:
    return Post.objects.values_list("state", flat=True).get(pk=post.pk)


def test_a_report_keeps_the_post_as_it_was(answered: Post, reader: Person) -> None:
    report(answered, reader)
    Post.objects.update(text="Something harmless.", html="<p>Something harmless.</p>")

    copy = PostReport.objects.get().copy
    assert (copy.text, copy.html) == (TEXT, f"<p>{TEXT}</p>")
    assert copy.posted_at == answered.posted_at


def test_the_same_reader_reports_a_post_once(answered: Post, reader: Person) -> None:
    report(answered, reader)

    with pytest.raises(Conflict, match="already"):
        report(answered, reader, Reason.SPAM)
    assert PostReport.objects.count() == 1


def test_reports_of_one_post_are_one_matter(
    answered: Post, reader: Person, asker: Person
) -> None:
    report(answered, reader)
    matter = report(answered, asker, Reason.DANGEROUS)

    assert Matter.objects.count() == 1
    assert PostCopy.objects.count() == 1
    assert matter.seen == ["attack", "dangerous"]
    assert matter.due_at < NOW + 9 * (NOW - NOW.replace(hour=11))  # today, not tomorrow


def test_a_doubted_hat_is_a_matter_of_its_own(answered: Post, reader: Person) -> None:
    assert report(answered, reader, Reason.FALSE_HAT).kind == MatterKind.HAT


def test_one_does_not_report_oneself(answered: Post, author: Person) -> None:
    with pytest.raises(BadInput):
        report(answered, author)


def test_another_reason_needs_words(answered: Post, reader: Person) -> None:
    with pytest.raises(BadInput) as refused:
        report(answered, reader, Reason.OTHER)

    assert refused.value.field == "words"


def test_three_trusted_readers_hide_a_post_until_it_is_decided(
    answered: Post, make_person: MakePerson
) -> None:
    states = []
    for number in range(3):
        report(answered, joined(make_person(f"Old{number}"), 30))
        states.append(state_of(answered))

    assert states == [State.SHOWN, State.SHOWN, State.HIDDEN]


def test_any_number_of_new_accounts_hides_nothing(
    answered: Post, make_person: MakePerson
) -> None:
    for number in range(12):
        report(answered, joined(make_person(f"New{number}"), 1))
    for _number in range(3):
        report(answered, None)

    assert state_of(answered) == State.SHOWN
    assert PostReport.objects.count() == 15


def test_a_picture_that_is_not_there_hides_nothing(
    answered: Post, reader: Person
) -> None:
    matter = reporting.report_post(
        answered, Reason.IDENTIFIES, by=reader, at=NOW, is_about_picture=True
    )

    assert matter.kind == MatterKind.REPORT
    assert state_of(answered) == State.SHOWN


def test_a_crowd_cannot_take_down_what_a_moderator_kept(
    answered: Post, reader: Person, moderator: Person, make_person: MakePerson
) -> None:
    kept = report(answered, reader)
    deciding.decide(kept, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    for number in range(4):
        report(answered, joined(make_person(f"Old{number}"), 30))

    assert state_of(answered) == State.SHOWN
    assert Matter.objects.filter(state="open").count() == 1


def test_whoever_reported_hears_how_it_ended(
    answered: Post, reader: Person, asker: Person, moderator: Person
) -> None:
    matter = report(answered, reader)
    deciding.decide(matter, no(Outcome.REMOVE), by=moderator, at=NOW)

    assert PostReport.objects.get().was_founded is True
    told = Notice.objects.filter(person=reader).values_list("kind", flat=True)
    assert list(told) == ["moderation_report_founded"]


def test_unfounded_reports_cost_trust(
    asked: Post, author: Person, reader: Person, moderator: Person
) -> None:
    for number in range(2):
        post = say(asked.question, author, text=f"Harmless {number}.")
        matter = report(post, reader)
        deciding.decide(matter, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    report(say(asked.question, author, text="The third."), reader)

    assert list(
        PostReport.objects.order_by("pk").values_list("was_trusted", flat=True)
    ) == [True, True, False]
