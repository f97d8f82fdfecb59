"""``medagora feeds`` and what ``medagora check`` says of sources."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import typer
from django.utils import timezone
from typer.testing import CliRunner, Result

from medagora.cli import doctor, reader_commands
from medagora.kernel.refusals import BadInput, NotFound
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Entry, Feed
from tests.reader.conftest import MakeFeed
from tests.reader.health.test_discovering import ATOM, feed, page
from tests.web.hostile import Site, serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    """A server in a network of the operator's own."""
    inside = {"inside": "127.0.0.0/8"}
    settings.CONFIG = type(settings.CONFIG)(**settings.CONFIG.model_dump() | inside)
    answers = {
        "/feed": feed(ATOM),
        "/": page(b'<link rel=alternate type="application/atom+xml" href="/feed">'),
        "/static": page(b"<p>Nothing"),
    }
    with serve(answers) as running:
        yield running


def run(*words: str) -> Result:
    app = typer.Typer()
    reader_commands.register(app)
    app.command("other")(lambda: None)
    return CliRunner().invoke(app, ["feeds", *words], catch_exceptions=False)


def told(*words: str, code: int = 0) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.output)


def test_a_source_is_added_by_any_address_and_read_at_once(site: Site) -> None:
    result = run("add", f"{site.url}/")

    assert result.exit_code == 0
    assert "✓ Heart news" in result.output
    assert "4 entries" in result.output
    assert Entry.objects.count() == 4
    assert Feed.objects.get().address == f"{site.url}/feed"


def test_what_could_be_followed_is_said_and_nothing_stored(site: Site) -> None:
    result = run("discover", f"{site.url}/")
    nothing = run("discover", f"{site.url}/static")

    assert f"{site.url}/feed" in result.output
    assert "2026-11-22  First" in result.output
    assert told("discover", f"{site.url}/feed")["feeds"][0]["title"] == "Heart news"
    assert nothing.exit_code == 1
    assert "Nothing can be followed at" in nothing.output
    assert not Feed.objects.exists()


def test_nothing_to_add_is_refused_with_the_reason(site: Site) -> None:
    with pytest.raises(NotFound, match="Nothing can be followed"):
        run("add", f"{site.url}/static")
    with pytest.raises(NotFound, match="page does not exist"):
        run("add", f"{site.url}/missing")


def test_one_source_is_checked_by_address_or_number(
    site: Site, make_feed: MakeFeed
) -> None:
    good = make_feed("Good", address=f"{site.url}/feed", is_operators=True)
    bad = make_feed("Bad", address=f"{site.url}/missing", is_operators=True)

    well = told("check", str(good.pk))
    ill = told("check", f"{site.url}/missing", code=1)

    assert (well["entries"], well["failure"]) == (4, "")
    assert ill["failure_in_words"] == "The server says that the page does not exist"
    assert "✗" in run("check", str(bad.pk)).output


def test_sources_that_cannot_be_checked_are_refused(make_feed: MakeFeed) -> None:
    gone = make_feed(state=FeedState.GONE)
    with pytest.raises(BadInput, match="Gone for good"):
        run("check", str(gone.pk))
    with pytest.raises(NotFound):
        run("check", "https://nowhere.example.org/")


def test_all_sources_are_asked_here_and_now(site: Site, make_feed: MakeFeed) -> None:
    later = timezone.now() + timedelta(days=9)
    make_feed(address=f"{site.url}/feed", next_check_at=later, is_operators=True)

    before = told("refresh")
    after = told("refresh", "--all")

    assert (before["feeds"], after["feeds"], after["new"]) == (0, 1, 4)
    assert "1 asked, 1 unchanged" in run("refresh", "--all").output


def test_the_list_and_the_health_say_what_fails(make_feed: MakeFeed) -> None:
    make_feed("Well", succeeded_at=timezone.now())
    make_feed("Ill", failures=3, failure="dns", failing_since=timezone.now())
    make_feed("Late", failures=1, failure="dns", failing_since=timezone.now())

    listed = told("list")
    failing = told("list", "--show", "failing")
    health = run("health").output

    assert [row["title"] for row in listed] == ["Ill", "Late", "Well"]
    assert [row["title"] for row in failing] == ["Ill", "Late"]
    assert "The name was not found, 3 times in a row" in health
    assert "The name was not found, once" in health
    assert "1 read, 2 failing, 0 never read yet, 0 ended" in health
    assert told("health")["failing"] == 2
    assert "Well" in run("list", "wel").output
    with pytest.raises(BadInput):
        run("list", "--show", "nonsense")


def test_the_doctor_says_when_nobody_asks(make_feed: MakeFeed) -> None:
    make_feed(next_check_at=timezone.now() - timedelta(hours=7))

    (finding,) = doctor._feeds()

    assert finding.level == "bad"
    assert "due for 7 hours" in finding.found
    assert "medagora work" in finding.advice


def test_the_doctor_is_content_when_all_is_well(make_feed: MakeFeed) -> None:
    (empty,) = doctor._feeds()
    make_feed(next_check_at=timezone.now() + timedelta(hours=1))
    (well,) = doctor._feeds()

    assert (empty.level, well.level) == ("good", "good")
    assert well.found == "0 read, 0 failing, 1 never read yet, 0 ended"


def test_the_doctor_wonders_when_many_fail_or_the_site_stays_at_home(
    make_feed: MakeFeed, settings: Any
) -> None:
    for _ in range(6):
        make_feed(failures=2, failure="dns", next_check_at=timezone.now())
    (many,) = doctor._feeds()
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})
    (home,) = doctor._feeds()

    assert (many.level, home.level) == ("note", "note")
    assert "medagora feeds health" in many.advice
    assert "MEDAGORA_OUTSIDE" in home.advice
