"""Figures for everybody: right, and about nobody."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from medagora.community.domain.moderation.matters import MatterKind, Outcome
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.models import Matter, Post
from medagora.community.queries import transparency
from medagora.community.services import deciding, matters, reporting
from medagora.curation.services import log
from medagora.people.models import Person
from tests.community.moderation.building import joined, no, say, short_read_only
from tests.conftest import NOW

MakePerson = Callable[..., Person]
MONTH = datetime(2026, 11, 1, tzinfo=UTC)


def report_and_remove(
    asked: Post, author: Person, reader: Person, moderator: Person, number: int
) -> None:
    post = say(asked.question, author, text=f"Buy this, number {number}.")
    matter = reporting.report_post(post, Reason.SELLING, by=reader, at=NOW)
    deciding.decide(
        matter,
        no(reason=Reason.SELLING),
        by=moderator,
        at=NOW + timedelta(hours=number),
    )


def test_months_are_counted_and_small_counts_are_not_told(
    asked: Post, author: Person, moderator: Person, make_person: MakePerson
) -> None:
    for number in range(6):
        reader = joined(make_person(f"Reader{number}"), 30)
        report_and_remove(asked, author, reader, moderator, number)
    dangerous = say(asked.question, author)
    held = matters.open_matter(dangerous, MatterKind.ADVICE, [], by=None, at=NOW)
    deciding.decide(held, no(sanction=short_read_only()), by=moderator, at=NOW)

    figures = transparency.measure_month(MONTH)

    assert (figures.reports.count, figures.decisions.count) == (6, 7)
    told = {word: figure.count for word, figure in figures.by_reason}
    assert told == {"selling": 6, "dangerous": None}
    assert dict(figures.sanctions)["read-only"].is_few
    assert figures.median_hours == 2
    assert figures.appeals.count == 0
    before = transparency.measure_month(datetime(2026, 10, 1, tzinfo=UTC))
    assert (before.reports.count, before.by_reason) == (0, [])
    assert before.median_hours is None


def test_what_was_settled_along_with_another_is_one_decision(
    answered: Post, reader: Person, moderator: Person
) -> None:
    reporting.report_post(answered, Reason.SPAM, by=reader, at=NOW)
    held = matters.open_matter(answered, MatterKind.SPAM, [], by=None, at=NOW)
    deciding.decide(held, no(Outcome.REMOVE), by=moderator, at=NOW)

    decided = Matter.objects.exclude(outcome="").filter(settled_with=None)

    assert decided.count() == 1
    assert transparency.measure_month(MONTH).by_kind[0][0] == "spam"


def test_hats_are_counted_from_the_log(db: None) -> None:
    for number in range(5):
        log.append("hat_granted", f"hat:{number}", by="system", at=NOW)
    log.append("hat_doffed", "hat:1", by="system", at=NOW)

    hats = dict(transparency.measure_month(MONTH).hats)

    assert hats["hat_granted"].count == 5
    assert hats["hat_doffed"].is_few


def test_a_month_begins_on_its_first_day() -> None:
    months = transparency.months_until(NOW, 14)

    assert [f"{month:%Y-%m}" for month in months[:3]] == [
        "2026-11",
        "2026-10",
        "2026-09",
    ]
    assert months[13] == datetime(2025, 10, 1, tzinfo=UTC)
    assert transparency.month_named({"month": "2026-01"}, NOW).month == 1
    for odd in ("2026-13", "x'", "", "1999-01"):
        assert transparency.month_named({"month": odd}, NOW) == months[0]
