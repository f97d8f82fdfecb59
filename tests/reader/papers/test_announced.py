"""How a list labels entries that are notices themselves."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from medagora.reader.models import Notice
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.readings import reading_of_feeds
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

Label = Callable[..., str]


@pytest.fixture
def label(make_feed: MakeFeed, make_entries: MakeEntries) -> Label:
    def show(title: str, *, sort: str = "journal", doi: str = "") -> str:
        feed = make_feed(sort=sort)
        (entry,) = make_entries(feed, {"title": title, "doi": doi})
        line = get_line(reading_of_feeds([feed.pk]), entry.pk)
        return render_to_string("reader/_announced.html", {"line": line}).strip()

    return show


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Retraction: Statins", "Notice that another paper was retracted"),
        ("RETRACTED: Statins", "Its title says that this paper was retracted"),
        ("Expression of Concern: Statins", "Expression of concern about another"),
        ("Erratum zu: Statine", "Correction of another paper"),
    ],
)
def test_a_notice_is_labelled_as_seen_by_machine(
    label: Label, title: str, words: str
) -> None:
    html = label(title)

    assert words in html
    assert "Seen by machine" in html


def test_what_is_no_notice_of_a_journal_has_no_label(label: Label) -> None:
    assert label("Statins in the old") == ""
    assert label("Correction: a name", sort="news") == ""
    assert label("Correction: a name", sort="news", doi="10.1/a") != ""


def test_what_a_list_says_is_not_said_twice(label: Label) -> None:
    Notice.objects.create(doi="10.1/a", kind="retraction", added_at=NOW)

    assert label("RETRACTED: Statins", doi="10.1/a") == ""
