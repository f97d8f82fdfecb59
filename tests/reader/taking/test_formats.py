"""Files of other programs: everything in them is taken or told of with its place."""

import json
import string
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain.taking import found as found_module
from medagora.reader.domain.taking.fever import group_id, read_numbers
from medagora.reader.domain.taking.found import FoundSource, Note, Origin, Place
from medagora.reader.domain.taking.greader import (
    StreamKind,
    item_id,
    read_item_id,
    read_stream_id,
)
from medagora.reader.domain.taking.guessing import read_file
from medagora.reader.domain.taking.opml import read_opml
from medagora.reader.domain.taking.opml_writing import OpmlList, write_opml
from tests.conftest import NOW
from tests.reader.taking import samples

_NESTED = '<outline text="a">'
REAL = Path(__file__).parents[4] / "shared" / "data" / "opml-real"


# ---- OPML ----------------------------------------------------------------------------


def test_every_outline_is_taken_or_told_of_with_its_line() -> None:
    found = read_opml(samples.OPML.encode(), "mine.opml")

    assert [(s.title, s.folder, s.address) for s in found.sources] == [
        ("Circulation", "Heart", "https://circ.example.org/feed"),
        ("EHJ", "Heart / Europe", "http://ehj.example.org/rss"),
        ("Intranet", "", "http://10.0.0.7/news.xml"),
    ]
    assert found.sources[0].site == "https://circ.example.org/"
    assert found.sources[0].language == "en"
    assert [(n.place, str(n.why)) for n in found.not_taken] == [
        (
            Place("mine.opml", 13),
            "It is a link to a page, not a source that can be followed.",
        ),
        (
            Place("mine.opml", 14),
            "Only addresses that begin with http:// or https:// can be added.",
        ),
        (Place("mine.opml", 15), "It has no address."),
    ]


@pytest.mark.skipif(not REAL.exists(), reason="the shared data is not here")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.opml")), ids=lambda p: p.stem)
def test_lists_as_people_have_them_are_read_whole(path: Path) -> None:
    data = path.read_bytes()

    found = read_opml(data)

    outlines = data.lower().count(b"xmlurl=")
    assert len(found.sources) + len(found.not_taken) == outlines
    assert found.sources


def test_a_broken_list_is_mended_and_that_is_told() -> None:
    text = samples.OPML.replace('text="Circulation"', 'text="Heart & <b>soul</b>"')

    found = read_opml(text.encode())

    assert found.notes == {Note.MENDED}
    assert found.sources[0].title == "Heart & <b>soul</b>"


def test_a_category_stands_for_a_folder() -> None:
    line = '<outline xmlUrl="https://a.example.org/" category="/Heart/Rhythm,/Other"/>'

    (source,) = read_opml(f"<opml><body>{line}</body></opml>".encode()).sources

    assert source.folder == "Heart / Rhythm"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "empty"),
        ("<opml><body><outline", "cut off"),
        ("<rss></rss>", "not OPML"),
        ("<opml></opml>", "no <body>"),
        (
            '<!DOCTYPE o [<!ENTITY a "b">]><opml><body></body></opml>',
            "XML entity",
        ),
        (
            f"<opml><body>{_NESTED * 150}{'</outline>' * 150}</body></opml>",
            "nested too deeply",
        ),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_opml(text.encode())


def test_an_endless_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_module, "MOST_SOURCES", 2)

    with pytest.raises(BadInput, match="more than 2 sources"):
        read_opml(samples.OPML.encode())


_LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
_WORDS = st.text(_LETTERS, min_size=1, max_size=12).map(
    lambda word: tidy(word.replace("/", "")) or "word"
)
_FOLDERS = st.lists(_WORDS, max_size=3).map(" / ".join)
_SOURCES = st.builds(
    FoundSource,
    address=st.text(string.ascii_lowercase, min_size=1, max_size=8).map(
        lambda name: f"https://{name}.example.org/feed"
    ),
    title=_WORDS,
    site=st.sampled_from(["", "https://site.example.org/"]),
    folder=_FOLDERS,
    language=st.sampled_from(["", "en", "hu"]),
)


@given(st.lists(_SOURCES, max_size=12, unique_by=lambda source: source.address))
def test_what_is_written_is_read_again(sources: list[FoundSource]) -> None:
    found = read_opml(write_opml(OpmlList("Mine", NOW, sources)))

    def told(source: FoundSource) -> tuple[str, ...]:
        return (
            source.address,
            source.title,
            source.site,
            source.folder,
            source.language,
        )

    assert sorted(map(told, found.sources)) == sorted(map(told, sources))
    assert found.not_taken == []


def test_letters_that_xml_cannot_hold_are_left_out_when_writing() -> None:
    source = FoundSource("https://a.example.org/feed", "Bad\x00 \ud800title")

    assert b"Bad title" in write_opml(OpmlList("x", NOW, [source]))


# ---- states --------------------------------------------------------------------------


def read_one(text: str) -> Any:
    (entry,) = read_file(text.encode(), "file.json").entries
    return entry


def test_freshrss_tells_the_sources_own_id_state_and_address() -> None:
    found = read_file(samples.STARRED.encode(), "starred.json")

    (entry,) = found.entries
    assert found.origins == {Origin.FRESHRSS}
    assert found.notes == {Note.LABELS_LEFT}
    assert (entry.is_read, entry.is_saved, entry.in_listing) == (False, True, False)
    assert entry.source
    assert entry.source.address == "https://circ.example.org/feed"
    assert entry.entry.guid == "https://circ.example.org/articles/1"
    assert entry.entry.authors == ("Ada Lovelace", "Bea Bird")
    assert entry.entry.html == "<p>Words </p>"
    assert entry.entry.published_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    listed = read_one(samples.LISTING)
    assert (listed.is_read, listed.is_saved, listed.in_listing) == (True, False, True)


