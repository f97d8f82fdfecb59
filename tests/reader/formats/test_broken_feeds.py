"""What is not well-formed, cut off, or meant to do harm."""

import pytest

from medagora.reader.domain.formats.limits import NotAFeed
from tests.reader.formats.samples import WHOLE, only_entry, read, rss

BROKEN = "<title>A</title><link>https://journal.example/1</link>"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A & B", "A & B"),
        ("A &B; C", "A &B; C"),
        ("Caf&eacute;&nbsp;latte", "Café latte"),
        ("&alpha;-blocker &amp; more", "α-blocker & more"),
        ("P < 0.05", "P < 0.05"),
        ("P <0.05 & n > 9", "P <0.05 & n > 9"),
        ("Hel\x0blo", "Hello"),
        ("Hel&#11;lo", "Hello"),
        ("a&#x1F;b", "ab"),
        ("a&#xD800;b", "a\ufffdb"),
        ("<![CDATA[A & B <i>c</i>]]> & d", "A & B c & d"),
    ],
)
def test_signs_that_xml_forbids_are_mended(title: str, expected: str) -> None:
    feed = read(rss(f"<title>{title}</title>", "<title>Second</title>"))

    assert [entry.title for entry in feed.entries] == [expected, "Second"]
    assert "recovered" in feed.remarks


def test_the_whole_entries_before_a_cut_stay() -> None:
    whole = rss(BROKEN, BROKEN, "<title>Third</title><description>x</description>")
    cut = whole[: whole.index("</description>")]

    feed = read(cut)

    assert [entry.title for entry in feed.entries] == ["A", "A"]
    assert feed.remarks == ("recovered",)


@pytest.mark.parametrize("format", ["rss", "rdf", "atom"])
def test_a_feed_can_be_cut_anywhere(format: str) -> None:
    whole = WHOLE[format]
    whole_entries = read(whole).entries

    for length in range(0, len(whole), 7):
        try:
            feed = read(whole[:length])
        except NotAFeed:
            continue
        assert feed.entries == whole_entries[: len(feed.entries)]


def test_html_that_nobody_escaped_costs_no_entry() -> None:
    open_tag = f"{BROKEN}<description><p>one<br>two</description>"

    feed = read(rss(open_tag, open_tag, open_tag))

    assert [entry.link for entry in feed.entries] == ["https://journal.example/1"] * 3
    assert feed.entries[2].text == "one two"


def test_items_that_nobody_closed_are_found() -> None:
    body = rss(BROKEN, "<title>B</title>", "<title>C</title>").replace("</item>", "")

    feed = read(body)

    assert [entry.title for entry in feed.entries] == ["A", "B", "C"]
    assert feed.remarks == ("fallback_parser", "recovered")


@pytest.mark.parametrize(
    "before",
    [
        "\n\n  ",
        "<!-- cached --><br />\n",
        "<!-- <rss> --> ",
        "Warning: include() failed in /x.php on line 3\n<b>Notice</b>",
        "<?xml version='1.0'?>\n<?xml-stylesheet href='x.xsl'?>",
        "<!-- never closed ",
    ],
)
def test_what_stands_before_a_feed_is_stepped_over(before: str) -> None:
    assert only_entry(before + rss(BROKEN)).title == "A"


def test_what_stands_behind_a_feed_is_dropped() -> None:
    assert only_entry(rss(BROKEN) + "<script>x()</script><!-- 0.3 s -->").title == "A"


def test_entities_are_never_expanded() -> None:
    lines = "".join(
        f'<!ENTITY {name} "&{inner};&{inner};&{inner};&{inner};&{inner};">'
        for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{lines}]>'

    feed = read(bomb + rss("<title>&i;</title><link>https://x.example/?&i;</link>"))

    assert len(repr(feed)) < 2_000
    assert feed.entries[0].title == "&i;"


def test_no_file_is_opened() -> None:
    body = (
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % y SYSTEM '
        '"http://127.0.0.1:9/y.dtd">%y;]>' + rss("<title>Hello&x;</title>")
    )

    assert only_entry(body).title == "Hello&x;"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!doctype html><html><head></head><body>404</body></html>", "html_page"),
        (b"<html><body><rss></rss></body></html>", "html_page"),
        (b"<?xml version='1.0'?><!-- x --><HTML></HTML>", "html_page"),
        (b"just words", "not_a_feed"),
        (b"<opml><body/></opml>", "not_a_feed"),
        (b"<urlset><url/></urlset>", "not_a_feed"),
        (b"<rss></rss>", "not_a_feed"),
        (b"<feed", "not_a_feed"),
        (b"%PDF-1.7", "not_a_feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not_a_feed"),
        (b"\x1f\x8b\x08\x00\x00", "not_a_feed"),
        (b"[1, 2]", "not_a_feed"),
        (b"x" * (20 * 2**20 + 1), "too_big"),
        (b"<rss>" + b"<a/>" * 1_100_000, "too_big"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_kind_and_a_sentence(
    body: bytes, code: str
) -> None:
    with pytest.raises(NotAFeed) as refusal:
        read(body)

    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")


def test_a_feed_without_entries_is_one() -> None:
    assert read(rss()).entries == ()
