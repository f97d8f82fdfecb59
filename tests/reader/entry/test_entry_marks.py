"""The page of one entry: opening it marks it as read; it is saved and noted there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.models import Mark
from tests.reader.entry.conftest import MakeEntry
from tests.reader.entry.visiting import page, path_of


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
