"""Appeals: opened once, heard by somebody else, never worse than before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.community.domain.moderation.appeals import AppealVerdict
from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import SanctionState
from medagora.community.domain.words import State
from medagora.community.models import Matter, MatterMessage, Post, PostReport, Sanction
from medagora.community.queries import appeals as queries
from medagora.community.queries import matters as matter_queries
from medagora.community.queries import sanctions as sanction_queries
from medagora.community.queries.matters import QueueSearch
from medagora.community.services import (
    appeals,
    deciding,
    matters,
    reporting,
    sanctions,
    threads,
)
from medagora.curation.models import LogEntry
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Notice, Person
from tests.community.moderation.building import no, suspension
from tests.conftest import NOW

MakePerson = Callable[..., Person]
DAY = timedelta(days=1)
WHY = "It was a quotation, and I say so."


@pytest.fixture
def removed(answered: Post, reader: Person, moderator: Person) -> Matter:
    matter = reporting.report_post(answered, Reason.DANGEROUS, by=reader, at=NOW)
    deciding.decide(matter, no(), by=moderator, at=NOW)
    return Matter.objects.get(pk=matter.pk)


@pytest.fixture
def suspended(
    answered: Post, reader: Person, moderator: Person, second: Person
) -> Matter:
    matter = reporting.report_post(answered, Reason.ATTACK, by=reader, at=NOW)
    deciding.decide(matter, no(sanction=suspension(10)), by=moderator, at=NOW)
    sanctions.agree(Sanction.objects.get(), by=second, at=NOW)
    return Matter.objects.get(pk=matter.pk)


def verdict(outcome: Outcome, **said: object) -> AppealVerdict:
    return AppealVerdict(outcome, "We read it again.", **said)  # type: ignore[arg-type]  # a test's shorthand


def state_of(post: Post) -> str:
    return Post.objects.values_list("state", flat=True).get(pk=post.pk)


def test_an_appeal_that_is_right_shows_the_post_again(
    removed: Matter, answered: Post, author: Person, moderator: Person, second: Person
) -> None:
    appeal = appeals.open_appeal(removed, WHY, by=author, at=NOW)
    with pytest.raises(NotAllowed, match="decided first"):
        appeals.decide_appeal(appeal, verdict(Outcome.OVERTURNED), by=moderator, at=NOW)
    appeals.decide_appeal(appeal, verdict(Outcome.OVERTURNED), by=second, at=NOW)

    assert state_of(answered) == State.SHOWN
    assert PostReport.objects.get().was_founded is False
    entry = LogEntry.objects.get(verb="appeal_overturned")
    assert entry.subject == f"matter:{removed.uid}"
    assert entry.facts == {
        "kind": "report",
        "reason": "dangerous",
        "shown_again": True,
        "sanction_ended": False,
    }
    assert Notice.objects.filter(
        person=author, kind="moderation_appeal_decided"
    ).exists()


def test_all_reports_that_were_settled_together_were_unfounded_then(
    answered: Post,
    author: Person,
    reader: Person,
    moderator: Person,
    second: Person,
) -> None:
    reporting.report_post(answered, Reason.DANGEROUS, by=reader, at=NOW)
    held = matters.open_matter(answered, MatterKind.SPAM, ["links"], by=None, at=NOW)
    deciding.decide(held, no(), by=moderator, at=NOW)
    appeal = appeals.open_appeal(held, WHY, by=author, at=NOW)

    appeals.decide_appeal(appeal, verdict(Outcome.OVERTURNED), by=second, at=NOW)

    assert PostReport.objects.get().was_founded is False


def test_an_appeal_is_told_to_those_who_may_hear_it(
    suspended: Matter, author: Person, third: Person
) -> None:
    appeals.open_appeal(suspended, WHY, by=author, at=NOW)

    told = Notice.objects.filter(kind="moderation_appeal")
    assert [notice.person for notice in told] == [third]


def test_whoever_decided_first_does_not_even_see_it_in_the_queue(
    removed: Matter, author: Person, moderator: Person, second: Person
) -> None:
    appeals.open_appeal(removed, WHY, by=author, at=NOW)

    def queue(person: Person) -> int:
        return matter_queries.list_queue(person, QueueSearch()).count()

    assert (queue(moderator), queue(second)) == (0, 1)
    told = Notice.objects.filter(kind="moderation_appeal")
    assert [notice.person for notice in told] == [second]


def test_one_appeals_once_and_only_for_oneself(
    removed: Matter, author: Person, reader: Person, second: Person
) -> None:
    with pytest.raises(NotAllowed):
        appeals.open_appeal(removed, WHY, by=reader, at=NOW)
    with pytest.raises(BadInput):
        appeals.open_appeal(removed, "  ", by=author, at=NOW)
    appeal = appeals.open_appeal(removed, WHY, by=author, at=NOW)
    with pytest.raises(Conflict):
        appeals.open_appeal(removed, WHY, by=author, at=NOW)
    appeals.decide_appeal(appeal, verdict(Outcome.UPHELD), by=second, at=NOW)

    with pytest.raises(Conflict):
        appeals.open_appeal(removed, WHY, by=author, at=NOW)
    with pytest.raises(NotAllowed):
        appeals.open_appeal(Matter.objects.get(pk=appeal.pk), WHY, by=author, at=NOW)


def test_six_months_later_it_is_too_late(removed: Matter, author: Person) -> None:
    with pytest.raises(NotAllowed, match="any more"):
        appeals.open_appeal(removed, WHY, by=author, at=NOW + 184 * DAY)


def test_an_overturned_suspension_ends_at_once(
    suspended: Matter, author: Person, third: Person
) -> None:
    appeal = appeals.open_appeal(suspended, WHY, by=author, at=NOW + DAY)

    appeals.decide_appeal(
        appeal, verdict(Outcome.OVERTURNED), by=third, at=NOW + 2 * DAY
    )

    assert sanction_queries.restriction_of(author, NOW + 2 * DAY) is None
    assert Sanction.objects.get().state == SanctionState.ENDED


def test_both_who_suspended_leave_it_to_a_third(
    suspended: Matter, author: Person, second: Person, third: Person
) -> None:
    appeal = appeals.open_appeal(suspended, WHY, by=author, at=NOW)

    with pytest.raises(NotAllowed):
        appeals.decide_appeal(appeal, verdict(Outcome.UPHELD), by=second, at=NOW)
    appeals.decide_appeal(appeal, verdict(Outcome.UPHELD), by=third, at=NOW)


def test_without_a_third_the_second_hears_it(
    suspended: Matter, author: Person, moderator: Person, second: Person
) -> None:
    appeal = appeals.open_appeal(suspended, WHY, by=author, at=NOW)

    with pytest.raises(NotAllowed):
        appeals.decide_appeal(appeal, verdict(Outcome.UPHELD), by=moderator, at=NOW)
    appeals.decide_appeal(appeal, verdict(Outcome.UPHELD), by=second, at=NOW)


def test_a_change_makes_it_shorter_never_longer(
    suspended: Matter, author: Person, third: Person
) -> None:
    appeal = appeals.open_appeal(suspended, WHY, by=author, at=NOW)

    with pytest.raises(BadInput, match="never longer"):
        appeals.decide_appeal(
            appeal, verdict(Outcome.CHANGED, remaining=11 * DAY), by=third, at=NOW
        )
    appeals.decide_appeal(
        appeal, verdict(Outcome.CHANGED, remaining=DAY), by=third, at=NOW
    )

    restriction = sanction_queries.restriction_of(author, NOW)
    assert restriction is not None
    assert restriction.until == NOW + DAY
    assert LogEntry.objects.filter(verb="appeal_changed").exists()


def test_a_proposal_that_still_waits_does_not_begin_after_the_appeal(
    answered: Post,
    reader: Person,
    author: Person,
    moderator: Person,
    second: Person,
    third: Person,
) -> None:
    matter = reporting.report_post(answered, Reason.ATTACK, by=reader, at=NOW)
    deciding.decide(matter, no(sanction=suspension()), by=moderator, at=NOW)
    appeal = appeals.open_appeal(matter, WHY, by=author, at=NOW)

    appeals.decide_appeal(appeal, verdict(Outcome.OVERTURNED), by=third, at=NOW)

    with pytest.raises(Conflict):
        sanctions.agree(Sanction.objects.get(), by=second, at=NOW)
    assert sanction_queries.restriction_of(author, NOW) is None
    matter.refresh_from_db()
    assert matter.state == MatterState.CLOSED


# ---- the thread --------------------------------------------------------------------


def test_author_and_moderators_talk_until_it_is_decided(
    removed: Matter, author: Person, moderator: Person, second: Person, reader: Person
) -> None:
    appeal = appeals.open_appeal(removed, WHY, by=author, at=NOW)
    threads.write(appeal, "Where is it from?", by=second, at=NOW)
    threads.write(appeal, "From the leaflet.", by=author, at=NOW)
    for stranger in (reader, moderator):
        with pytest.raises(NotAllowed):
            threads.write(appeal, "Hm.", by=stranger, at=NOW)
    appeals.decide_appeal(appeal, verdict(Outcome.UPHELD), by=second, at=NOW)

    with pytest.raises(Conflict):
        threads.write(Matter.objects.get(pk=appeal.pk), "But!", by=author, at=NOW)
    view = queries.get_decision(removed.uid, author, NOW)
    said = [(m.is_from_moderators, m.text) for m in view.messages]
    assert said == [
        (False, WHY),
        (True, "Where is it from?"),
        (False, "From the leaflet."),
    ]
    assert Notice.objects.filter(person=author, kind="moderation_words").count() == 1


def test_after_a_call_for_help_one_may_answer_who_wrote(
    answered: Post, author: Person, moderator: Person
) -> None:
    call = matters.open_matter(answered, MatterKind.CRISIS, [], by=None, at=NOW)
    with pytest.raises(NotFound):
        queries.get_decision(call.uid, author, NOW)
    with pytest.raises(NotAllowed):
        threads.write(call, "Hello?", by=author, at=NOW)

    threads.write(call, "I have read it.", by=moderator, at=NOW)
    threads.write(call, "Thank you.", by=author, at=NOW)

    assert queries.get_decision(call.uid, author, NOW).messages
    assert MatterMessage.objects.count() == 2


def test_on_a_site_with_one_moderator_an_appeal_waits_and_says_so(
    removed: Matter, author: Person, make_person: MakePerson
) -> None:
    appeals.open_appeal(removed, WHY, by=author, at=NOW)
    alone = queries.get_decision(removed.uid, author, NOW)
    make_person("Late", role="moderator")
    later = queries.get_decision(removed.uid, author, NOW)

    assert (alone.waits_for_another, later.waits_for_another) == (True, False)


def test_the_author_does_not_see_reports_that_nobody_has_looked_at(
    answered: Post, author: Person, reader: Person, moderator: Person
) -> None:
    matter = reporting.report_post(answered, Reason.SPAM, by=reader, at=NOW)
    before = queries.list_decisions(author).count()
    deciding.decide(matter, no(Outcome.KEEP, reason=None), by=moderator, at=NOW)

    assert (before, queries.list_decisions(author).count()) == (0, 1)
