"""News about sources and saved papers: told once, retractions at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.people.models import Person
from medagora.reader.domain.words import Frequency, NewsKind
from medagora.reader.models import Digest, ReaderNews
from medagora.reader.queries.news import count_news, news_lines, news_of
from medagora.reader.services.watching import announce, mark_news_seen
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.conftest import Outbox

pytestmark = pytest.mark.django_db
RETRACTED = {"notice": "retraction", "notice_doi": "10.1/n"}


def test_a_retraction_is_mailed_at_once_and_only_once(
    member: Person,
    digest: Digest,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    outbox: Outbox,
) -> None:
    (row,) = make_entries(make_feed(), {"title": "Cells & mice"})
    about = ([member.pk], NewsKind.NOTICE, row.work, RETRACTED)

    counts = [announce(*about, at=NOW), announce(*about, at=NOW)]
    (mail,) = outbox()

    assert counts == [1, 0]
    assert mail.subject == "Medagora: Retracted: Cells & mice"
    assert "Please do not rely on it" in mail.body
    assert "https://doi.org/10.1/n" in mail.body
    assert f"/en/reader/entry/{row.pk}/" in mail.body


def test_other_news_wait_for_the_digest(
    member: Person, digest: Digest, make_feed: MakeFeed, outbox: Outbox
) -> None:
    feed = make_feed()

    announce([member.pk], NewsKind.SOURCE_ENDED, feed.pk, {}, at=NOW)

    assert outbox() == []
    assert ReaderNews.objects.filter(mailed_at=None).count() == 1


def test_whoever_wants_no_mails_gets_none(
    member: Person, make_person: Callable[..., Person], digest: Digest, outbox: Outbox
) -> None:
    Digest.objects.update(frequency=Frequency.OFF)
    other = make_person("Otto")

    announce([member.pk, other.pk], NewsKind.NOTICE, 7, RETRACTED, at=NOW)

    assert outbox() == []
    assert count_news(member) == count_news(other) == 1


def test_a_second_notice_about_a_paper_is_news_again_but_no_old_one(
    member: Person,
) -> None:
    corrected = {"notice": "correction"}
    later = NOW + timedelta(days=1)

    announce([member.pk], NewsKind.NOTICE, 7, corrected, at=NOW)
    mark_news_seen(member, at=NOW)
    counts = [
        announce([member.pk], NewsKind.NOTICE, 7, RETRACTED, at=later),
        announce([member.pk], NewsKind.NOTICE, 7, corrected, at=later),
        announce([member.pk], NewsKind.NOTICE, 7, RETRACTED, at=later),
    ]

    (news,) = ReaderNews.objects.all()
    assert counts == [1, 0, 0]
    assert news.details["notice"] == "retraction"
    assert news.seen_at is None


def test_news_name_what_they_are_about(
    member: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    old, new = make_feed("Old"), make_feed("New")
    preprint, paper = make_entries(old, {"title": "Preprint"}, {"title": "Paper"})
    announce(
        [member.pk],
        NewsKind.SOURCE_MOVED,
        old.pk,
        {"replaced_by": new.pk, "proposals": []},
        at=NOW,
    )
    announce(
        [member.pk], NewsKind.PUBLISHED, preprint.work, {"work": paper.work}, at=NOW
    )
    announce([member.pk], NewsKind.SOURCE_ENDED, 999, {"title": "Gone"}, at=NOW)

    lines = {line.kind: line for line in news_lines(news_of(member))}

    moved, published = lines["source-moved"], lines["published"]
    assert (moved.title, moved.feed, moved.other_title) == ("Old", old.pk, "New")
    assert moved.other_feed == new.pk
    assert (published.title, published.entry) == ("Preprint", preprint.pk)
    assert (published.other_title, published.other_entry) == ("Paper", paper.pk)
    assert (lines["source-ended"].title, lines["source-ended"].feed) == ("Gone", 0)
    assert published.is_new


def test_many_are_told(make_person: Callable[..., Person]) -> None:
    people = [make_person(f"P{number}").pk for number in range(3)]

    assert announce([*people, *people], NewsKind.SOURCE_ENDED, 5, {}, at=NOW) == 3
    assert announce(people, NewsKind.SOURCE_ENDED, 5, {}, at=NOW) == 0
