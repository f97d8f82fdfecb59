"""The page of one entry: what it says, who may see it, what stands next to it."""

from typing import Any

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.domain.notices import SEEN_BY_MACHINE
from medagora.reader.models import Notice, OpenCopy, Subscription, WorkLink
from medagora.reader.services import following, marking
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.entry.conftest import MakeEntry
from tests.reader.entry.visiting import page, path_of

PAPER: dict[str, Any] = {
    "title": "Inhalers <and> hearts",
    "authors": ("Ada Lovelace", "Ben Öz"),
    "doi": "10.1000/heart(1)<2>",
    "pmid": "12345",
    "journal": "The Heart",
    "volume": "12",
    "issue": "3",
    "pages": "45–67",
    "html": '<p>Words <img src="https://spy.example.org/x.png"></p>',
    "language": "en",
}


# ---- what it says ------------------------------------------------------------------


def test_a_paper_says_what_it_is_and_where_it_appeared(
    client: Client, make_entry: MakeEntry
) -> None:
    html = page(client, make_entry(**PAPER))

    assert "Inhalers &lt;and&gt; hearts</h1>" in html
    for words in ("Ada Lovelace, Ben Öz", "The Heart", "45–67", "12345"):
        assert words in html
    assert 'href="https://doi.org/10.1000/heart%281%29%3C2%3E"' in html
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/12345/"' in html
    assert "Read the original" in html


def test_nothing_in_the_text_is_loaded_from_its_source(
    client: Client, make_entry: MakeEntry
) -> None:
    html = page(client, make_entry(**PAPER, image="https://spy.example.org/lead.png"))

    assert 'src="/reader/image/' in html
    assert "spy.example.org" not in html


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("retraction", "Do not rely on it"),
        ("concern", "a doubt about this paper"),
        ("correction", "Read both together"),
    ],
)
def test_a_notice_stands_above_everything_else(
    client: Client, make_entry: MakeEntry, kind: str, words: str
) -> None:
    entry = make_entry(**PAPER)
    Notice.objects.create(
        doi=entry.doi, kind=kind, notice_doi="10.1000/notice", source="x", added_at=NOW
    )

    html = page(client, entry)

    assert words in html
    assert "Seen by machine" not in html
    assert html.index("notice-warning") < html.index("<h1")
    assert 'href="https://doi.org/10.1000/notice"' in html


def test_what_only_a_machine_has_seen_is_labelled_so(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry(**PAPER)
    Notice.objects.create(
        doi=entry.doi, kind="retraction", source=SEEN_BY_MACHINE, added_at=NOW
    )

    assert "Seen by machine" in page(client, entry)


def test_a_preprint_leads_to_the_paper_that_it_became(
    client: Client, make_entry: MakeEntry
) -> None:
    preprint, paper = make_entry(), make_entry()
    WorkLink.objects.create(preprint=preprint.work, published=paper.work, found_at=NOW)

    html = page(client, preprint)

    assert "Now published" in html
    assert path_of(paper) in html


def test_a_free_copy_and_the_other_sources_of_a_paper_are_named(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry(**PAPER)
    make_entry(**PAPER, source={"title": "Second source"})
    OpenCopy.objects.create(
        doi=entry.doi, address="https://free.example.org/a", checked_at=NOW
    )

    html = page(client, entry)

    assert "Free copy at free.example.org" in html
    assert "Also in" in html
    assert "Second source" in html


def test_words_in_another_language_say_so_to_browsers(
    client: Client, make_entry: MakeEntry
) -> None:
    html = page(client, make_entry(language="ar", title="الربو"))

    assert '<h1 lang="ar" dir="rtl">' in html
    assert 'class="entry-text" lang="ar" dir="rtl"' in html


def test_an_entry_of_nothing_but_a_title_says_so(
    client: Client, make_entry: MakeEntry
) -> None:
    html = page(client, make_entry(html="", text=""))

    assert "nothing but the title" in html


# ---- who may see it ----------------------------------------------------------------


def test_an_entry_of_somebodys_own_source_is_found_by_them_only(
    client: Client, make_entry: MakeEntry, member: Person
) -> None:
    entry = make_entry(is_own=True)
    assert client.get(path_of(entry)).status_code == 404
    assert client.post(path_of(entry, "mark/"), {"do": "save"}).status_code == 404
    following.follow(member, entry.feed)

    client.force_login(
        member, backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    assert client.get(path_of(entry)).status_code == 200


def test_what_somebody_saved_stays_theirs_when_they_hide_the_source(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    entry = make_entry(is_own=True)
    following.follow(signed_in, entry.feed)
    marking.save(signed_in, entry.work, at=NOW)

    following.hide(signed_in, entry.feed_id)

    assert client.get(path_of(entry)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 7, 2**53, 2**63, 10**30])
def test_an_entry_that_is_not_there_is_said_to_be_missing(
    client: Client, number: int
) -> None:
    assert client.get(f"/en/reader/entry/{number}/").status_code == 404


# ---- the list that one came from ---------------------------------------------------


def test_next_and_previous_follow_the_list(
    client: Client, make_feed: MakeFeed, make_entries: MakeEntries, signed_in: Person
) -> None:
    feed = make_feed()
    old, middle, new = make_entries(feed, 3)
    following.follow(signed_in, feed)
    Subscription.objects.update(read_through=0)

    unread = page(client, middle)
    oldest_first = page(client, middle, "?view=all&order=oldest")

    assert f'href="{path_of(old)}" rel="next"' in unread
    assert f'href="{path_of(new)}" rel="prev"' in unread
    query = "?view=all&amp;order=oldest"
    assert f'href="{path_of(new)}{query}" rel="next"' in oldest_first
    assert f'href="{path_of(old)}{query}" rel="prev"' in oldest_first
    assert f'href="/en/reader/list/{query}"' in oldest_first


def test_saved_entries_follow_each_other_as_they_were_saved(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    first, last = make_entry(), make_entry()
    marking.save(signed_in, last.work, at=NOW)
    marking.save(signed_in, first.work, at=NOW.replace(hour=13))

    html = page(client, first, "?view=saved")

    assert f'href="{path_of(last)}?view=saved" rel="next"' in html
    assert 'rel="prev"' not in html


@pytest.mark.parametrize(
    "query",
    [
        "?q=%28%28%28",
        "?collection=none",
        "?source=99999999999999999",
        "?view=x",
        "?q=%00",
    ],
)
def test_a_list_that_cannot_be_read_costs_only_its_neighbours(
    client: Client, make_entry: MakeEntry, query: str
) -> None:
    page(client, make_entry(), query)


def test_a_page_costs_the_same_however_many_sources_have_the_paper(
    client: Client,
    make_entry: MakeEntry,
    signed_in: Person,
    django_assert_max_num_queries: Any,
) -> None:
    entry = make_entry(**PAPER)
    for number in range(10):
        make_entry(**PAPER, source={"title": f"Source {number}"})
    page(client, entry)

    with django_assert_max_num_queries(36):
        page(client, entry)