def test_inoreaders_own_numbers_are_no_ids_of_the_source() -> None:
    entry = read_one(samples.INOREADER)

    assert entry.entry.guid == ""
    assert entry.entry.link == "https://circ.example.org/articles/3"
    assert (entry.is_read, entry.is_saved) == (True, True)
    assert entry.source.address == "https://circ.example.org/feed"


def test_feedly_counts_in_milliseconds() -> None:
    found = read_file(samples.FEEDLY.encode())

    (entry,) = found.entries
    assert found.origins == {Origin.FEEDLY}
    assert entry.entry.guid == "https://circ.example.org/articles/4"
    assert entry.entry.published_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (entry.is_read, entry.is_saved) == (True, True)


def test_miniflux_names_the_sources_with_the_entries() -> None:
    found = read_file(samples.MINIFLUX.encode())

    first, second = found.entries
    assert found.origins == {Origin.MINIFLUX}
    assert [(s.title, s.folder) for s in found.sources] == [("Circulation", "Heart")]
    assert (first.is_read, first.is_saved) == (True, True)
    assert (second.is_read, second.is_saved, second.in_listing) == (False, False, True)
    assert second.entry.enclosures[0].content_type == "audio/mpeg"


def test_the_sources_of_miniflux_can_come_alone() -> None:
    feed = samples.miniflux_entry()["feed"]

    found = read_file(json.dumps([feed, {"feed_url": "nothing:x"}]).encode())

    assert len(found.sources) == 1
    assert found.not_taken[0].place.item == 2


def test_a_page_that_was_saved_without_a_source_is_taken() -> None:
    item = samples.freshrss_item(origin=None)

    assert (
        read_one(samples.stream("user/1/state/com.google/starred", item)).source is None
    )


def test_identifiers_are_found_in_links() -> None:
    item = samples.freshrss_item(
        alternate=[{"href": "https://doi.org/10.1056/NEJMoa2034577"}]
    )

    assert read_one(samples.stream("x", item)).entry.doi == "10.1056/nejmoa2034577"


@pytest.mark.parametrize(
    "item",
    [
        None,
        7,
        [],
        {},
        {"title": 5, "alternate": "x", "canonical": [7]},
        {"title": "", "alternate": [{"href": "javascript:alert(1)"}]},
        samples.freshrss_item(origin={"feedUrl": "ftp://x/"}),
    ],
)
def test_an_entry_that_cannot_be_used_is_told_of_with_its_place(item: Any) -> None:
    found = read_file(
        samples.stream("s", samples.freshrss_item(), item).encode(), "a.json"
    )

    assert len(found.entries) == 1
    assert found.not_taken[0].place == Place("a.json", item=2)


@pytest.mark.parametrize(
    "changes",
    [
        {"published": "soon", "updated": True, "timestampUsec": "9" * 40},
        {"published": 1e300},
        {"published": -5, "author": 5, "categories": {"a": 1}, "content": "x"},
        {"title": "\ud800half\x00", "content": {"content": "a\x00b\udfff"}},
        {"language": ["en"], "tags": [5], "unread": "no"},
        {"alternate": [], "canonical": None, "title": "Only a title"},
    ],
)
def test_strange_values_are_taken_for_what_they_are(changes: dict[str, Any]) -> None:
    entry = read_one(samples.stream("s", samples.freshrss_item(**changes)))

    for text in (entry.entry.title, entry.entry.html, entry.entry.guid):
        text.encode()
        assert "\x00" not in text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"{", "see line 1"),
        (b'{"items": [\n{]', "see line 2"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b'{"items": ' + b"9" * 5000 + b"}", "JSON"),
        (b'{"a": 1}', "no format"),
        (b"[1, 2]", "no format"),
        (b"[]", "no format"),
        (b"%PDF-1.4", "no format"),
        (b"\x00\x01\x02", "no format"),
        (b"url,title\n", "no format"),
        (b"<html></html>", "not OPML"),
    ],
)
def test_a_file_that_is_nothing_of_ours_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_file(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
_NAMES = st.sampled_from(
    [
        *("id", "title", "origin", "alternate", "categories", "content", "published"),
        *("author", "tags", "feed", "status", "url", "feed_url", "enclosures"),
    ]
)


@given(
    st.sampled_from(["items", "entries", "feeds"]),
    st.lists(st.dictionaries(_NAMES, _JSON)),
)
def test_no_json_breaks_the_reading(name: str, values: list[Any]) -> None:
    found = read_file(json.dumps({name: values}).encode())

    taken = len(found.entries) or len(found.sources)
    assert taken + len(found.not_taken) == len(values)


# ---- protocols -----------------------------------------------------------------------


@given(st.integers(1, 2**63 - 1))
def test_numbers_of_items_survive_every_form(number: int) -> None:
    assert read_item_id(item_id(number)) == number
    assert read_item_id(str(number)) == number


@given(st.text())
def test_any_text_as_an_item_is_a_number_or_none(text: str) -> None:
    assert 0 <= read_item_id(text) < 2**63


@given(st.text())
def test_an_unknown_stream_never_means_everything(text: str) -> None:
    if "reading-list" not in text:
        assert read_stream_id(text).kind is not StreamKind.EVERYTHING


def test_groups_keep_their_numbers_and_lists_of_numbers_are_bounded() -> None:
    assert group_id("Heart") == group_id("Heart") > 0
    assert read_numbers("1, 2,x,-3,4", most=4) == [1, 2]
