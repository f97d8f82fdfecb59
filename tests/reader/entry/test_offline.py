"""What is kept for reading without a line, and for whom."""

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.services import following
from medagora.reader.views.offline import OWNER
from tests.reader.conftest import MakeEntries, MakeFeed
from tests.reader.entry.conftest import MakeEntry

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_the_worker_serves_the_whole_site_and_is_looked_for_each_time(
    client: Client,
) -> None:
    response = client.get("/sw.js")

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Service-Worker-Allowed"] == "/"
    assert response.headers["Cache-Control"] == "no-cache"
    assert b"addEventListener" in response.content


def test_pages_may_start_our_own_worker_only(client: Client) -> None:
    policy = client.get("/en/reader/offline/").headers["Content-Security-Policy"]

    assert "worker-src 'self'" in policy


def test_the_list_names_the_newest_entries_of_the_page(
    client: Client, signed_in: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    old, new = make_entries(feed, 2)
    following.follow(signed_in, feed)

    answer = client.get("/en/reader/offline/list.json").json()

    assert answer["pages"] == [
        f"/en/reader/entry/{new.pk}/",
        f"/en/reader/entry/{old.pk}/",
    ]
    assert answer["fallback"] == "/en/reader/offline/"
    page = client.get(answer["fallback"]).content.decode()
    assert answer["pages"][0] in page


def test_whoever_has_no_page_is_told_how_to_have_something_kept(
    client: Client,
) -> None:
    assert client.get("/en/reader/offline/list.json").json()["pages"] == []
    assert "Go to My page" in client.get("/en/reader/offline/").content.decode()


def test_pages_of_two_people_carry_two_names_that_tell_nothing(
    client: Client, make_entry: MakeEntry, member: Person, curator: Person
) -> None:
    path = f"/en/reader/entry/{make_entry().pk}/"
    names = [client.get(path).headers[OWNER]]
    for person in (member, curator):
        client.force_login(person, backend=BACKEND)
        names.append(client.get(path).headers[OWNER])
        assert client.get("/en/reader/offline/list.json").json()["owner"] == names[-1]

    assert len(set(names)) == 3
    assert all(len(name) == 24 for name in names)


def test_a_page_that_is_not_there_is_not_kept(client: Client) -> None:
    assert OWNER not in client.get("/en/reader/entry/7/").headers


def test_personal_pages_are_kept_by_nothing_but_the_worker(
    client: Client, make_entry: MakeEntry
) -> None:
    response = client.get(f"/en/reader/entry/{make_entry().pk}/")

    assert "no-store" in response.headers["Cache-Control"]


def test_who_signs_out_leaves_nothing_behind_in_the_browser(
    client: Client, signed_in: Person
) -> None:
    stays = client.get("/en/reader/offline/")
    leaves = client.post("/en/account/logout/")

    assert "Clear-Site-Data" not in stays.headers
    assert leaves.headers["Clear-Site-Data"] == '"storage"'
