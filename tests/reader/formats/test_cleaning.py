import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.formats.cleaning import clean
from medagora.reader.domain.formats.plain import plain, text_of
from tests.reader.formats.samples import only_entry, rss_with_html

BASE = "https://journal.example/a/1.html"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<iframe src='https://x.example'></iframe>",
        "<object data='x'></object><embed src='x'>",
        "<noscript><img src='https://x.example/1.png'></noscript>",
        "<svg><script>x()</script></svg>",
        "<!-- a comment -->",
        "<form action='https://x.example'><input name='q'><button>Go</button></form>",
    ],
)
def test_what_acts_by_itself_is_taken_out(html: str) -> None:
    assert clean(html, BASE) == ""


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<p onclick="x()" style="color:red" class="c" id="i">a</p>', "<p>a</p>"),
        (
            '<a href="javascript:x()">a</a>',
            '<a rel="noopener noreferrer">a</a>',
        ),
        (
            '<a href="https://x.example/" target="_blank">a</a>',
            '<a href="https://x.example/" rel="noopener noreferrer">a</a>',
        ),
        ("<p>P<0.05 and n>10</p>", "<p>P&lt;0.05 and n&gt;10</p>"),
        (
            "<table><tr><td colspan=2>a",
            '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        ),
        ("<div><p>never closed", "<div><p>never closed</p></div>"),
        ('<p lang="de" dir="ltr">a</p>', '<p lang="de" dir="ltr">a</p>'),
    ],
)
def test_text_and_structure_stay(html: str, cleaned: str) -> None:
    assert clean(html, BASE) == cleaned


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("b.html", "https://journal.example/a/b.html"),
        ("/b?x=1&amp;y=2", "https://journal.example/b?x=1&amp;y=2"),
        ("//cdn.example/b", "https://cdn.example/b"),
        ("#note", "https://journal.example/a/1.html#note"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_lead_somewhere(href: str, absolute: str) -> None:
    assert f'href="{absolute}"' in clean(f'<a title="t" href="{href}">b</a>', BASE)


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ('<img src="a.png">', "https://journal.example/a/a.png"),
        ('<img src="http://x.example/a.png">', "http://x.example/a.png"),
        (
            '<img src="data:image/gif;base64,R0" data-src="/lazy.png">',
            "https://journal.example/lazy.png",
        ),
        ('<img data-lazy-src="https://x.example/a.png">', "https://x.example/a.png"),
    ],
)
def test_images_stay_with_their_whole_address(tag: str, source: str) -> None:
    cleaned = clean(f"<p>{tag}</p>", BASE)

    assert cleaned == f'<p><img src="{source}" alt="" loading="lazy"></p>'


def test_the_words_for_an_image_stay() -> None:
    cleaned = clean('<img src="a.png" alt="n > 5" width="600" height="400">', BASE)

    assert 'alt="n &gt; 5" width="600" height="400" loading="lazy"' in cleaned


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="https://x.example/px.gif" width="1" height="1">',
        '<img src="https://x.example/px.gif" height="0">',
        '<img src="https://x.example/px.gif" width="1px" alt="">',
        '<img src="data:image/png;base64,iVBOR">',
        '<img alt="nothing">',
    ],
)
def test_images_that_nobody_can_see_go(tag: str) -> None:
    assert clean(f"<p>a{tag}</p>", BASE) == "<p>a</p>"


def test_plain_text_keeps_its_paragraphs() -> None:
    assert clean("One &amp; two\n\n\nthree\nfour < 5", BASE) == (
        "<p>One &amp; two</p><p>three<br>four &lt; 5</p>"
    )


def test_html_that_was_escaped_twice_is_html() -> None:
    assert clean("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", BASE) == "<p>a &amp; b</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 400 + "deep",
        "<b><i>" * 200 + "deep",
        "<div><table><td></div></td></table>" * 200 + "deep",
        "<p " + " ".join(f"a{n}=1" for n in range(3000)) + ">deep</p>",
    ],
    ids=["nested", "formats", "misnested", "attributes"],
)
def test_what_would_take_long_becomes_a_plain_paragraph(html: str) -> None:
    assert clean(html, BASE) == "<p>deep</p>"


def test_a_long_ordinary_page_stays_as_it_is() -> None:
    page = (
        "<div>"
        + '<p>a <b>b</b> <a href="https://x.example/">c</a></p>' * 500
        + "</div>"
    )

    assert clean(page, BASE).count("<p>") == 500


def test_a_picture_inside_the_page_itself_does_not_make_it_plain() -> None:
    page = f'<p>a</p><img src="data:image/png;base64,{"iVBOR/" * 5000}"><p>b</p>'

    assert clean(page, BASE) == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>H<sub>2</sub>O</p><p>next</p>", "H2O next"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("a<br>b", "a b"),
        ("<p>a &amp;&nbsp;b &lt;c&gt;</p>", "a & b <c>"),
        ('<p>See <a href="https://x.example/">this</a>.</p>', "See this."),
        ("<p> a\n  b </p> <p>c</p>", "a b c"),
    ],
)
def test_the_text_of_html_is_one_line(html: str, text: str) -> None:
    assert text_of(clean(html, BASE)) == text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("TNF-&alpha; <i>in vivo</i>", "TNF-α in vivo"),
        ("Survival if P<0.05 and n>10", "Survival if P<0.05 and n>10"),
        ("0.05 < p", "0.05 < p"),
        ("The <gene> tag", "The <gene> tag"),
        ("CO<sub>2</sub> and H<mml:mi>x</mml:mi>", "CO2 and Hx"),
        ("&lt;i&gt;twice&lt;/i&gt;", "twice"),
        ("a<script>x()</script>b", "a b"),
        ("a<br/>b", "a b"),
        ("\u202ereversed\u202c", "reversed"),
        ("  a \n b ", "a b"),
    ],
)
def test_a_title_is_plain(title: str, expected: str) -> None:
    assert plain(title, 300) == expected


def test_a_title_has_three_hundred_letters_at_most() -> None:
    assert len(plain("word " * 500, 300)) <= 300


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b",
        "<a href=",
        "<img src='/x'",
        "javascript:",
        "jav&#09;ascript:",
        "<script>",
        "</script>",
        "<svg onload=x()>",
        " onerror=x() ",
        '"',
        "'",
        ">",
        "<",
        "<style>@import 'x'",
        "<!--",
        "-->",
        "<![CDATA[",
        "data:text/html,<p>",
        "&lt;p&gt;",
        "<iframe src=x>",
        "<math><mtext>",
        "<template>",
        "<noscript>",
        "\x00",
        "x",
        "&#0;",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_cleaned_html_never_acts(html: str) -> None:
    entry = only_entry(rss_with_html(html))
    for cleaned in (clean(html, BASE), entry.html):
        tags = " ".join(re.findall(r"<[^>]*>", cleaned)).lower()
        assert not re.search(r"<(script|style|iframe|svg|object|template|form)", tags)
        assert not re.search(r"""[\s"'/]on\w+\s*=""", re.sub(r'"[^"]*"', '""', tags))
        assert not re.search(
            r"""(href|src)=["']?(?!https?:|mailto:|tel:)[^"'>]""", tags
        )
