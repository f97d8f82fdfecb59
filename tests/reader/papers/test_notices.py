"""Retractions and corrections, taken in and told."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.reader.domain.notices import SEEN_BY_MACHINE, Nature, Row
from medagora.reader.models import Notice, ReaderNews
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.readings import reading_of_feeds
from medagora.reader.services import notices
from medagora.reader.services.notices import Taken, take_list
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.papers.conftest import TITLE, Saved

R, C, E, B = (
    Nature.RETRACTION,
    Nature.CORRECTION,
    Nature.CONCERN,
    Nature.REINSTATEMENT,
)
LIST = [
    Row(R, "10.1/a", "10.1/r", date(2024, 5, 1)),
    Row(E, "10.1/b", "10.1/e"),
    Row(C, "10.1/a"),
]


def take(rows: list[Row], *, replace: bool = False, source: str = "List") -> Taken:
    return take_list(rows, source=source, at=NOW, replace=replace)


def said() -> set[tuple[str, str]]:
    return set(Notice.objects.values_list("doi", "kind"))


@pytest.mark.django_db
def test_a_list_is_taken_in_once() -> None:
    assert take(LIST) == Taken(3, 0, 0, 0)
    before = list(Notice.objects.values())

    assert take(LIST) == Taken(0, 0, 0, 0)
    assert list(Notice.objects.values()) == before
    assert Notice.objects.get(doi="10.1/a", kind="retraction").noticed_on == date(
        2024, 5, 1
    )


@pytest.mark.django_db
def test_what_a_list_learns_is_added_and_what_it_leaves_out_is_kept() -> None:
    take(LIST)

    taken = take([Row(R, "10.1/a"), Row(E, "10.1/b", "10.1/e2", date(2025, 1, 1))])

    assert (taken.new, taken.changed) == (0, 1)
    retraction = Notice.objects.get(doi="10.1/a", kind="retraction")
    assert (retraction.notice_doi, retraction.noticed_on) == (
        "10.1/r",
        date(2024, 5, 1),
    )
    concern = Notice.objects.get(doi="10.1/b")
    assert (concern.notice_doi, concern.noticed_on) == ("10.1/e2", date(2025, 1, 1))


@pytest.mark.django_db
def test_a_reinstated_paper_loses_its_retraction_and_the_news_of_it(
    make_feed: MakeFeed, make_entries: MakeEntries, saved_by_somebody: Saved
) -> None:
    (entry,) = make_entries(make_feed(), {"doi": "10.1/a"})
    saved_by_somebody(entry)
    take(LIST)
    assert ReaderNews.objects.count() == 1

    taken = take([*LIST, Row(B, "10.1/a", "", date(2025, 1, 1))])

    assert taken.removed == 1
    assert said() == {("10.1/b", "concern"), ("10.1/a", "correction")}
    assert ReaderNews.objects.count() == 0


@pytest.mark.django_db
def test_what_a_list_holds_no_more_goes_only_when_asked() -> None:
    many = [Row(R, f"10.1/{n}") for n in range(20)]
    take(many)
    take([Row(R, "10.2/of-another-list")], source="Other")

    assert take(many[1:]).removed == 0
    assert take(many[1:], replace=True).removed == 1
    assert ("10.1/0", "retraction") not in said()
    assert ("10.2/of-another-list", "retraction") in said()


@pytest.mark.django_db
def test_a_list_that_was_cut_off_replaces_nothing() -> None:
    many = [Row(R, f"10.1/{n}") for n in range(20)]
    take(many)

    with pytest.raises(BadInput, match="not whole"):
        take([*many[:10], Row(R, "10.1/new")], replace=True)

    assert len(said()) == 20


def test_whoever_saved_a_paper_is_told(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    saved_by_somebody: Saved,
    make_person: Callable[..., Person],
) -> None:
    journal, blog = make_feed(), make_feed()
    make_entries(journal, {"doi": "10.1/a", "title": TITLE})
    (copy,) = make_entries(blog, {"doi": "10.1/a", "title": TITLE})
    reader = saved_by_somebody(copy)
    make_person("Otto")

    taken = take(LIST)

    assert taken.told == 1
    news = ReaderNews.objects.get()
    assert (news.person_id, news.kind, news.subject) == (reader.pk, "notice", copy.work)
    assert news.details["notice"] == "retraction"
    assert news.details["notice_doi"] == "10.1/r"
    assert take(LIST).told == 0


def test_a_retraction_is_news_after_a_concern_too(
    make_feed: MakeFeed, make_entries: MakeEntries, saved_by_somebody: Saved
) -> None:
    (entry,) = make_entries(make_feed(), {"doi": "10.1/a"})
    saved_by_somebody(entry)
    take([Row(E, "10.1/a")])
    ReaderNews.objects.update(seen_at=NOW)

    take([Row(E, "10.1/a"), Row(R, "10.1/a")])

    news = ReaderNews.objects.get()
    assert (news.details["notice"], news.seen_at) == ("retraction", None)


def test_what_arrives_later_shows_the_notice_at_once(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    take(LIST)
    feed = make_feed()

    (entry,) = make_entries(feed, {"doi": "10.1/a"})

    line = get_line(reading_of_feeds([feed.pk]), entry.pk)
    assert line.notices == (("retraction", "10.1/r"), ("correction", ""))


@pytest.mark.django_db
def test_a_long_list_is_taken_whole() -> None:
    many = [Row(R, f"10.1/{n}", f"10.1/r{n}") for n in range(12_000)]

    assert take(many).new == 12_000
    changed = [row._replace(noticed_on=date(2024, 1, 1)) for row in many]
    assert take(changed).changed == 12_000


# ---- what titles say ---------------------------------------------------------------
def test_a_correction_in_a_feed_is_linked_to_its_paper_and_told(
    make_public: MakeFeed, make_entries: MakeEntries, saved_by_somebody: Saved
) -> None:
    journal = make_public()
    (paper,) = make_entries(journal, {"doi": "10.1056/paper", "title": TITLE})
    reader = saved_by_somebody(paper)
    (notice,) = make_entries(
        journal, {"doi": "10.1056/notice", "title": f"Correction to: {TITLE}"}
    )

    assert notices.note_titles([paper.pk, notice.pk], at=NOW) == 1

    found = Notice.objects.get()
    assert (found.doi, found.kind, found.notice_doi, found.source) == (
        "10.1056/paper",
        "correction",
        "10.1056/notice",
        SEEN_BY_MACHINE,
    )
    assert ReaderNews.objects.get().person_id == reader.pk
    assert notices.note_titles([notice.pk], at=NOW) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1056/n", "title": f"Retraction: {TITLE}"},  # only lists say so
        {"doi": "10.1016/n", "title": f"Correction to: {TITLE}"},  # another publisher
        {"doi": "10.1056/n", "title": f"Correction to: {TITLE} and children"},
        {"doi": "10.1056/n", "title": "Correction"},
    ],
)
def test_what_is_not_sure_is_not_linked(
    make_public: MakeFeed, make_entries: MakeEntries, fields: dict[str, str]
) -> None:
    journal = make_public()
    make_entries(journal, {"doi": "10.1056/paper", "title": TITLE})
    (notice,) = make_entries(journal, fields)

    assert notices.note_titles([notice.pk], at=NOW) == 0


def test_a_source_of_a_readers_own_says_nothing_about_papers(
    make_public: MakeFeed, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_public(), {"doi": "10.1056/paper", "title": TITLE})
    (forged,) = make_entries(
        make_feed(), {"doi": "10.1056/n", "title": f"Correction: {TITLE}"}
    )

    assert notices.note_titles([forged.pk], at=NOW) == 0


@pytest.mark.django_db
def test_a_list_knows_better_than_a_title() -> None:
    Notice.objects.create(
        doi="10.1/a", kind="correction", source=SEEN_BY_MACHINE, added_at=NOW
    )

    take(LIST)

    assert Notice.objects.get(doi="10.1/a", kind="correction").source == "List"


# ---- files -------------------------------------------------------------------------
def test_a_file_of_either_form_is_read(tmp_path: Path) -> None:
    as_json, as_table = tmp_path / "dois.json", tmp_path / "table.csv"
    as_json.write_text("\n" + json.dumps({"retractions": {"10.1/a": "10.1/r"}}))
    as_table.write_text(
        "\ufeffRetractionNature,OriginalPaperDOI,RetractionDOI,RetractionDate\n"
        "Retraction,10.1/a,10.1/r,5/1/2024 0:00\n"
    )

    from_json, from_table = map(notices.read_list, (as_json, as_table))

    assert from_json.rows == [Row(R, "10.1/a", "10.1/r")]
    assert from_json.source == "dois"
    assert from_table.rows == [Row(R, "10.1/a", "10.1/r", date(2024, 5, 1))]
    assert from_table.source == "Retraction Watch"


@pytest.mark.parametrize("content", [b"", b"\0\xff" * 500, b"<html></html>", b"{"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(BadInput):
        notices.read_list(path)
