"""The page of one entry, as readers with and without an account meet it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.people.models import Person
from medagora.reader.domain.notices import SEEN_BY_MACHINE
from medagora.reader.gateways.sound import Found
from medagora.reader.models import (
    Entry,
    EntryText,
    Mark,
    Notice,
    OpenCopy,
    Subscription,
    WorkLink,
)
from medagora.reader.services import following, full_text, marking
from medagora.reader.views import entry as entry_views
from medagora.web.middleware import CONTENT_SECURITY_POLICY
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.entry.conftest import MakeEntry

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


def path_of(entry: Entry, end: str = "") -> str:
    return f"/en/reader/entry/{entry.pk}/{end}"


def page(client: Client, entry: Entry, query: str = "", **headers: str) -> str:
    response = client.get(path_of(entry) + query, headers=headers)
    assert response.status_code == 200, response.content
    return response.content.decode()


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


# ---- opening and marking -----------------------------------------------------------


def test_opening_marks_as_read_and_goes_into_the_history(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    entry = make_entry()

    html = page(client, entry)
    page(client, entry)

    mark = Mark.objects.get(person=signed_in)
    assert mark.is_read
    assert mark.opened_at
    assert "Mark as new" in html


@pytest.mark.parametrize(
    "headers", [{"X-Reader-Quiet": "1"}, {"Sec-Purpose": "prefetch;prerender"}]
)
def test_looking_ahead_marks_nothing(
    client: Client, make_entry: MakeEntry, signed_in: Person, headers: dict[str, str]
) -> None:
    entry = make_entry()

    html = page(client, entry, **headers)

    assert not Mark.objects.exists()
    assert f'data-unopened="{path_of(entry, "mark/")}"' in html


def test_a_passing_visitor_gets_no_cookie_of_what_they_read(
    client: Client, make_entry: MakeEntry
) -> None:
    response = client.get(path_of(make_entry()))

    assert set(response.cookies) <= {"csrftoken"}
    assert "Mark as new" not in response.content.decode()


def test_a_device_with_a_page_remembers_what_was_opened(
    client: Client, make_entry: MakeEntry, make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")
    client.post("/en/reader/choose/", {"topic": "asthma", "language": "en"})
    assert "reader" in client.cookies

    response = client.get(path_of(make_entry()))

    assert "reader-read" in response.cookies


def test_saving_works_without_scripts(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    entry = make_entry()

    response = client.post(path_of(entry, "mark/?view=all"), {"do": "save"})

    assert response.headers["Location"] == path_of(entry, "?view=all")
    assert Mark.objects.get().saved_at
    assert 'aria-pressed="true"' in page(client, entry)
    client.post(path_of(entry, "mark/"), {"do": "unsave"})
    assert Mark.objects.get().saved_at is None


def test_saving_with_scripts_changes_only_the_buttons(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    response = client.post(
        path_of(make_entry(), "mark/"), {"do": "save"}, headers={"HX-Request": "true"}
    )

    html = response.content.decode()
    assert html.lstrip().startswith("<form")
    assert 'value="unsave" aria-pressed="true"' in html
    assert Mark.objects.get().saved_at


def test_what_was_marked_as_new_is_still_new_when_its_page_comes_back(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    entry = make_entry()
    page(client, entry)

    client.post(path_of(entry, "mark/"), {"do": "unread"}, follow=True)

    assert Mark.objects.get().is_read is False


def test_a_note_is_kept_for_its_writer(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    entry = make_entry()

    client.post(path_of(entry, "mark/"), {"do": "note", "note": "Ask <Ben>"})

    assert "Ask &lt;Ben&gt;</textarea>" in page(client, entry)
    long = client.post(path_of(entry, "mark/"), {"do": "note", "note": "x" * 1001})
    assert long.status_code == 422


@pytest.mark.parametrize("done", ["", "delete", "note"])
def test_an_odd_wish_is_refused(
    client: Client, make_entry: MakeEntry, done: str
) -> None:
    response = client.post(path_of(make_entry(), "mark/"), {"do": done})

    assert response.status_code == 422


def test_a_visit_changes_nothing_by_a_link(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry()

    for end in ("mark/", "played/", "whole/", "always-whole/"):
        assert client.get(path_of(entry, end)).status_code == 405


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


# ---- the whole page ----------------------------------------------------------------


def test_the_whole_page_is_fetched_for_whoever_asks(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry()
    assert "Read the whole page here" in page(client, entry)

    answer = client.post(path_of(entry, "whole/?view=all"))
    waiting = client.get(answer.headers["Location"]).content.decode()

    asked = DBTaskResult.objects.get(task_path__endswith=".read_whole_page")
    assert asked.args_kwargs["args"] == [str(entry.pk)]
    assert "view=all" in answer.headers["Location"]
    assert "in a moment" in waiting
    assert "hx-trigger" in waiting
    assert "Look again" in waiting


def test_a_whole_page_stands_in_the_place_of_what_the_source_sent(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry(html="<p>First lines</p>")
    EntryText.objects.filter(pk=entry.pk).update(
        full_html="<h1>x</h1><p>Everything</p><script>y()</script>", full_text_at=NOW
    )

    whole, short = page(client, entry), page(client, entry, "?whole=0")

    assert "<p>Everything</p>" in whole
    assert "y()" not in whole
    assert "First lines" in short
    assert "Everything" not in short


def test_a_page_that_could_not_be_read_says_why_and_offers_another_try(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry()
    EntryText.objects.filter(pk=entry.pk).update(
        full_text_failure="disallowed", full_text_at=NOW
    )

    html = page(client, entry, "?whole=1764000000")

    assert "asks programs not to read" in html
    assert "again</button>" in html
    assert "hx-trigger" not in html


@pytest.mark.parametrize("asked", ["1", "9", "²", "-4", "x", "9" * 30])
def test_a_page_that_waits_for_long_stops_looking(
    client: Client, make_entry: MakeEntry, asked: str
) -> None:
    html = page(client, make_entry(), f"?whole={asked}")

    assert "hx-trigger" not in html or asked.startswith("99")


def test_the_fragment_of_a_waiting_page_is_the_text_alone(
    client: Client, make_entry: MakeEntry
) -> None:
    html = page(client, make_entry(), **{"HX-Request": "true"})

    assert html.lstrip().startswith('<div id="entry-whole"')


def test_a_follower_may_want_everything_of_a_source_whole(
    client: Client, make_entry: MakeEntry, signed_in: Person
) -> None:
    entry = make_entry()
    assert client.post(path_of(entry, "always-whole/")).status_code == 404
    following.follow(signed_in, entry.feed)

    client.post(path_of(entry, "always-whole/"), {"wanted": "1"})

    assert full_text.wants_whole_pages(signed_in, entry.feed_id) is True
    assert "come as whole pages" in page(client, entry)
    client.post(path_of(entry, "always-whole/"))
    assert full_text.wants_whole_pages(signed_in, entry.feed_id) is False


def test_nobody_has_us_fetch_without_end(client: Client, make_entry: MakeEntry) -> None:
    path = path_of(make_entry(), "whole/")

    statuses = {client.post(path).status_code for _ in range(61)}

    assert statuses == {302, 429}


# ---- sound and film ----------------------------------------------------------------


class Station:
    """Finds every sound at its last address."""

    asked: list[str] = []

    def find(self, sound: str, chapters: str) -> Found:
        Station.asked.append(sound)
        file = b'{"chapters": [{"startTime": 65, "title": "Why"}]}'
        return Found("https://cdn.example.net/a.mp3?ticket=1", file)


@pytest.fixture
def podcast(make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch) -> Entry:
    Station.asked = []
    monkeypatch.setattr(entry_views, "WebSoundFinder", Station)
    entry = make_entry(source={"sort": "podcast"})
    Entry.objects.filter(pk=entry.pk).update(
        media="https://count.example.org/a.mp3",
        media_type="audio/mpeg",
        media_seconds=3600,
        details={"chapters": "https://count.example.org/chapters.json"},
    )
    return entry


def test_nothing_of_a_recording_is_asked_for_before_somebody_listens(
    client: Client, podcast: Entry
) -> None:
    response = client.get(path_of(podcast))
    html = response.content.decode()

    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "<audio" not in html
    assert 'href="?play=1#sound"' in html
    assert Station.asked == []


def test_the_player_may_load_sound_from_where_it_is_and_nowhere_else(
    client: Client, podcast: Entry
) -> None:
    response = client.get(path_of(podcast, "?play=1"))
    html = response.content.decode()

    policy = response.headers["Content-Security-Policy"]
    assert policy == f"{CONTENT_SECURITY_POLICY}; media-src https://cdn.example.net"
    assert 'src="https://cdn.example.net/a.mp3?ticket=1"' in html
    assert 'preload="none"' in html
    assert "count.example.org" not in html
    assert "comes from cdn.example.net" in html


def test_chapters_lead_into_the_recording(client: Client, podcast: Entry) -> None:
    html = page(client, podcast, "?play=1")

    assert '#t=65" data-seconds="65"' in html
    assert "1:05" in html
    assert "Why" in html


def test_a_site_off_the_web_plays_what_the_entry_names(
    client: Client, podcast: Entry, settings: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    response = client.get(path_of(podcast, "?play=1"))

    policy = response.headers["Content-Security-Policy"]
    assert policy.endswith("media-src https://count.example.org")
    assert Station.asked == []


def test_the_place_in_a_recording_is_kept(
    client: Client, podcast: Entry, signed_in: Person
) -> None:
    response = client.post(path_of(podcast, "played/"), {"seconds": "125"})

    assert response.status_code == 204
    assert 'data-start="125"' in page(client, podcast, "?play=1")


@pytest.mark.parametrize("seconds", ["", "-1", "x", "1.5", "9" * 20, "²"])
def test_an_odd_place_is_refused(client: Client, podcast: Entry, seconds: str) -> None:
    response = client.post(path_of(podcast, "played/"), {"seconds": seconds})

    assert response.status_code == 422


def test_a_film_is_a_picture_from_us_that_leads_to_it(
    client: Client, make_entry: MakeEntry
) -> None:
    entry = make_entry(
        source={"sort": "video"},
        link="https://films.example.org/watch?v=1",
        image="https://films.example.org/1.jpg",
    )

    response = client.get(path_of(entry, "?play=1"))
    html = response.content.decode()

    assert "Watch it at films.example.org" in html
    assert 'src="/reader/image/' in html
    assert "<video" not in html
    assert "<iframe" not in html
    assert "media-src" not in response.headers["Content-Security-Policy"]
