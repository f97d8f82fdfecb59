"""Stored HTML on a page of ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.formats.cleaning import clean
from medagora.reader.domain.showing import holds_picture, origin_of, show


def shown(stored: str) -> str:
    return show(
        stored, picture_address=lambda a: f"/ours/{len(a)}/", table_name='A "table"'
    )


def test_pictures_come_from_us_and_only_when_they_are_seen() -> None:
    html = shown('<img src="https://x.example/a.png" alt="Lungs" width="600">')

    assert 'src="/ours/23/"' in html
    assert 'loading="lazy"' in html
    assert 'alt="Lungs"' in html
    assert "x.example" not in html


def test_the_room_for_a_picture_is_kept_only_if_it_is_a_number() -> None:
    html = shown('<img src="https://x/a.png" width="100%" height="400">')

    assert "width" not in html
    assert 'height="400"' in html


def test_links_leave_without_telling_where_from() -> None:
    html = shown('<p><a href="https://x.example/">x</a></p>')

    assert 'rel="noopener noreferrer"' in html


def test_whatever_stands_in_the_database_is_cleaned_again() -> None:
    html = shown(
        '<script>x()</script><p onclick="x()" style="color:red" id="main">Words'
        '<iframe src="https://x"></iframe><a href="javascript:x()">y</a></p>'
    )

    assert html == '<p>Words<a rel="noopener noreferrer">y</a></p>'


def test_a_picture_that_is_not_of_the_web_has_no_address() -> None:
    html = shown('<img src="data:image/png;base64,AAAA" alt="x"><img src="/own.png">')

    assert "src" not in html


def test_the_only_first_heading_is_the_title_of_the_page() -> None:
    assert shown("<h1>Again</h1><h2>Below</h2>") == "<h2>Again</h2><h2>Below</h2>"


def test_a_table_can_be_moved_and_is_named() -> None:
    html = shown("<table><tbody><tr><td>1</td></tr></tbody></table>")

    assert html.startswith('<div class="table-scroll" tabindex="0" role="region" ')
    assert 'aria-label="A &quot;table&quot;"><table>' in html
    assert html.endswith("</table></div>")


def test_words_that_look_like_a_table_are_no_table() -> None:
    html = shown('<p><a href="https://x/" title="<table>">&lt;table&gt;</a></p>')

    assert "<div" not in html


FOREIGN = re.compile(
    r"<(?:img|source|video|audio|iframe|link)[^>]*https?:", re.IGNORECASE
)


@given(
    st.lists(
        st.sampled_from(
            [
                '<img src="https://spy.example/1.gif">',
                "<img src=//spy.example/2.gif srcset='https://spy.example/3 2x'>",
                '<video poster="https://spy.example/4"><source src="https://s/5">',
                '<p title="<img src=https://spy.example/6>">',
                "<table><td background=https://spy.example/7>",
                "<h1>",
                "</h1>",
                "</p>",
                "<svg><image href='https://s/8'/></svg>",
                "<math><mtext><table><mglyph><style><img src=https://s/9>",
                "<!--",
                "-->",
                "&lt;img src=x&gt;",
                '"',
                ">",
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_nothing_is_ever_loaded_from_elsewhere(raw: str) -> None:
    for html in (shown(raw), shown(clean(raw, "https://source.example/"))):
        assert not FOREIGN.search(html)
        assert "<h1" not in html


def test_a_picture_in_the_text_is_not_shown_twice() -> None:
    stored = clean('<img src="https://x.example/a.png?b=1&c=2">', "https://x.example/")

    assert holds_picture(stored, "https://x.example/a.png?b=1&c=2")
    assert not holds_picture(stored, "https://x.example/b.png")
    assert not holds_picture(stored, "")


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Media.example.org/a.mp3?x=1", "https://media.example.org"),
        ("http://media.example.org:8000/a.mp3", "http://media.example.org:8000"),
        ("https://media.example.org; script-src */a.mp3", ""),
        ("https://user@media.example.org/a.mp3", ""),
        ("https://*.example.org/a.mp3", ""),
        ("data:audio/mp3,xyz", ""),
        ("https://[::1/a.mp3", ""),
        ("", ""),
    ],
)
def test_only_a_plain_host_may_stand_in_a_policy(address: str, origin: str) -> None:
    assert origin_of(address) == origin
