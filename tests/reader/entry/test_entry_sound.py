"""The page of one entry: its sound and its film, asked for only by who wants them."""

from typing import Any

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.gateways.sound import Found
from medagora.reader.models import Entry
from medagora.reader.views import entry as entry_views
from medagora.web.middleware import CONTENT_SECURITY_POLICY
from tests.reader.entry.conftest import MakeEntry
from tests.reader.entry.visiting import page, path_of


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
