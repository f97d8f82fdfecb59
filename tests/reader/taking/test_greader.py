"""The Google Reader protocol: what programs ask, and what they may change."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from medagora.people.models import Person
from medagora.reader.domain.taking.greader import item_id
from medagora.reader.domain.words import KeyScope, NoticeKind, View
from medagora.reader.models import Feed, Mark, Notice, ReaderKey, Subscription
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import StreamSearch, reading_of
from medagora.reader.queries.streams import list_stream
from medagora.reader.services import following, keys, marking
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.taking.conftest import Program, Shelf

LIST = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
KEPT = "user/-/state/com.google/kept-unread"


def titles(program: Program, stream: str = LIST, **params: Any) -> list[str]:
    found = program.api(f"stream/contents/{stream}", **params)
    return [item["title"] for item in found["items"]]


def numbers(program: Program, **params: Any) -> list[int]:
    found = program.api("stream/items/ids", **params)
    return [int(ref["id"]) for ref in found["itemRefs"]]


# ---- who may ------------------------------------------------------------------------


def test_a_program_signs_in_with_address_and_key(program: Program) -> None:
    said = {"Email": program.person.email.upper(), "Passwd": program.secret}

    answer = program.client.post("/greader/accounts/ClientLogin", said)

    words = dict(line.split("=", 1) for line in answer.content.decode().split())
    program.secret = words["Auth"]
    assert program.api("user-info")["userEmail"] == program.person.email
    assert len(program.get("reader/api/0/token").content) == 58


@pytest.mark.parametrize("header", ["", "GoogleLogin auth=", "GoogleLogin auth=guess"])
def test_without_a_key_nothing_opens(client: Client, db: None, header: str) -> None:
    headers = {"Authorization": header} if header else {}

    answer = client.get("/greader/reader/api/0/subscription/list", headers=headers)

    assert answer.status_code == 401
    assert answer.content == b"Unauthorized!"


def test_another_persons_key_does_not_fit(
    program: Program, make_person: Callable[..., Person]
) -> None:
    other = make_person("Otto")

    answer = program.client.post(
        "/greader/accounts/ClientLogin",
        {"Email": other.email, "Passwd": program.secret},
    )

    assert answer.status_code == 401


def test_a_key_for_lists_opens_no_program(client: Client, reader: Person) -> None:
    _row, secret = keys.make_key(reader, "Lists", KeyScope.FEEDS, by=reader)

    answer = Program(client, reader, secret).get("reader/api/0/user-info")

    assert answer.status_code == 401


def test_a_key_that_was_taken_back_opens_nothing(program: Program) -> None:
    program.api("user-info")
    row = ReaderKey.objects.get()
    assert row.used_at

    keys.revoke_key(program.person, row.pk, by=program.person)

    assert program.get("reader/api/0/user-info").status_code == 401


def test_guessing_is_slowed_down(client: Client, db: None) -> None:
    for _guess in range(60):
        client.post("/greader/accounts/ClientLogin", {"Email": "a", "Passwd": "b"})

    answer = client.post("/greader/accounts/ClientLogin", {"Email": "a", "Passwd": "b"})

    assert answer.status_code == 429


def test_changes_are_never_made_by_looking_at_an_address(program: Program) -> None:
    for path in ("edit-tag", "mark-all-as-read", "subscription/edit"):
        assert program.get(f"reader/api/0/{path}").status_code == 405


@pytest.mark.parametrize("path", ["", "check/compatibility", "reader/ping"])
def test_programs_find_out_that_we_are_here(program: Program, path: str) -> None:
    assert program.get(path).content in {b"OK", b"PASS"}


def test_what_is_not_there_is_said_in_plain_words(program: Program) -> None:
    answer = program.get("reader/api/0/preference/stream/list")

    assert (answer.status_code, answer.content) == (404, b"Not Found")


# ---- sources ------------------------------------------------------------------------


def test_sources_come_with_labels_and_addresses(program: Program, shelf: Shelf) -> None:
    first, second = program.api("subscription/list")["subscriptions"]

    assert first["id"] == f"feed/{shelf.journal.pk}"
    assert first["title"] == "Journal"
    assert first["categories"] == [{"id": "user/-/label/Heart", "label": "Heart"}]
    assert first["url"] == shelf.journal.address
    assert first["htmlUrl"] == "https://journal.example.org/"
    assert second["categories"] == []
    tags = program.api("tag/list")["tags"]
    assert [tag["id"] for tag in tags] == [STARRED, "user/-/label/Heart"]


def test_a_topic_is_the_label_of_what_it_brought(
    program: Program,
    reader: Person,
    make_feed: MakeFeed,
    make_topic: Callable[..., Any],
) -> None:
    make_topic("asthma")
    following.follow(reader, make_feed(), topic="asthma")

    (row,) = program.api("subscription/list")["subscriptions"]

    assert row["categories"][0]["label"] == "Asthma"


def test_unread_entries_are_counted(program: Program, shelf: Shelf) -> None:
    rows = program.api("unread-count")["unreadcounts"]

    assert {row["id"]: row["count"] for row in rows} == {
        f"feed/{shelf.journal.pk}": 3,
        f"feed/{shelf.blog.pk}": 1,
        "user/-/label/Heart": 3,
        LIST: 4,
    }


def test_a_source_is_added_renamed_filed_and_taken_off(program: Program) -> None:
    address = "https://new.example.org/feed"
    edit = "subscription/edit"

    assert program.send(edit, ac="subscribe", s=f"feed/{address}", t="Mine") == "OK"
    feed = Feed.objects.get()
    own = Subscription.objects.get()
    assert (feed.address, feed.title, own.title) == (address, "", "Mine")
    stream = f"feed/{feed.pk}"
    program.send(edit, ac="edit", s=stream, t="Ours", a="user/-/label/Lungs")
    own.refresh_from_db()
    assert (own.title, own.folder) == ("Ours", "Lungs")
    program.send(edit, ac="edit", s=stream, r="user/-/label/Lungs")
    own.refresh_from_db()
    assert own.folder == ""
    program.send(edit, ac="unsubscribe", s=stream)
    assert not Subscription.objects.exists()


def test_a_source_is_added_by_its_address_alone(program: Program) -> None:
    answer = program.post(
        "reader/api/0/subscription/quickadd", {"quickadd": "new.example.org/feed"}
    ).json()

    feed = Feed.objects.get()
    assert answer["streamId"] == f"feed/{feed.pk}"
    assert feed.address == "https://new.example.org/feed"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"ac": "destroy", "s": "feed/1"},
        {"ac": "subscribe"},
        {"ac": "subscribe", "s": "feed/ftp://x.example.org/"},
        {"ac": "subscribe", "s": "feed/12"},
        {"ac": "edit", "s": "feed/999999", "t": "x"},
        {"ac": "unsubscribe", "s": "user/-/label/x"},
    ],
)
def test_a_wrong_change_of_sources_is_refused_and_changes_nothing(
    program: Program, data: dict[str, str]
) -> None:
    answer = program.post("reader/api/0/subscription/edit", data)

    assert answer.status_code in {400, 404, 422}
    assert answer["Content-Type"].startswith("text/plain")
    assert not Feed.objects.exists()


def test_labels_are_renamed_and_taken_away(program: Program, shelf: Shelf) -> None:
    program.send("rename-tag", s="user/-/label/Heart", dest="user/-/label/Cardio")
    assert Subscription.objects.get(feed=shelf.journal).folder == "Cardio"

    program.send("disable-tag", s="user/-/label/Cardio")
    assert Subscription.objects.get(feed=shelf.journal).folder == ""


def test_lists_of_sources_go_out_and_come_in(
    program: Program, shelf: Shelf, make_person: Callable[..., Person]
) -> None:
    written = program.get("reader/api/0/subscription/export").content
    other = make_person("Otto")
    _row, program.secret = keys.make_key(other, "App", KeyScope.APPS, by=other)

    answer = program.client.post(
        "/greader/reader/api/0/subscription/import",
        written,
        content_type="text/xml",
        headers={"Authorization": f"GoogleLogin auth={program.secret}"},
    )

    assert answer.content == b"OK: 2"
    follows = {f.feed_id: f.folder for f in reading_of(other).follows}
    assert follows == {shelf.journal.pk: "Heart", shelf.blog.pk: ""}


# ---- entries ------------------------------------------------------------------------


def test_entries_come_newest_first_with_their_words(
    program: Program, shelf: Shelf
) -> None:
    found = program.api(f"stream/contents/{LIST}")

    assert [i["title"] for i in found["items"]] == ["Post", "Three", "Two", "One"]
    item = found["items"][1]
    assert item["id"] == item_id(shelf.entries[2].pk)
    assert item["origin"] == {
        "streamId": f"feed/{shelf.journal.pk}",
        "title": "Journal",
    }
    assert "Words of entry" in item["summary"]["content"]
    assert item["alternate"][0]["href"] == shelf.entries[2].link
    assert item["categories"] == [LIST, "user/-/label/Heart"]
    assert "continuation" not in found


def test_lists_are_narrowed_by_source_label_state_and_time(
    program: Program, shelf: Shelf
) -> None:
    marking.mark_read(program.person, [shelf.entries[0].work, shelf.post.work])
    marking.save(program.person, shelf.entries[0].work, at=NOW)
    hour = int((NOW - timedelta(hours=1)).timestamp())

    assert titles(program, f"feed/{shelf.journal.pk}") == ["Three", "Two", "One"]
    assert titles(program, f"feed/{shelf.journal.address}") == ["Three", "Two", "One"]
    assert titles(program, "user/-/label/Heart", xt=READ) == ["Three", "Two"]
    assert titles(program, xt=READ, r="o") == ["Two", "Three"]
    assert titles(program, it=READ) == ["Post", "One"]
    assert titles(program, READ) == ["Post", "One"]
    assert titles(program, STARRED) == ["One"]
    assert titles(program, STARRED, xt=READ) == []
    assert titles(program, it=STARRED, s=f"feed/{shelf.journal.pk}") == ["One"]
    assert titles(program, xt=STARRED) == ["Post", "Three", "Two"]
    assert titles(program, ot=hour) == ["Post", "Three"]
    assert titles(program, nt=hour - 1) == ["Two", "One"]


@pytest.mark.parametrize(
    "stream",
    ["user/-/state/com.google/broadcast", "user/-/label/Nowhere", "splice/x"],
)
def test_what_we_do_not_have_is_empty_and_never_everything(
    program: Program, shelf: Shelf, stream: str
) -> None:
    assert titles(program, stream) == []
    program.send("mark-all-as-read", s=stream)
    assert sum(count_unread(reading_of(program.person)).values()) == 4


@pytest.mark.parametrize("order", ["d", "o"])
def test_pages_of_numbers_follow_each_other_without_gap_or_double(
    program: Program, shelf: Shelf, order: str
) -> None:
    seen: list[int] = []
    params: dict[str, Any] = {"s": LIST, "n": 3, "r": order}
    while True:
        found = program.api("stream/items/ids", **params)
        seen += [int(ref["id"]) for ref in found["itemRefs"]]
        if "continuation" not in found:
            break
        params["c"] = found["continuation"]

    expected = sorted([*(e.pk for e in shelf.entries), shelf.post.pk])
    assert seen == (expected if order == "o" else expected[::-1])


@pytest.mark.parametrize("more", [{}, {"xt": READ}, {"r": "o"}])
def test_pages_of_what_was_saved_come_to_an_end(
    program: Program, shelf: Shelf, more: dict[str, str]
) -> None:
    for place, entry in enumerate(shelf.entries):
        marking.save(program.person, entry.work, at=NOW + timedelta(minutes=place))
    seen: list[str] = []
    params: dict[str, Any] = {"n": 2, **more}
    for _page in range(5):
        found = program.api(f"stream/contents/{STARRED}", **params)
        seen += [item["title"] for item in found["items"]]
        if "continuation" not in found:
            break
        params["c"] = found["continuation"]

    assert seen == ["Three", "Two", "One"]


def test_entries_are_asked_for_by_number_in_every_form(
    program: Program, shelf: Shelf
) -> None:
    one, two, three = (entry.pk for entry in shelf.entries)
    ids = [item_id(one), str(two), f"{three:016x}", "nonsense", "-5"]

    found = program.post("reader/api/0/stream/items/contents", {"i": ids}).json()

    assert [item["title"] for item in found["items"]] == ["One", "Two", "Three"]


def test_a_guessed_number_opens_nobody_elses_source(
    program: Program, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    (secret,) = make_entries(make_feed("Intranet"), {"title": "Secret"})

    found = program.api("stream/items/contents", i=str(secret.pk))
    program.send("edit-tag", i=str(secret.pk), a=STARRED)

    assert found["items"] == []
    assert not Mark.objects.exists()


def test_one_paper_is_listed_once(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    make_entries(shelf.journal, {"title": "Paper", "doi": "10.1/x"})
    make_entries(shelf.blog, {"title": "About it", "doi": "10.1/x"})

    assert titles(program).count("Paper") + titles(program).count("About it") == 1
    assert len(numbers(program, s=LIST, n=100)) == 5


def test_a_retracted_paper_says_so_in_its_title(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    make_entries(shelf.journal, {"title": "Cure", "doi": "10.1/x"})
    Notice.objects.create(
        doi="10.1/x", kind=NoticeKind.RETRACTION, source="test", added_at=NOW
    )

    assert titles(program)[0] == "Retracted: Cure"


def test_pictures_come_through_us(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    html = '<p><img src="https://pictures.example.org/1.png" alt=""></p>'
    make_entries(shelf.blog, {"html": html})

    (first, *_rest) = program.api(f"stream/contents/{LIST}")["items"]

    assert "pictures.example.org" not in first["summary"]["content"]
    assert "/reader/image/" in first["summary"]["content"]


def test_the_atom_form_carries_states_as_labels(program: Program, shelf: Shelf) -> None:
    marking.mark_read(program.person, [shelf.entries[0].work])

    answer = program.get(f"reader/atom/feed%2F{shelf.journal.pk}", n=10)

    names = {"a": "http://www.w3.org/2005/Atom"}
    root: Any = etree.fromstring(answer.content)
    labels = [
        entry.xpath("a:category/@label", namespaces=names)
        for entry in root.xpath("a:entry", namespaces=names)
    ]
    assert labels == [
        ["reading-list", "Heart", "fresh"],
        ["reading-list", "Heart", "fresh"],
        ["reading-list", "read", "Heart"],
    ]


# ---- marks --------------------------------------------------------------------------


def test_marks_made_in_a_program_are_marks_on_the_page(
    program: Program, shelf: Shelf
) -> None:
    one, two, _three = shelf.entries

    program.send("edit-tag", i=[item_id(one.pk), str(two.pk)], a=READ)
    program.send("edit-tag", i=item_id(two.pk), a=STARRED)
    program.send("edit-tag", i=item_id(one.pk), r=READ, a=KEPT)

    reading = reading_of(program.person)
    unread = [line.title for line in list_stream(reading, StreamSearch()).lines]
    saved = list_stream(reading, StreamSearch(view=View.SAVED)).lines
    assert unread == ["Post", "Three", "One"]
    assert [line.title for line in saved] == ["Two"]
    program.send("edit-tag", i=str(two.pk), r=STARRED)
    assert list_stream(reading, StreamSearch(view=View.SAVED)).lines == ()


def test_a_thousand_entries_are_marked_in_one_request(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    rows = make_entries(shelf.blog, 1500)

    program.send("edit-tag", i=[str(row.pk) for row in rows], a=READ)

    assert Mark.objects.filter(is_read=True).count() == 1500


@pytest.mark.parametrize("unit", [1, 1000, 10**6, 10**9])
def test_everything_up_to_a_moment_is_marked_read(
    program: Program, shelf: Shelf, unit: int
) -> None:
    seen = int((NOW - timedelta(hours=2)).timestamp())

    program.send("mark-all-as-read", s=LIST, ts=(seen + 60) * unit)

    assert titles(program, xt=READ) == ["Post", "Three"]


def test_the_moment_of_an_entry_covers_it_and_nothing_newer(
    program: Program, shelf: Shelf
) -> None:
    newest, middle, *_rest = program.api(f"stream/contents/feed/{shelf.journal.pk}")[
        "items"
    ]

    program.send("mark-all-as-read", s=LIST, ts=middle["timestampUsec"])

    assert newest["title"] in titles(program, xt=READ)
    assert middle["title"] not in titles(program, xt=READ)


def test_a_source_or_a_label_is_marked_read(program: Program, shelf: Shelf) -> None:
    program.send("mark-all-as-read", s="user/-/label/Heart")
    assert titles(program, xt=READ) == ["Post"]

    program.send("mark-all-as-read", s=f"feed/{shelf.blog.pk}")
    assert titles(program, xt=READ) == []


@pytest.mark.parametrize(
    "params",
    [
        {"n": "x", "c": "y", "ot": "-1", "nt": "9" * 30},
        {"n": "-3", "r": "?"},
        {"c": "9" * 40},
        {"it": "\x00", "xt": "\ud800".encode("utf-8", "replace").decode()},
        {"i": ["x"] * 5},
    ],
)
def test_strange_questions_get_an_answer(
    program: Program, shelf: Shelf, params: dict[str, Any]
) -> None:
    assert program.get("reader/api/0/stream/items/ids", **params).status_code == 200
    assert program.get("reader/api/0/stream/contents", **params).status_code == 200


def test_more_sources_cost_no_more_queries(
    program: Program,
    shelf: Shelf,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    django_assert_max_num_queries: Any,
) -> None:
    paths = ("subscription/list", "unread-count", f"stream/contents/{LIST}")
    for path in paths:
        program.api(path)
    with django_assert_max_num_queries(60) as few:
        for path in paths:
            program.api(path)
    most = len(few)
    for _number in range(10):
        feed = make_feed()
        following.follow(program.person, feed)
        make_entries(feed, 1)
    program.api("unread-count")  # what is counted once is remembered

    with django_assert_max_num_queries(most):
        for path in paths:
            program.api(path)
