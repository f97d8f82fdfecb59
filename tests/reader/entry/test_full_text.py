"""Whole pages behind entries: asked for, fetched politely, found, cleaned, kept."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from medagora.kernel.refusals import NotFound
from medagora.people.models import Person
from medagora.reader import tasks_entry
from medagora.reader.gateways.full_text import Article, WebArticles
from medagora.reader.models import Entry, EntryText, Feed
from medagora.reader.services import following, full_text
from medagora.web.tasks import registered
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.web.hostile import Site, loopback_too, reply, serve

SENTENCE = "Inhalers are used every day, also when breathing feels easy again. "
PAGE = f"""<!doctype html><html><head><title>On inhalers</title></head><body>
<nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>On inhalers</h1><p>{SENTENCE * 6}<a href="/more">More of it</a></p>
<figure><img src="lungs.png" alt="Lungs" onerror="x()"></figure>
<script>steal()</script><p>{SENTENCE * 6}</p></article>
<footer>Cookies, imprint</footer></body></html>""".encode()
HTML = "text/html; charset=utf-8"


class Shelf:
    """Articles without a web."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, addresses: Sequence[str]) -> list[Article]:
        self.asked += addresses
        return [
            Article(address, failure="no_text")
            if address.endswith("/none")
            else Article(address, html=f"<p>All of {address}</p>")
            for address in addresses
        ]


@pytest.fixture
def entry(make_feed: MakeFeed, make_entries: MakeEntries) -> Entry:
    return make_entries(make_feed(), {"link": "https://x.example.org/a"})[0]


# ---- asking and keeping ------------------------------------------------------------


def test_the_whole_page_is_kept_beside_what_the_source_sent(entry: Entry) -> None:
    assert full_text.ask_for_whole_page(entry.pk)

    full_text.read_whole_pages([entry.pk], reader=Shelf(), at=NOW)

    text = EntryText.objects.get(pk=entry.pk)
    assert text.full_html == "<p>All of https://x.example.org/a</p>"
    assert text.html
    assert (text.full_text_at, text.full_text_failure) == (NOW, "")


def test_what_is_here_already_is_not_fetched_again(entry: Entry) -> None:
    shelf = Shelf()
    full_text.read_whole_pages([entry.pk], reader=shelf, at=NOW)

    full_text.read_whole_pages([entry.pk], reader=shelf, at=NOW)

    assert not full_text.ask_for_whole_page(entry.pk)
    assert len(shelf.asked) == 1


