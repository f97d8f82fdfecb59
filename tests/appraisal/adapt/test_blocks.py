"""The text of a page, its blocks and the places of everything in it."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.page import BlockKind, Page
from tests.appraisal.adapt.reading import FILLER, read, words

_TAGS = st.sampled_from(
    [
        *("p", "div", "span", "b", "a", "li", "ul", "h1", "h2", "td", "tr", "table"),
        *("pre", "section", "main", "nav", "button", "aside", "article", "header"),
        *("footer", "x-card", "form", "figcaption", "time", "script", "style", "head"),
        *("body", "template", "dialog", "input", "br", "img"),
    ]
)
_ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="author"',
        ' href="/x"',
        ' style="color:red;background:#fff"',
        ' class="modal"',
        " hidden",
        ' itemprop="datePublished"',
        ' role="heading"',
        ' datetime="2024"',
    ]
)
_WORDS = st.text("ab Éß\xa0\n\t.\u200b日م<&;\x00", max_size=12)


@st.composite
def _markup(draw: st.DrawFn) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 25))):
        tag = draw(_TAGS)
        pieces.append(
            draw(
                st.one_of(
                    _WORDS,
                    st.just(f"<{tag}{draw(_ATTRIBUTES)}>"),
                    st.just(f"</{tag}>"),
                )
            )
        )
    return "".join(pieces)


def _places(page: Page) -> list[tuple[str, int | None]]:
    links = [(link.words, link.start) for link in page.links]
    return [*links, *page.bylines, *((mark.raw, None) for mark in page.times)]


@given(_markup())
def test_every_block_is_an_exact_stretch_of_the_text(html: str) -> None:
    page = read(html)

    assert "\n".join(page.words_of(block) for block in page.blocks) == page.text
    assert all(page.words_of(block).strip() for block in page.blocks)
    assert all(page.words_of(b) == page.words_of(b).strip() for b in page.blocks)


@given(_markup())
def test_blocks_are_in_order_and_do_not_overlap(html: str) -> None:
    blocks = read(html).blocks

    ends = [0, *(block.end for block in blocks)]
    assert all(end <= b.start < b.end for end, b in zip(ends, blocks, strict=False))


@given(_markup())
def test_words_of_links_and_bylines_stand_where_they_say(html: str) -> None:
    page = read(html)

    for found, start in _places(page):
        if start is not None:
            there = page.text[start : start + len(found)]
            assert there.replace("\n", " ") == found


@given(_markup())
def test_a_block_never_has_two_spaces_or_a_line_break(html: str) -> None:
    page = read(html)

    for block in page.blocks:
        assert page.words_of(block).split() == page.words_of(block).split(" ")


def test_inline_elements_do_not_part_a_sentence() -> None:
    page = read("<p>Take <b>two</b>\n tab<i>lets</i> a <a href=x>day</a> .</p>")

    assert page.text == "Take two tablets a day ."


def test_every_list_item_is_a_block_of_its_own() -> None:
    page = read("Signs:<ul><li>pain<li>fever<ul><li>at night</ul></ul>")

    assert words(page, kind=BlockKind.LIST_ITEM) == ["pain", "fever", "at night"]


def test_a_heading_has_its_level() -> None:
    page = read("<h1>Pressure</h1><h3>Signs<br>and tests</h3><div role=heading>More")

    levels = [(page.words_of(b), b.level) for b in page.blocks]
    assert levels == [("Pressure", 1), ("Signs and tests", 3), ("More", 2)]


def test_a_paragraph_in_a_list_item_is_the_list_item() -> None:
    page = read("<ol><li><p>One</p><p>and more</p></li></ol>")

    assert words(page, kind=BlockKind.LIST_ITEM) == ["One", "and more"]


def test_a_line_break_parts_lines_but_not_sentences() -> None:
    page = read("<p>Written by Ann Lee<br>Reviewed in<br>may 2020.<br><br>End</p>")

    assert words(page) == ["Written by Ann Lee", "Reviewed in may 2020.", "End"]


def test_a_short_cell_is_a_cell_and_prose_in_a_cell_is_a_paragraph() -> None:
    page = read(f"<table><tr><td>5 mg<td>{FILLER} {FILLER}</table>")

    kinds = [block.kind for block in page.blocks]
    assert kinds == [BlockKind.CELL, BlockKind.PARAGRAPH]


def test_buttons_and_links_that_stand_alone_are_controls() -> None:
    page = read(
        "<button>Buy now</button><div><a href=/x>Read on</a></div><p>Or <a href=/y>go"
    )

    assert words(page, kind=BlockKind.CONTROL) == ["Buy now", "Read on"]


def test_captions_are_captions() -> None:
    page = read("<figure><img src=a.png><figcaption>A heart</figcaption></figure>")

    assert words(page, kind=BlockKind.CAPTION) == ["A heart"]


def test_an_empty_line_parts_preformatted_text() -> None:
    page = read("<pre>One line\ngoes on.\n\nAnother one.</pre>")

    assert words(page) == ["One line goes on.", "Another one."]


def test_what_nobody_sees_is_no_text() -> None:
    page = read(
        "<p>Seen<script>var a='<p>no</p>'</script><style>p{}</style></p>"
        "<div style='display: none'>no<p>no</p></div><p hidden>no</p>"
        "<i aria-hidden=true>no</i><span class=sr-only>no</span><noscript>no</noscript>"
        "<select><option>no</select><template><p>no</p></template><svg><text>no</svg>"
        "<a class=skip-link href=#m>no</a><p style='visibility:hidden'>no</p>"
        "<div class='d-none'>no</div><p>Also seen"
    )

    assert page.text == "Seen\nAlso seen"


def test_a_heading_for_screen_readers_stays_because_it_orders_the_page() -> None:
    page = read("<h1 class=visually-hidden>Pressure</h1><p>Text")

    assert words(page, kind=BlockKind.HEADING) == ["Pressure"]


def test_what_a_wider_window_shows_is_text() -> None:
    page = read("<div class='hidden md:block'>Wide</div><p class='d-none d-md-block'>x")

    assert page.text == "Wide\nx"


def test_soft_hyphens_do_not_part_words() -> None:
    page = read("<p>Blut&shy;druck\u200b und \u202eHerz")

    assert page.text == "Blutdruck und Herz"


def test_the_title_is_the_one_of_the_page_not_of_a_drawing() -> None:
    page = read("<title>Blood  pressure </title><svg><title>Logo</title></svg>")

    assert page.title == "Blood pressure"


def test_a_page_without_a_title_takes_its_first_heading() -> None:
    page = read("<h1>Blood pressure</h1>")

    assert page.title == "Blood pressure"
