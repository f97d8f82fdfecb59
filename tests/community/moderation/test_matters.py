"""Matters: opened by machine, claimed by one, settled by what the author does."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
    Urgency,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.words import State
from medagora.community.models import (
    DutyShift,
    HardLook,
    Matter,
    Post,
    PostCopy,
    Tie,
)
from medagora.community.queries import duty as duty_queries
from medagora.community.queries import matters as queries
from medagora.community.queries.matters import QueueSearch
from medagora.community.services import copies, deciding, duty, matters, reporting
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Notice, Person
from medagora.topics.models import Topic
from tests.community.moderation.building import ask, no, say
from tests.conftest import NOW

MakePerson = Callable[..., Person]
MINUTE = timedelta(minutes=1)


def fresh(post: Post) -> Post:
    return Post.objects.select_related("question").get(pk=post.pk)


def hold(post: Post, kind: str = MatterKind.ADVICE) -> Matter:
    return matters.open_matter(
        post, kind, ["stops-medicine"], by=None, at=NOW, spans=[(0, 17)]
    )


def called() -> set[str]:
    kinds = Notice.objects.filter(kind="moderation_call")
    return set(kinds.values_list("person__name", flat=True))


def queue(person: Person) -> list[Matter]:
    return list(queries.list_queue(person, QueueSearch()))


def test_what_the_machine_holds_is_not_shown(answered: Post) -> None:
    matter = hold(answered)

    assert fresh(answered).state == State.HELD
    assert matter.spans == ((0, 17),)
    assert queries.waiting_by_post([answered.pk]) == {answered.pk: [matter]}


def test_a_second_matter_of_the_kind_joins_the_first(answered: Post) -> None:
    hold(answered)
    matter = matters.open_matter(
        answered, MatterKind.ADVICE, ["dose"], by=None, at=NOW, spans=[(10, 30)]
    )

    assert Matter.objects.count() == 1
    assert matter.seen == ["dose", "stops-medicine"]
    assert matter.spans == ((0, 30),)


def test_places_in_earlier_words_are_not_marked_in_new_ones(answered: Post) -> None:
    hold(answered)
    answered.text = "I take less of it. Stop your insulin too."
    answered.save()

    matter = matters.open_matter(
        answered, MatterKind.ADVICE, ["dose"], by=None, at=NOW, spans=[(19, 36)]
    )

    assert matter.copy.text == answered.text
    assert matter.spans == ((19, 36),)


def test_a_call_for_help_hides_nothing_and_calls_people(
    answered: Post, moderator: Person, second: Person
) -> None:
    matter = matters.open_matter(
        answered, MatterKind.CRISIS, ["self_harm"], by=None, at=NOW, grade="high"
    )

    assert fresh(answered).state == State.SHOWN
    assert matter.urgency == Urgency.NOW
    assert called() == {"Mona", "Sven"}


def test_those_on_duty_are_called_first_and_then_everybody(
    answered: Post, moderator: Person, second: Person
) -> None:
    duty.add_shift(weekday=NOW.weekday(), starts=0, ends=1439, zone="UTC", by=moderator)
    matters.open_matter(answered, MatterKind.CRISIS, [], by=None, at=NOW, grade="high")
    first = called()
    soon = duty.call_everybody_late(NOW + 9 * MINUTE)
    late = duty.call_everybody_late(NOW + 10 * MINUTE)
    again = duty.call_everybody_late(NOW + 20 * MINUTE)

    assert first == {"Mona"}
    assert (soon, late, again) == (0, 1, 0)
    assert called() == {"Mona", "Sven"}


def test_nobody_else_is_called_once_somebody_looks(
    answered: Post, moderator: Person, second: Person
) -> None:
    duty.add_shift(weekday=NOW.weekday(), starts=0, ends=1439, zone="UTC", by=moderator)
    matter = matters.open_matter(
        answered, MatterKind.CRISIS, [], by=None, at=NOW, grade="high"
    )
    matters.claim(matter, by=moderator, at=NOW)

    assert duty.call_everybody_late(NOW + 29 * MINUTE) == 0


def test_everybody_is_called_when_whoever_looked_forgot(
    answered: Post, moderator: Person, second: Person
) -> None:
    duty.add_shift(weekday=NOW.weekday(), starts=0, ends=1439, zone="UTC", by=moderator)
    matter = matters.open_matter(
        answered, MatterKind.CRISIS, [], by=None, at=NOW, grade="high"
    )
    matters.claim(matter, by=moderator, at=NOW)

    assert duty.call_everybody_late(NOW + 30 * MINUTE) == 1
    assert called() == {"Mona", "Sven"}


# ---- claims --------------------------------------------------------------------------


def test_a_claim_keeps_others_out_for_half_an_hour(
    answered: Post, moderator: Person, second: Person
) -> None:
    matter = hold(answered)
    matters.claim(matter, by=moderator, at=NOW)

    with pytest.raises(Conflict):
        matters.claim(matter, by=second, at=NOW + 29 * MINUTE)
    with pytest.raises(Conflict):
        deciding.decide(matter, no(), by=second, at=NOW + 29 * MINUTE)
    matters.claim(matter, by=second, at=NOW + 30 * MINUTE)
    matters.release(matter, by=second)
    matters.claim(matter, by=moderator, at=NOW + 31 * MINUTE)


def test_looking_at_something_hard_counts_for_oneself(
    answered: Post, asked: Post, moderator: Person, second: Person
) -> None:
    crisis = matters.open_matter(asked, MatterKind.CRISIS, [], by=None, at=NOW)
    matters.claim(crisis, by=moderator, at=NOW)
    matters.claim(crisis, by=moderator, at=NOW + MINUTE)
    matters.claim(hold(answered, MatterKind.SPAM), by=moderator, at=NOW)

    assert duty_queries.count_hard_this_week(moderator, NOW + MINUTE) == 1
    assert duty_queries.count_hard_this_week(second, NOW + MINUTE) == 0
    assert duty_queries.count_hard_this_week(moderator, NOW + timedelta(days=8)) == 0
    assert duty.forget_looks(NOW + timedelta(days=31)) == 1
    assert not HardLook.objects.exists()


def test_handing_over_needs_no_reason(
    answered: Post, moderator: Person, second: Person
) -> None:
    matter = hold(answered)
    matters.claim(matter, by=moderator, at=NOW)

    assert matters.hand_over(by=moderator, at=NOW) == 1
    matters.claim(matter, by=second, at=NOW)
    told = Notice.objects.filter(kind="moderation_handed_over")
    assert [notice.person for notice in told] == [second]


# ---- who may -------------------------------------------------------------------------


def test_the_queue_leaves_out_what_one_is_part_of(
    answered: Post, author: Person, moderator: Person, second: Person
) -> None:
    hold(answered)
    Tie.objects.create(person=second, other=author, kind="block", made_at=NOW)

    assert len(queue(moderator)) == 1
    assert queue(second) == []
    with pytest.raises(NotAllowed, match="blocked"):
        deciding.decide(Matter.objects.get(), no(), by=second, at=NOW)


def test_to_be_blocked_by_an_author_changes_nothing(
    answered: Post, author: Person, moderator: Person
) -> None:
    Tie.objects.create(person=author, other=moderator, kind="block", made_at=NOW)

    deciding.decide(hold(answered), no(), by=moderator, at=NOW)

    assert fresh(answered).state == State.REMOVED


def test_a_moderators_own_post_is_decided_by_others(
    asked: Post, moderator: Person, second: Person
) -> None:
    matter = hold(say(asked.question, moderator))

    assert (queue(moderator), len(queue(second))) == ([], 1)
    with pytest.raises(NotAllowed, match="about you"):
        matters.claim(matter, by=moderator, at=NOW)


def test_a_moderator_does_not_read_what_was_said_of_them(
    asked: Post, moderator: Person, second: Person, reader: Person
) -> None:
    matter = reporting.report_post(
        say(asked.question, moderator),
        Reason.ATTACK,
        by=reader,
        at=NOW,
        words="She does this to me every week.",
    )
    Matter.objects.update(note="Talk to her first.")
    matter.refresh_from_db()

    own, theirs = (queries.view_of(matter, who, NOW) for who in (moderator, second))

    assert (own.reports, own.note) == ([], "")
    assert (len(theirs.reports), theirs.note) == (1, "Talk to her first.")


def test_a_moderator_of_one_topic_and_language_sees_those_and_calls_for_help(
    asker: Person,
    author: Person,
    make_person: MakePerson,
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("lungs")
    asthma = make_topic("asthma", parent="lungs")
    lungs = make_person("L", role="moderator", topic="lungs", language="en")
    inside = hold(ask(asker, topics=[asthma]))
    german = hold(ask(asker, topics=[asthma], language="de"))
    elsewhere = ask(asker, language="hu")
    outside = hold(elsewhere)
    call = matters.open_matter(elsewhere, MatterKind.CRISIS, [], by=None, at=NOW)

    assert set(queue(lungs)) == {inside, call}
    for matter in (german, outside):
        with pytest.raises(NotAllowed):
            queries.get_matter(matter.uid, lungs)


def test_members_moderate_nothing(answered: Post, reader: Person) -> None:
    matter = hold(answered)

    assert queries.count_waiting(reader) == 0
    with pytest.raises(NotAllowed):
        queries.get_matter(matter.uid, reader)
    with pytest.raises(NotAllowed):
        deciding.decide(matter, no(), by=reader, at=NOW)


def test_the_most_urgent_comes_first(
    answered: Post, asked: Post, moderator: Person
) -> None:
    hold(answered, MatterKind.SPAM)
    matters.open_matter(asked, MatterKind.CRISIS, [], by=None, at=NOW, grade="high")

    assert [matter.kind for matter in queue(moderator)] == ["crisis", "spam"]
    found = queries.list_queue(moderator, QueueSearch.from_params({"kind": "spam"}))
    assert found.count() == 1
    odd = QueueSearch.from_params({"kind": "x'", "language": "hu"})
    assert not queries.list_queue(moderator, odd).exists()


# ---- the author meanwhile ------------------------------------------------------------


def test_a_post_that_was_mended_is_shown_without_a_moderator(answered: Post) -> None:
    hold(answered)
    post = fresh(answered)

    matters.note_edit(post, is_clean=True, at=NOW)

    assert fresh(answered).state == State.SHOWN
    assert Matter.objects.get().outcome == Outcome.MENDED


def test_what_still_sounds_dangerous_waits_on(answered: Post) -> None:
    hold(answered)

    matters.note_edit(fresh(answered), is_clean=False, at=NOW)

    assert fresh(answered).state == State.HELD
    assert Matter.objects.get().state == MatterState.OPEN


@pytest.mark.parametrize("outcome", [Outcome.EDIT, Outcome.HIDE])
def test_what_moderators_hid_comes_back_to_them_when_it_was_changed(
    answered: Post, moderator: Person, outcome: Outcome, reader: Person
) -> None:
    matter = matters.open_matter(
        answered, MatterKind.REPORT, ["dangerous"], by=reader, at=NOW
    )
    deciding.decide(matter, no(outcome), by=moderator, at=NOW)

    matters.note_edit(fresh(answered), is_clean=True, at=NOW)

    assert fresh(answered).state == State.HIDDEN
    again = Matter.objects.get(state=MatterState.OPEN)
    assert (again.kind, again.seen) == ("report", ["dangerous"])
    assert not Matter.objects.filter(state=MatterState.AUTHOR).exists()


def test_to_take_a_post_back_settles_all_but_a_call_for_help(answered: Post) -> None:
    hold(answered)
    call = matters.open_matter(answered, MatterKind.CRISIS, [], by=None, at=NOW)

    matters.note_withdrawal(fresh(answered), at=NOW)

    assert list(Matter.objects.filter(state=MatterState.OPEN)) == [call]


def test_copies_do_not_stay_for_ever(answered: Post, moderator: Person) -> None:
    deciding.decide(hold(answered), no(), by=moderator, at=NOW)
    early = copies.forget_old_copies(NOW + timedelta(days=364))
    open_again = hold(fresh(answered), MatterKind.SPAM)
    still = copies.forget_old_copies(NOW + timedelta(days=800))
    Matter.objects.filter(pk=open_again.pk).delete()

    assert (early, still) == (0, 0)
    assert copies.forget_old_copies(NOW + timedelta(days=800)) == 1
    assert PostCopy.objects.get().text == ""


# ---- hours ---------------------------------------------------------------------------


def test_hours_are_ones_own(moderator: Person, second: Person, reader: Person) -> None:
    shift = duty.add_shift(weekday=0, starts=540, ends=600, zone="UTC", by=moderator)

    with pytest.raises(Conflict):
        duty.add_shift(weekday=0, starts=540, ends=700, zone="UTC", by=moderator)
    with pytest.raises(NotFound):
        duty.end_shift(shift.pk, by=second)
    with pytest.raises(NotAllowed):
        duty.add_shift(weekday=0, starts=540, ends=600, zone="UTC", by=reader)
    with pytest.raises(BadInput):
        duty.add_shift(weekday=0, starts=541, ends=600, zone="Mars/X", by=moderator)
    duty.end_shift(shift.pk, by=moderator)
    assert not DutyShift.objects.exists()
