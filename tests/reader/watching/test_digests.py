"""Digests: what is in them, how it is said and what is left out."""

from collections.abc import Callable

import pytest

from medagora.people.models import Person
from medagora.reader.domain.words import Frequency, NewsKind
from medagora.reader.models import AlertHit, Digest, Feed, Notice, ReaderNews
from medagora.reader.queries.digests import gather
from medagora.reader.services import digests, marking, watching
from medagora.reader.services.digests import DigestDraft
from medagora.reader.services.watching import AlertDraft
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.conftest import Outbox
from tests.reader.watching.due_digests import DAY, DUE, send

pytestmark = pytest.mark.django_db


def test_a_digest_says_what_is_new_from_where_and_why(
    digest: Digest,
    followed: Feed,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    follow: Callable[..., None],
    member: Person,
    outbox: Outbox,
) -> None:
    podcast = make_feed("Heart talk", sort="podcast")
    follow(member, podcast)
    (paper,) = make_entries(
        followed,
        {
            "title": "Steroids & asthma",
            "authors": ("A One", "B Two", "C Three", "D Four"),
        },
    )
    make_entries(podcast, {"title": "Episode 7"})

    assert send() == 1
    (mail,) = outbox()

    html = str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # Django's own tuple
    assert mail.subject == "Medagora: 2 new entries"
    assert mail.to == [member.email]
    assert "== Journals ==\n\nSteroids & asthma\n" in mail.body
    assert "The Lancet — A One, B Two, C Three and others (for your topic Asthma)" in (
        mail.body
    )
    assert f"http://127.0.0.1:8000/en/reader/entry/{paper.pk}/" in mail.body
    assert mail.body.index("== Journals ==") < mail.body.index("== Podcasts ==")
    assert "Steroids &amp; asthma" in html
    assert f'href="http://127.0.0.1:8000/en/reader/entry/{paper.pk}/"' in html
    assert "<img" not in html
    assert "<script" not in html


def test_what_was_read_muted_or_mailed_before_is_not_in_it(
    member: Person,
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    make_feed: MakeFeed,
    follow: Callable[..., None],
) -> None:
    read, _muted, _new = make_entries(
        followed,
        {"title": "Read", "doi": "10.1/a"},
        {"title": "An advert"},
        {"title": "New"},
    )
    double = make_feed("Double")
    follow(member, double)
    make_entries(double, {"title": "New"}, {"title": "Read again", "doi": "10.1/a"})
    marking.mark_read(member, [read.work])
    watching.add_mute(member, query="advert")

    titles = sorted(line.title for line in gather(digest, at=DUE).content.lines)
    digests.send_digest(digest.pk, at=DUE)
    digest.refresh_from_db()

    assert titles == ["New", "New"]  # two short titles say nothing about one paper
    assert gather(digest, at=DUE + DAY).is_empty


def test_a_double_that_comes_later_is_not_news(
    member: Person,
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    make_feed: MakeFeed,
    follow: Callable[..., None],
) -> None:
    make_entries(followed, {"title": "One", "doi": "10.1/a"})
    digests.send_digest(digest.pk, at=DUE)
    double = make_feed("Double", body_digest=1)
    follow(member, double)
    make_entries(double, {"title": "The one", "doi": "10.1/a"}, at=DUE + DAY / 2)
    digest.refresh_from_db()

    assert gather(digest, at=DUE + DAY).is_empty


def test_what_alerts_found_stands_on_top_and_is_told_once(
    member: Person, digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    watching.add_alert(member, AlertDraft("asthma", name="My asthma"))
    silent = watching.add_alert(
        member, AlertDraft("heart", frequency=Frequency.OFF, name="Silent")
    )
    rows = make_entries(followed, {"title": "Asthma"}, {"title": "Heart"})
    watching.match_new([row.pk for row in rows], at=NOW)

    content = gather(digest, at=DUE).content
    digests.send_digest(digest.pk, at=DUE)

    assert [(g.name, [x.title for x in g.lines]) for g in content.alerts] == [
        ("My asthma", ["Asthma"])
    ]
    assert [[x.title for x in g.lines] for g in content.sections] == [["Heart"]]
    assert set(
        AlertHit.objects.filter(mailed_at=None).values_list("alert", flat=True)
    ) == {silent.pk}


def test_a_digest_may_hold_only_what_alerts_found(
    member: Person, digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    Digest.objects.update(only_alerts=True)
    digest.refresh_from_db()
    watching.add_alert(member, AlertDraft("asthma"))
    rows = make_entries(followed, {"title": "Asthma"}, {"title": "Heart"})
    watching.match_new([row.pk for row in rows], at=NOW)

    content = gather(digest, at=DUE).content

    assert [line.title for line in content.lines] == ["Asthma"]
    assert content.count == 1


def test_it_names_no_more_than_was_wished_and_counts_the_rest(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    Digest.objects.update(most=10)
    make_entries(followed, 25)

    send()
    (mail,) = outbox()

    assert mail.body.count("/en/reader/entry/") == 10
    assert "And 15 more are on your page:" in mail.body
    assert mail.subject == "Medagora: 25 new entries"


def test_a_retracted_paper_is_marked_and_news_stand_first(
    member: Person,
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    outbox: Outbox,
) -> None:
    (row,) = make_entries(followed, {"title": "Wrong", "doi": "10.1/a"})
    Notice.objects.create(doi="10.1/a", kind="retraction", source="test", added_at=NOW)
    details = {"notice": "concern", "notice_doi": "10.1/b"}
    watching.announce([member.pk], NewsKind.NOTICE, row.work, details, at=NOW)

    send()
    (mail,) = outbox()

    assert "[Retracted] Wrong" in mail.body
    first = mail.body.index("Expression of concern: Wrong")
    assert first < mail.body.index("== Journals ==")
    assert "https://doi.org/10.1/b" in mail.body
    assert not ReaderNews.objects.filter(mailed_at=None).exists()


def test_the_mail_speaks_the_language_that_was_chosen(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    Digest.objects.update(language="ar")
    (row,) = make_entries(followed, 1)

    send()
    (mail,) = outbox()

    assert f"/ar/reader/entry/{row.pk}/" in mail.body
    assert 'dir="rtl"' in str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # Django's own tuple


def test_after_a_pause_it_looks_back_one_day_only(
    digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    make_entries(followed, {"title": "Old", "published_at": NOW - 3 * DAY})
    make_entries(followed, {"title": "New", "published_at": NOW - DAY / 2})
    digests.stop(digest)
    Digest.objects.update(sent_through=0)
    digest.refresh_from_db()

    digests.change_digest(digest, DigestDraft(frequency=Frequency.DAILY), at=NOW)

    assert [x.title for x in gather(digest, at=DUE).content.lines] == ["New"]


def test_queries_do_not_grow_with_the_entries(
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    make_entries(followed, 40)

    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]  # a context manager
        gather(digest, at=DUE)
