"""HON, OPML and bookmarks: lists of sites as others keep them."""

from pathlib import Path

import pytest

from medagora.catalogue.domain.formats import hon, opml
from medagora.catalogue.domain.formats.encodings import NOT_UTF8
from medagora.catalogue.domain.formats.reading import Reading
from medagora.catalogue.domain.formats.rows import Format
from medagora.kernel.refusals import BadInput
from tests.catalogue.formats.samples import (
    BAD_OPML,
    BOOKMARKS,
    HON,
    OPML,
    items,
    remarks,
    resources,
    skips,
)

DATA = Path(__file__).parents[4] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real data is not here")

AS_HON = Reading(Format.HON)
AS_OPML = Reading(Format.OPML)
AS_BOOKMARKS = Reading(Format.BOOKMARKS, language="hu")


def test_a_hon_site_keeps_its_words_in_its_own_language() -> None:
    (row,) = resources(HON, AS_HON)

    assert row.draft.address == "http://souffle.example.org/"
    assert row.draft.languages == ("fr", "en")
    assert row.draft.texts["fr"].description == "Un site."
    assert row.words == ("asthma", "research")
    assert row.note == hon.NOTE


def test_hon_sites_that_cannot_be_used_are_skipped_with_line_and_reason() -> None:
    found = [(skip.line, skip.reason) for skip in skips(HON, AS_HON)]

    assert found == [
        (5, "It was not certified."),
        (7, "It has no title."),
        (9, "An object with named values was expected."),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{}", "a JSON array was expected"),
        ("[{]", "not valid JSON at line 1"),
        ("[1 2]", "not valid JSON at line 1"),
        ("[1]\n[2]", "Something follows the list"),
        ('[{"name":\n"x', "ends too early, at line 2"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_broken_json_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        items(text, AS_HON)


@needs_data
def test_the_real_hon_list_is_read_whole() -> None:
    data = (DATA / "hon-certified-sites-2018.json").read_bytes()

    assert len(resources(data, AS_HON)) == 2043
    assert skips(data, AS_HON) == []


def test_an_outline_becomes_a_resource_with_its_feed() -> None:
    blog, bare = resources(OPML, AS_OPML)

    assert blog.draft.address == "https://lung.example.org/blog/"
    assert blog.draft.feeds[0].address == "https://lung.example.org/feed"
    assert blog.draft.kind == "blog"
    assert blog.draft.languages == ("en",)
    assert blog.words == ("Asthma", "health", "breathing", "tips")
    assert bare.draft.address == "https://x.example.org/rss"
    assert bare.note == opml.ONLY_FEED
    assert bare.draft.languages == ()


def test_outlines_that_lead_nowhere_are_skipped() -> None:
    found = [(skip.line, skip.reason) for skip in skips(OPML, AS_OPML)]

    assert found == [
        (10, "It has no address."),
        (12, "It points to another list."),
    ]


def test_a_list_that_is_not_well_formed_is_mended_and_says_so() -> None:
    heart, said = resources(BAD_OPML, AS_OPML)

    assert remarks(BAD_OPML, AS_OPML) == [opml.MENDED]
    assert heart.draft.texts["en"].title == "Heart & Lung"
    assert heart.draft.address == "https://heart.example.org/feed"
    assert said.draft.texts["en"].description == 'He said "breathe"'
    assert said.line == 9


def test_what_only_the_parser_can_recover_is_recovered() -> None:
    odd = OPML.replace("<head><title>Feeds</title></head>", "<head><title>Feeds</head>")

    assert len(resources(odd, AS_OPML)) == 2


def test_a_list_in_windows_1252_is_read_with_a_remark() -> None:
    old = OPML.replace("Lung blog", "Lungs’ café").encode("cp1252")

    assert remarks(old, AS_OPML) == [NOT_UTF8]
    assert resources(old, AS_OPML)[0].draft.texts["en"].title == "Lungs’ café"


def test_a_declared_encoding_is_believed() -> None:
    old = OPML.replace("UTF-8", "ISO-8859-2").replace("Lung blog", "Tüdő")

    row = resources(old.encode("iso-8859-2"), AS_OPML)[0]

    assert row.draft.texts["en"].title == "Tüdő"


@pytest.mark.parametrize("text", ["<rss/>", "<html><body></body></html>", "hello"])
def test_what_is_no_opml_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="not OPML"):
        items(text, AS_OPML)


def test_folders_without_end_are_refused() -> None:
    deep = "<opml><body>" + '<outline text="a">' * 500
    deep += "</outline>" * 500 + "</body></opml>"

    with pytest.raises(BadInput, match="nested too deeply"):
        items(deep, AS_OPML)


@needs_data
@pytest.mark.parametrize(
    "path", sorted((DATA / "opml-real").glob("*.opml")), ids=lambda path: path.stem
)
def test_no_feed_of_a_real_list_is_lost(path: Path) -> None:
    data = path.read_bytes()

    assert len(resources(data, AS_OPML)) == data.count(b"xmlUrl=")


def test_a_bookmark_keeps_its_folder_tags_and_description() -> None:
    lung, other = resources(BOOKMARKS, AS_BOOKMARKS)

    assert lung.draft.address == "https://lung.example.org/"
    assert lung.draft.texts["hu"].title == "Lung & air"
    assert lung.draft.texts["hu"].description == "A page about lungs"
    assert lung.words == ("Asthma", "air", "breath")
    assert other.words == ()


def test_a_bookmark_that_is_no_page_is_skipped() -> None:
    (skip,) = skips(BOOKMARKS, AS_BOOKMARKS)

    assert (skip.line, skip.excerpt) == (11, "javascript:alert(1)")


def test_other_html_is_refused() -> None:
    with pytest.raises(BadInput, match="no bookmark file"):
        items("<html><body><a href='https://x.example.org/'>x</a>", AS_BOOKMARKS)


def test_a_declaration_without_sense_is_refused_with_its_line() -> None:
    odd = BOOKMARKS.replace("<TITLE>", "<![what is this]><TITLE>")

    with pytest.raises(BadInput, match="cannot be read at line 4"):
        items(odd, AS_BOOKMARKS)
