import pytest

from tests.reader.formats.samples import atom, only_entry, read

LINK = '<link href="https://journal.example/1"/>'


def test_an_entry_is_read_with_both_its_dates() -> None:
    entry = only_entry(
        atom(
            f"<title>One</title><id>urn:1</id>{LINK}"
            "<published>2026-03-01T00:00:00Z</published>"
            "<updated>2026-03-03T10:00:00+02:00</updated>"
            '<category term="x" label="Heart"/><category term="Sleep"/>'
        )
    )

    assert (entry.guid, entry.link) == ("urn:1", "https://journal.example/1")
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2026-03-01T00:00:00+00:00"
    assert entry.updated_at is not None
    assert entry.updated_at.isoformat() == "2026-03-03T08:00:00+00:00"
    assert entry.categories == ("Heart", "Sleep")


def test_an_entry_that_only_says_when_it_was_changed_was_published_then() -> None:
    entry = only_entry(atom("<title>t</title><updated>2026-03-03T10:00:00Z</updated>"))

    assert entry.published_at == entry.updated_at is not None


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (
            '<content type="html">&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;</content>',
            "<p>a <b>b</b></p>",
        ),
        ('<content type="text">1 &lt; 2</content>', "<p>1 &lt; 2</p>"),
        ("<content>plain</content>", "<p>plain</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a<br/>b</p>'
            "</div></content>",
            "<div><p>a<br>b</p></div>",
        ),
        (
            '<content type="xhtml" xmlns:x="http://www.w3.org/1999/xhtml"><x:div>'
            "<x:p>a</x:p></x:div></content>",
            "<div><p>a</p></div>",
        ),
        ('<content type="text">&lt;p&gt;a&lt;/p&gt;</content>', "<p>a</p>"),
        ('<summary>short</summary><content type="html"/>', "<p>short</p>"),
    ],
)
def test_texts_of_every_type_become_html(content: str, html: str) -> None:
    assert only_entry(atom(f"<title>t</title>{content}")).html == html


@pytest.mark.parametrize(
    "title",
    [
        "<title>TNF-α in vivo</title>",
        '<title type="html">TNF-&amp;alpha; &lt;i&gt;in vivo&lt;/i&gt;</title>',
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">TNF-α <i>in '
        "vivo</i></div></title>",
    ],
)
def test_titles_of_every_type_become_plain(title: str) -> None:
    assert only_entry(atom(title)).title == "TNF-α in vivo"


def test_addresses_are_seen_from_the_nearest_base() -> None:
    feed = read(
        atom(
            '<title>t</title><link href="1.html"/><content type="html" xml:base="img/">'
            '&lt;img src="a.png"&gt;&lt;a href="../b"&gt;b&lt;/a&gt;</content>',
            '<title>t</title><link xml:base="/z/" href="2.html"/>',
            root=' xml:base="https://cdn.example/a/"',
        )
    )

    one, two = feed.entries
    assert one.link == "https://cdn.example/a/1.html"
    assert one.image == "https://cdn.example/a/img/a.png"
    assert 'href="https://cdn.example/a/b"' in one.html
    assert two.link == "https://cdn.example/z/2.html"


def test_the_link_of_an_entry_is_its_page() -> None:
    entry = only_entry(
        atom(
            '<title>t</title><link rel="replies" href="https://x.example/r"/>'
            '<link type="application/pdf" href="https://x.example/1.pdf"/>'
            '<link type="text/html" href="https://x.example/1"/>'
            '<link rel="enclosure" href="https://x.example/1.mp3" type="audio/mpeg" '
            'length="10"/>'
        )
    )

    assert entry.link == "https://x.example/1"
    assert [file.address for file in entry.enclosures] == ["https://x.example/1.mp3"]
    assert entry.enclosures[0].size == 10


def test_languages_are_primary_codes_that_exist() -> None:
    feed = read(
        atom(
            "<title>t</title>",
            root=' xml:lang="pt-BR" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        )
    )
    german = atom("<title>t</title>").replace("<entry>", '<entry xml:lang="de-AT">')
    nonsense = atom("<title>t</title>").replace("<entry>", '<entry xml:lang="zzzz">')

    assert (feed.language, feed.entries[0].language) == ("pt", "")
    assert only_entry(german).language == "de"
    assert only_entry(nonsense).language == ""


def test_atom_of_2003_is_read() -> None:
    body = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title>'
        "<tagline>About</tagline><entry><title>One</title><id>1</id>"
        "<issued>2026-03-03T10:00:00Z</issued><modified>2026-03-04T10:00:00Z</modified>"
        '<content type="image/png" mode="base64">aGVsbG8=</content>'
        '<content type="text/html" mode="escaped">&lt;p&gt;a&lt;/p&gt;</content>'
        "</entry></feed>"
    )

    feed = read(body)

    entry = feed.entries[0]
    assert feed.description == "About"
    assert entry.html == "<p>a</p>"
    assert entry.published_at is not None
    assert entry.updated_at is not None
    assert (entry.published_at.day, entry.updated_at.day) == (3, 4)


def test_atom_with_a_prefix_everywhere_is_read() -> None:
    body = (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title>'
        "<a:entry><a:title>One</a:title></a:entry></a:feed>"
    )

    assert only_entry(body).title == "One"
