"""Preprints that were published."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.reader.models import Entry, ReaderNews, WorkLink
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.readings import reading_of_feeds
from medagora.reader.services import preprints
from medagora.web import news
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.papers.conftest import TITLE, Saved

PREPRINT = {
    "doi": "10.1101/2026.04.27.063578",
    "title": TITLE,
    "authors": ("Ada Lovelace", "Grace Hopper"),
    "published_at": NOW - timedelta(days=200),
}
PAPER = {
    "doi": "10.1056/nejmoa1",
    "title": f"[Articles] {TITLE}",
    "authors": ("Lovelace A",),
    "published_at": NOW - timedelta(days=2),
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The numbers that storing tells of as having met by their titles."""
    found: list[list[int]] = []

    def tell(kind: str, subject: str) -> None:
        if kind == "titles_met":
            found.append([int(number) for number in subject.split()])

    monkeypatch.setattr(news, "tell", tell)
    return found


def link(told: list[list[int]]) -> int:
    return sum(preprints.link_by_title(numbers, at=NOW) for numbers in told)


def links() -> list[tuple[int, int]]:
    return list(WorkLink.objects.values_list("preprint", "published"))


@pytest.mark.parametrize("is_preprint_first", [True, False])
def test_a_preprint_is_linked_whichever_comes_first(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    told: list[list[int]],
    *,
    is_preprint_first: bool,
) -> None:
    order = (PREPRINT, PAPER) if is_preprint_first else (PAPER, PREPRINT)
    first, second = (make_entries(make_public(), fields)[0] for fields in order)

    assert told == [[second.pk]]
    assert link(told) == 1

    preprint, paper = (first, second) if is_preprint_first else (second, first)
    assert links() == [(preprint.work, paper.work)]
    line = get_line(reading_of_feeds([preprint.feed_id]), preprint.pk)
    assert line.published_as == paper.work
    assert link(told) == 0


def test_whoever_saved_the_preprint_is_told(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    told: list[list[int]],
    saved_by_somebody: Saved,
) -> None:
    (preprint,) = make_entries(make_public(), PREPRINT)
    reader = saved_by_somebody(preprint)
    (paper,) = make_entries(make_public(), PAPER)

    link(told)

    found = ReaderNews.objects.get()
    assert (found.person_id, found.kind, found.subject) == (
        reader.pk,
        "published",
        preprint.work,
    )
    assert found.details["work"] == paper.work


@pytest.mark.parametrize(
    "change",
    [
        {"authors": ("Somebody Else",)},
        {"doi": "10.21203/rs.3.rs-1/v1"},
        {"published_at": NOW - timedelta(days=400)},
    ],
)
def test_what_does_not_fit_is_not_linked(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    told: list[list[int]],
    change: dict[str, object],
) -> None:
    make_entries(make_public(), PREPRINT)
    make_entries(make_public(), {**PAPER, **change})

    assert len(told) == 1
    assert link(told) == 0


def test_a_source_of_a_readers_own_publishes_nobodys_preprint(
    make_public: MakeFeed,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    told: list[list[int]],
) -> None:
    make_entries(make_public(), PREPRINT)
    make_entries(make_feed(), PAPER)

    assert link(told) == 0


def test_both_in_one_reading_are_linked_too(
    make_public: MakeFeed, make_entries: MakeEntries, told: list[list[int]]
) -> None:
    preprint, paper = make_entries(make_public(), PREPRINT, PAPER)

    assert link(told) == 1
    assert links() == [(preprint.work, paper.work)]


def test_entries_that_are_gone_stop_nothing(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    told: list[list[int]],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    make_entries(make_public(), PREPRINT)
    make_entries(make_public(), PAPER)
    Entry.objects.all().delete()

    assert link([*told, [1, 2]]) == 0
