"""Where papers can be read for free: asked for in batches, whoever reads."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from medagora.reader import tasks_papers
from medagora.reader.gateways.open_access import Answers, Copy
from medagora.reader.models import OpenCopy
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.readings import reading_of_feeds
from medagora.reader.services.open_copies import list_wanted, refresh_copies
from tests.reader.conftest import NOW, MakeEntries, MakeFeed


class FakeOpenAccess:
    """Knows a few free copies; ``stops_after`` answers it is out of breath."""

    def __init__(self, known: dict[str, str], *, stops_after: int = 10**6) -> None:
        self.known = known
        self.stops_after = stops_after
        self.asked: list[str] = []

    def find(self, dois: Sequence[str]) -> Answers:
        answered = list(dois)[: self.stops_after]
        self.asked += answered
        copies = (Copy(doi, self.known.get(doi, ""), "cc-by") for doi in answered)
        failure = "not_answered" if len(answered) < len(dois) else ""
        return Answers(tuple(copies), failure)


def test_new_papers_of_the_catalogue_are_asked_about_newest_first(
    make_public: MakeFeed, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    public = make_public()
    make_entries(public, {"doi": "10.1/a"}, {"doi": "10.1/b"}, {"title": "no doi"})
    make_entries(make_public(), {"doi": "10.1/a"})
    make_entries(make_public(), {"doi": "10.1/old"}, at=NOW - timedelta(days=40))
    make_entries(make_feed(), {"doi": "10.1/private"})

    assert list_wanted(NOW) == ["10.1/a", "10.1/b"]
    assert list_wanted(NOW, limit=1) == ["10.1/a"]


def test_answers_are_kept_for_a_month_also_that_there_is_none(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_public()
    free, _closed = make_entries(feed, {"doi": "10.1/free"}, {"doi": "10.1/closed"})
    finder = FakeOpenAccess({"10.1/free": "https://repo.example.org/1"})

    assert refresh_copies(finder, at=NOW) == (2, "")
    assert refresh_copies(finder, at=NOW + timedelta(days=20)) == (0, "")

    assert len(finder.asked) == 2
    assert OpenCopy.objects.get(doi="10.1/closed").address == ""
    line = get_line(reading_of_feeds([feed.pk]), free.pk)
    assert line.open_copy == "https://repo.example.org/1"


def test_an_answer_that_grew_old_is_asked_for_again(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_public(), {"doi": "10.1/a"})
    OpenCopy.objects.create(doi="10.1/a", checked_at=NOW - timedelta(days=31))

    refresh_copies(FakeOpenAccess({"10.1/a": "https://r.example.org/"}), at=NOW)

    copy = OpenCopy.objects.get()
    assert (copy.address, copy.checked_at) == ("https://r.example.org/", NOW)


def test_what_was_answered_before_a_failure_is_kept(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_public(), *({"doi": f"10.1/{n}"} for n in range(5)))
    finder = FakeOpenAccess({}, stops_after=3)

    assert refresh_copies(finder, at=NOW) == (3, "not_answered")
    assert refresh_copies(finder, at=NOW) == (2, "")
    assert OpenCopy.objects.count() == 5


def test_nobody_is_asked_until_a_contact_is_set(
    make_public: MakeFeed, make_entries: MakeEntries, settings: Any, monkeypatch: Any
) -> None:
    make_entries(make_public(), {"doi": "10.1/a"})
    asked: list[str] = []

    class Spy:
        def __init__(self, contact: str) -> None:
            asked.append(contact)

        def find(self, dois: Iterable[str]) -> Answers:
            return Answers(tuple(Copy(doi) for doi in dois))

    monkeypatch.setattr("medagora.reader.gateways.open_access.Unpaywall", Spy)
    monkeypatch.setattr("medagora.reader.tasks_papers.timezone.now", lambda: NOW)

    tasks_papers.find_free_copies.call()
    assert asked == []

    settings.CONFIG = settings.CONFIG.model_copy(
        update={"unpaywall_contact": "library@example.org", "outside": True}
    )
    tasks_papers.find_free_copies.call()
    assert asked == ["library@example.org"]
    assert OpenCopy.objects.count() == 1