def test_a_failure_is_kept_in_a_word_until_somebody_asks_again(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    entry = make_entries(make_feed(), {"link": "https://x.example.org/none"})[0]
    full_text.read_whole_pages([entry.pk], reader=Shelf(), at=NOW)
    assert EntryText.objects.get(pk=entry.pk).full_text_failure == "no_text"

    assert full_text.ask_for_whole_page(entry.pk)

    text = EntryText.objects.get(pk=entry.pk)
    assert (text.full_text_at, text.full_text_failure) == (None, "")


def test_an_entry_without_a_page_is_refused(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    entry = make_entries(make_feed(), {"link": ""})[0]

    with pytest.raises(NotFound):
        full_text.ask_for_whole_page(entry.pk)
    with pytest.raises(NotFound):
        full_text.ask_for_whole_page(12)


def test_a_heading_that_repeats_the_title_goes() -> None:
    html = "<h1>On   <em>Inhalers</em>!</h1>\n<p>Words</p>"

    assert full_text.without_title(html, "on inhalers") == "<p>Words</p>"
    assert full_text.without_title(html, "Something else") == html


# ---- whole sources -----------------------------------------------------------------


def test_new_entries_of_a_source_come_whole_if_a_curator_wants_it(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    wanted = make_entries(make_feed(wants_full_text=True), 2)
    make_entries(make_feed(), 2)

    assert full_text.list_wanted(NOW) == [wanted[1].pk, wanted[0].pk]
    assert full_text.list_wanted(NOW + timedelta(days=3)) == []


def test_new_entries_come_whole_if_a_reader_wants_it_until_they_do_not(
    make_feed: MakeFeed, make_entries: MakeEntries, member: Person
) -> None:
    feed: Feed = make_feed()
    entry = make_entries(feed, 1)[0]
    assert full_text.wants_whole_pages(member, feed.pk) is None
    following.follow(member, feed)

    full_text.want_whole_pages(member, feed.pk, is_wanted=True)
    assert full_text.wants_whole_pages(member, feed.pk) is True
    assert full_text.list_wanted(NOW) == [entry.pk]

    full_text.want_whole_pages(member, feed.pk, is_wanted=False)
    assert full_text.list_wanted(NOW) == []


def test_who_does_not_follow_a_source_has_no_wish_for_it(
    make_feed: MakeFeed, member: Person
) -> None:
    with pytest.raises(NotFound):
        full_text.want_whole_pages(member, make_feed().pk, is_wanted=True)


def test_what_has_an_answer_is_not_wanted_any_more(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_feed(wants_full_text=True), {"link": "https://x.example/none"})

    full_text.read_whole_pages(full_text.list_wanted(NOW), reader=Shelf(), at=NOW)

    assert full_text.list_wanted(NOW) == []


# ---- the worker --------------------------------------------------------------------


def test_the_worker_fetches_what_was_asked_for_and_what_is_wanted(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    entry: Entry,
    run_tasks: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("medagora.reader.gateways.full_text.WebArticles", Shelf)
    wanted = make_entries(
        make_feed(wants_full_text=True),
        {"published_at": timezone.now(), "link": "https://x.example.org/b"},
        at=timezone.now(),
    )[0]

    full_text.ask_for_whole_page(entry.pk)
    tasks_entry.read_wanted_pages.enqueue()
    tasks_entry.tidy_pictures.enqueue()
    run_tasks()

    texts = EntryText.objects.in_bulk([entry.pk, wanted.pk])
    assert texts[entry.pk].full_html == "<p>All of https://x.example.org/a</p>"
    assert texts[wanted.pk].full_html == "<p>All of https://x.example.org/b</p>"


def test_the_worker_looks_for_wanted_pages_by_itself() -> None:
    names = {periodic.task.func.__name__ for periodic in registered()}

    assert {"read_wanted_pages", "tidy_pictures"} <= names


# ---- the web -----------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _hosts_need_no_rest(settings: Any) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"per_host_seconds": 0})


@pytest.fixture
def serve_pages() -> Iterator[Callable[..., Site]]:
    opened = []

    def start(**pages: bytes) -> Site:
        answers = {f"/{name.replace('_', '.')}": body for name, body in pages.items()}
        context = serve(answers)
        opened.append(context)
        return context.__enter__()

    yield start
    for context in opened:
        context.__exit__(None, None, None)


def read(site: Site, name: str) -> Article:
    return WebArticles(loopback_too).read([f"{site.url}/{name}"])[0]


def test_the_article_is_found_in_the_page_and_cleaned(
    serve_pages: Callable[..., Site],
) -> None:
    site = serve_pages(page=reply(PAGE, content_type=HTML))

    article = read(site, "page")

    assert article.failure == ""
    assert SENTENCE.strip() in article.html
    assert f'src="{site.url}/lungs.png"' in article.html
    assert f'href="{site.url}/more"' in article.html
    for odd in ("script", "onerror", "Cookies, imprint", "About us"):
        assert odd not in article.html


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (reply(b"<p>Please accept our cookies.</p>", content_type=HTML), "no_text"),
        (reply(b"", content_type=HTML), "no_text"),
        (reply(b"\x00\xff" * 5000, content_type=HTML), "no_text"),
        (reply(b"<div>" * 40_000, content_type=HTML), "no_text"),
        (reply(b"<p>x</p>" * 40_000, content_type=HTML), "no_text"),
        (reply(b"%PDF-1.7", content_type="application/pdf"), "wrong_type"),
        (reply(b"x" * 4_000_000, content_type=HTML), "too_big"),
        (reply(PAGE, status="403 Forbidden", content_type=HTML), "not_allowed"),
        (reply(PAGE, status="500 Oh", content_type=HTML), "server_error"),
    ],
    ids=["wall", "empty", "noise", "deep", "many", "pdf", "big", "forbidden", "broken"],
)
def test_what_is_no_article_is_a_word(
    serve_pages: Callable[..., Site], answer: bytes, failure: str
) -> None:
    assert read(serve_pages(page=answer), "page").failure == failure


def test_a_site_that_asks_robots_to_stay_away_is_left_alone(
    serve_pages: Callable[..., Site],
) -> None:
    site = serve_pages(
        robots_txt=reply(b"User-agent: *\nDisallow: /", content_type="text/plain"),
        page=reply(PAGE, content_type=HTML),
    )

    assert read(site, "page").failure == "disallowed"
    assert not any(head.startswith("GET /page") for head in site.requests)


def test_a_private_address_is_not_visited() -> None:
    [article] = WebArticles().read(["http://127.0.0.1:9/page"])

    assert article.failure == "refused_address"
