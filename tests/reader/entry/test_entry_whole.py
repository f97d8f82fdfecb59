"""The page of one entry: the whole text is fetched for whoever asks."""

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.people.models import Person
from medagora.reader.models import EntryText
from medagora.reader.services import following, full_text
from tests.reader.conftest import NOW
from tests.reader.entry.conftest import MakeEntry
from tests.reader.entry.visiting import page, path_of


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
