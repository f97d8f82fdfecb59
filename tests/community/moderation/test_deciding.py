"""Decisions and sanctions: what follows, who is told, what the log says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from medagora.community.domain.moderation.limits import Wanted
from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import (
    SanctionDraft,
    SanctionKind,
    SanctionState,
)
from medagora.community.domain.words import Part, State
from medagora.community.models import Matter, MatterMessage, Post, PostReport, Sanction
from medagora.community.queries import sanctions as queries
from medagora.community.services import deciding, matters, reporting, sanctions
from medagora.curation.models import LogEntry
from medagora.curation.queries.log import verify_log
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.models import Hat, Notice, Person
from tests.community.moderation.building import (
    joined,
    no,
    say,
    short_read_only,
    suspension,
)
from tests.conftest import NOW
from tests.people.hats.building import give_hat

MakePerson = Callable[..., Person]
DAY = timedelta(days=1)


@pytest.fixture
def matter(answered: Post, reader: Person) -> Matter:
    return reporting.report_post(answered, Reason.DANGEROUS, by=reader, at=NOW)


def state_of(post: Post) -> str:
    return Post.objects.values_list("state", flat=True).get(pk=post.pk)


def verbs() -> list[str]:
    return list(LogEntry.objects.order_by("number").values_list("verb", flat=True))


def told(person: Person) -> list[str]:
    kinds = Notice.objects.filter(person=person).order_by("pk")
    return list(kinds.values_list("kind", flat=True))


def test_a_removal_stands_in_the_log_without_name_or_words(
    matter: Matter, answered: Post, moderator: Person, author: Person
) -> None:
    deciding.decide(matter, no(), by=moderator, at=NOW, note="Third time.")

    entry = LogEntry.objects.get()
    assert (entry.verb, entry.subject) == ("post_removed", f"matter:{matter.uid}")
    assert entry.facts == {"kind": "report", "reason": "dangerous"}
    assert entry.personal is None
    written = str(entry.facts) + entry.subject
    assert author.pseudonym not in written
    assert answered.uid not in written
    assert verify_log() is None
    assert state_of(answered) == State.REMOVED
    assert told(author) == ["moderation_decision"]


def test_what_is_kept_is_no_entry_of_the_log(
    matter: Matter, answered: Post, moderator: Person
) -> None:
    deciding.decide(matter, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert verbs() == []
    assert state_of(answered) == State.SHOWN
    assert PostReport.objects.get().was_founded is False


def test_the_words_concerned_are_kept_with_the_copy(
    matter: Matter, moderator: Person
) -> None:
    deciding.decide(matter, no(Outcome.EDIT, spans=((0, 17),)), by=moderator, at=NOW)

    matter.refresh_from_db()
    assert matter.concerned == [[0, 17]]
    assert matter.copy.text[:17] == "Stop your insulin"
    assert matter.state == MatterState.AUTHOR


def test_a_decision_is_made_once(
    matter: Matter, moderator: Person, second: Person
) -> None:
    deciding.decide(matter, no(), by=moderator, at=NOW)

    with pytest.raises(Conflict):
        deciding.decide(matter, no(Outcome.KEEP), by=second, at=NOW)


def test_one_decision_settles_what_else_waits_about_the_words(
    matter: Matter, answered: Post, moderator: Person, reader: Person
) -> None:
    held = matters.open_matter(answered, MatterKind.ADVICE, ["dose"], by=None, at=NOW)
    call = matters.open_matter(answered, MatterKind.CRISIS, [], by=None, at=NOW)

    deciding.decide(held, no(Outcome.RELEASE, reason=None), by=moderator, at=NOW)

    matter.refresh_from_db()
    call.refresh_from_db()
    assert (matter.outcome, matter.settled_with) == (Outcome.KEEP, held)
    assert call.state == MatterState.OPEN
    assert state_of(answered) == State.SHOWN
    assert told(reader) == ["moderation_report_kept"]


@pytest.mark.parametrize("outcome", [Outcome.REMOVE, Outcome.EDIT])
def test_to_believe_a_hat_does_not_undo_what_was_decided_about_the_words(
    matter: Matter,
    answered: Post,
    moderator: Person,
    make_person: MakePerson,
    outcome: Outcome,
) -> None:
    doubted = reporting.report_post(
        answered, Reason.FALSE_HAT, by=make_person("Dora"), at=NOW
    )
    deciding.decide(matter, no(outcome), by=moderator, at=NOW)
    after = state_of(answered)

    deciding.decide(doubted, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert after != State.SHOWN
    assert state_of(answered) == after


def test_a_post_that_doubts_of_its_hat_have_hidden_is_shown_again(
    answered: Post, moderator: Person, make_person: MakePerson
) -> None:
    for name in ("A", "B", "C"):
        doubted = reporting.report_post(
            answered, Reason.FALSE_HAT, by=joined(make_person(name), 100), at=NOW
        )
    hidden = state_of(answered)

    deciding.decide(doubted, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert (hidden, state_of(answered)) == (State.HIDDEN, State.SHOWN)


def test_a_moderator_does_not_decide_their_own_report(
    answered: Post, moderator: Person, second: Person
) -> None:
    matter = reporting.report_post(answered, Reason.SPAM, by=moderator, at=NOW)

    with pytest.raises(NotAllowed, match="You reported"):
        deciding.decide(matter, no(), by=moderator, at=NOW)
    deciding.decide(matter, no(), by=second, at=NOW)


# ---- sanctions ---------------------------------------------------------------------


def test_a_short_pause_takes_one_moderator_and_ends_by_itself(
    matter: Matter, moderator: Person, author: Person
) -> None:
    deciding.decide(matter, no(sanction=short_read_only(6)), by=moderator, at=NOW)

    restriction = queries.restriction_of(author, NOW + timedelta(hours=5))
    assert restriction is not None
    assert (restriction.kind, restriction.matter) == (
        SanctionKind.READ_ONLY,
        matter.uid,
    )
    assert "until 2026-11-23 18:00 UTC" in restriction.sentence
    assert queries.restriction_of(author, NOW + timedelta(hours=6)) is None
    assert queries.restricted_ids([author.pk, moderator.pk], NOW) == {author.pk}
    assert verbs() == ["post_removed", "person_read_only"]


def test_a_suspension_waits_for_a_second_moderator(
    matter: Matter,
    answered: Post,
    moderator: Person,
    second: Person,
    author: Person,
) -> None:
    deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)
    before = queries.restriction_of(author, NOW)
    sanction = Sanction.objects.get()
    with pytest.raises(NotAllowed, match="another moderator"):
        sanctions.agree(sanction, by=moderator, at=NOW)
    sanctions.agree(sanction, by=second, at=NOW + DAY)

    after = queries.restriction_of(author, NOW + DAY)
    assert before is None
    assert after is not None
    assert after.until == NOW + 8 * DAY
    assert state_of(answered) == State.REMOVED  # the post did not wait
    entry = LogEntry.objects.get(verb="person_suspended")
    assert entry.facts == {
        "kind": "report",
        "reason": "dangerous",
        "until": "2026-12-01T12:00:00.000000Z",
        "agreed_by": [moderator.pseudonym, second.pseudonym],
    }
    assert told(second) == ["moderation_second"]
    assert told(author) == ["moderation_decision", "moderation_decision"]
    assert Matter.objects.get().state == MatterState.CLOSED


def test_without_a_second_voice_it_lapses(
    matter: Matter, moderator: Person, second: Person, author: Person
) -> None:
    deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)

    early = sanctions.lapse_old_proposals(NOW + timedelta(days=6))
    late = sanctions.lapse_old_proposals(NOW + timedelta(days=7))

    assert (early, late) == (0, 1)
    assert Sanction.objects.get().state == SanctionState.LAPSED
    assert Matter.objects.get().state == MatterState.CLOSED
    assert verbs() == ["post_removed", "sanction_lapsed"]
    with pytest.raises(Conflict):
        sanctions.agree(Sanction.objects.get(), by=second, at=NOW + 8 * DAY)
    assert queries.restriction_of(author, NOW + 8 * DAY) is None


def test_the_second_moderator_may_say_no(
    matter: Matter, moderator: Person, second: Person, author: Person
) -> None:
    deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)

    sanctions.decline(Sanction.objects.get(), by=second, at=NOW)

    assert Sanction.objects.get().state == SanctionState.DECLINED
    assert queries.restriction_of(author, NOW) is None
    assert "person_suspended" not in verbs()


def test_the_database_knows_the_rule_of_two(
    matter: Matter, moderator: Person, author: Person
) -> None:
    fields = {
        "matter": matter,
        "person": author,
        "proposed_pseudonym": moderator.pseudonym,
        "proposed_at": NOW,
        "kind": SanctionKind.CLOSED,
    }
    forbidden = [
        {"is_serious": True, "state": "in-force"},
        {
            "is_serious": True,
            "state": "in-force",
            "second_pseudonym": moderator.pseudonym,
        },
        {"is_serious": False, "state": "in-force"},
    ]

    for wrong in forbidden:
        with pytest.raises(IntegrityError), transaction.atomic():
            Sanction.objects.create(**fields, **wrong)


def test_a_site_with_one_moderator_can_only_be_mild(
    matter: Matter, moderator: Person
) -> None:
    with pytest.raises(NotAllowed, match="only one"):
        deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)

    assert Matter.objects.get().state == MatterState.OPEN
    deciding.decide(matter, no(sanction=short_read_only()), by=moderator, at=NOW)


def test_the_author_is_no_second_moderator(
    asked: Post, moderator: Person, second: Person, reader: Person
) -> None:
    post = say(asked.question, second)
    matter = reporting.report_post(post, Reason.ATTACK, by=reader, at=NOW)

    with pytest.raises(NotAllowed, match="only one"):
        deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)


def test_slow_mode_keeps_posts_apart(
    matter: Matter, moderator: Person, author: Person, asked: Post
) -> None:
    slow = SanctionDraft(SanctionKind.SLOW, 7 * DAY, seconds=3600)
    deciding.decide(matter, no(sanction=slow), by=moderator, at=NOW)
    say(asked.question, author, at=NOW)

    for question in (None, asked.question):
        with pytest.raises(NotAllowed, match="30 minutes"):
            queries.require_within_limits(author, question, NOW + DAY / 48)
    queries.require_within_limits(author, None, NOW + timedelta(hours=1))


def test_a_conversation_can_be_slow_for_everybody(
    asked: Post, author: Person, asker: Person
) -> None:
    asked.question.slow_seconds = 600
    say(asked.question, author, at=NOW)

    with pytest.raises(NotAllowed, match="10 minutes"):
        queries.require_within_limits(author, asked.question, NOW)
    queries.require_within_limits(author, None, NOW)
    queries.require_within_limits(asker, asked.question, NOW + DAY)


def test_a_new_member_comments_after_something_stood(
    asked: Post, make_person: MakePerson
) -> None:
    new = joined(make_person("New"), 1)
    comment = Wanted(Part.COMMENT)

    with pytest.raises(NotAllowed, match="half a day"):
        queries.require_within_limits(new, asked.question, NOW, wanted=comment)
    say(asked.question, new, at=NOW - DAY / 2)
    queries.require_within_limits(new, asked.question, NOW, wanted=comment)


def test_professionals_and_moderators_are_known(
    asked: Post, make_person: MakePerson, moderator: Person
) -> None:
    nurse = joined(make_person("Nina"), 0)
    give_hat(nurse, "nurse", at=NOW)
    links = Wanted(Part.COMMENT, outside_links=3)

    for person in (nurse, joined(moderator, 0)):
        queries.require_within_limits(person, asked.question, NOW, wanted=links)


def test_a_hat_is_taken_off_by_two(
    matter: Matter, moderator: Person, second: Person, author: Person
) -> None:
    hat = give_hat(author, "physician")
    doffing = SanctionDraft(SanctionKind.DOFFED, hat=hat.uid)
    deciding.decide(matter, no(sanction=doffing), by=moderator, at=NOW)
    before = Hat.objects.get().doffed_at

    sanctions.agree(Sanction.objects.get(), by=second, at=NOW)

    assert before is None
    assert Hat.objects.get().doffed_because == "misused"
    assert "hat_taken_off" in verbs()


def test_the_hat_of_somebody_else_stays(
    matter: Matter, moderator: Person, second: Person, reader: Person
) -> None:
    hat = give_hat(reader, "nurse")

    with pytest.raises(BadInput):
        deciding.decide(
            matter,
            no(sanction=SanctionDraft(SanctionKind.DOFFED, hat=hat.uid)),
            by=moderator,
            at=NOW,
        )


# ---- calls for help ------------------------------------------------------------------


def test_after_a_call_for_help_nobody_is_sanctioned(
    answered: Post, moderator: Person, second: Person, author: Person, reader: Person
) -> None:
    call = matters.open_matter(answered, MatterKind.CRISIS, [], by=None, at=NOW)
    matter = reporting.report_post(answered, Reason.ATTACK, by=reader, at=NOW)

    for about in (call, matter):
        with pytest.raises((NotAllowed, BadInput)):
            deciding.decide(about, no(sanction=suspension()), by=moderator, at=NOW)
    deciding.decide(
        call,
        no(Outcome.LOOKED, reason=None, words=""),
        by=moderator,
        at=NOW,
        prepared="read",
    )

    assert state_of(answered) == State.SHOWN
    assert MatterMessage.objects.get().prepared == "read"
    assert told(author) == ["moderation_words"]
    assert verbs() == []
