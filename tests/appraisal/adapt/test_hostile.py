"""Pages made to hurt: they cost little and never raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.page import Page, PageState
from tests.appraisal.adapt.reading import ADDRESS, FILLER, no_guess, read


@settings(deadline=None)
@given(
    st.binary(max_size=600),
    st.dictionaries(st.text(max_size=20), st.text(max_size=30), max_size=4),
    st.text(max_size=60),
)
def test_any_bytes_headers_and_address_make_a_page(
    body: bytes, headers: dict[str, str], address: str
) -> None:
    page = make_page(body, headers, address, guess_language=no_guess)

    assert page.state in PageState


@settings(deadline=None)
@given(
    st.sampled_from(["https://", "http://", "//", "", "https://[", "http://a@b:9/"]),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_any_address_on_a_page_is_resolved_or_left_out(
    start: str, rest: str, base: str
) -> None:
    target = (start + rest).replace("'", "").replace("<", "")

    page = read(f"<base href='{base}'><a href='{target}'>x</a><img src='{target}'>")

    assert all(":" in link.address for link in page.links)
    assert all(one.host for one in page.loads)


def test_very_deep_pages_are_cut_not_refused() -> None:
    page = read(f"<p>{FILLER}</p>" + "<div>" * 20_000 + "deep")

    assert (page.state, page.reason) == (PageState.READ, "cut")


def test_pages_of_very_many_elements_are_cut() -> None:
    page = read(f"<p>{FILLER}</p>" + "<b>x</b>" * (limits.MOST_ELEMENTS + 9))

    assert page.reason == "cut"


def test_very_long_texts_are_cut() -> None:
    page = read("<p>word</p>" * 20_000 + f"<p>{'word ' * 200_000}</p><p>end</p>")

    assert page.reason == "cut"


@pytest.mark.parametrize(
    "html",
    ["<pre>" + "a\n\n" * 400_000, f"<p>{'word ' * 300_000}", "a<b>b" * 1_000_000],
)
def test_no_element_brings_more_text_than_fits(html: str) -> None:
    page = read(html)

    assert page.reason == "cut"
    assert len(page.text) <= limits.LONGEST_TEXT + 10


def test_lists_of_what_is_gathered_stop_growing() -> None:
    page = read(
        f"<p>{FILLER}</p>"
        + "".join(f"<a href=/{n}>{n}</a>" for n in range(2_500))
        + "".join(f"<img src=/{n}.png>" for n in range(600))
        + "".join(f"<i class=author>{n}</i>" for n in range(200))
        + "".join(f"<time>{n}</time>" for n in range(200))
        + "".join(f"<meta name=m{n} content=x>" for n in range(400))
        + "<b style='color:red;background:blue'>x</b>" * 200
    )

    assert len(page.links) == limits.MOST_LINKS
    assert len(page.images) == limits.MOST_IMAGES
    assert len(page.loads) == limits.MOST_LOADS_OF_A_KIND
    assert len(page.bylines) == limits.MOST_BYLINES
    assert len(page.times) == limits.MOST_TIMES
    assert len(page.meta) == limits.MOST_META
    assert len(page.colours) == limits.MOST_COLOURS


def _linked(json: str) -> Page:
    return read(f'<script type="application/ld+json">{json}</script><p>{FILLER}')


@pytest.mark.parametrize(
    "json",
    [
        "[" * 100_000,
        '{"a":' * 500 + "1" + "}" * 500,
        '{"@graph":' * 300 + "[]" + "}" * 300,
        "1" * 5_000,
        '"text"',
        "null",
        "NaN",
        '{"@type":[1,null,{"a":2}],"datePublished":[["2020"]],"offers":[],"author":7}',
        '{"offers":{"price":{"a":1},"priceCurrency":true}}',
        '{"isAccessibleForFree":{"a":[]}}',
        "<!-- {} -->",
    ],
)
def test_linked_data_of_any_shape_is_survived(json: str) -> None:
    assert _linked(json).state is PageState.READ


def test_linked_data_is_bounded_in_width_and_depth() -> None:
    wide = ",".join(
        '{"name":"x","list":[' + ",".join("1" * 500) + "]}" for _ in range(99)
    )

    page = _linked("[" + wide + "]")

    assert len(page.linked_data) <= limits.MOST_OBJECTS
    assert all(len(t.get("list") or ()) <= limits.MOST_INSIDE for t in page.linked_data)


@pytest.mark.parametrize(
    "html",
    [
        "<" * 200_000,
        "<a " * 50_000,
        "<!--" * 50_000,
        "&" * 200_000,
        "<meta charset=" * 20_000,
        "<p class='" + "a-" * 100_000 + "'>x",
        "<p style='" + "color:" * 60_000 + "'>x",
        "<script>" + "'//" * 100_000 + "</script>",
        "<script>createElement" + "'//a.bc/" * 40_000 + "</script>",
        "<pre>" + "\n" * 200_000,
        "<br>" * 40_000,
        "<p>" + "a<br>" * 14_000,
        "<title>" + " x" * 200_000,
        "<form>" * 5_000 + "<input type=password>" * 5_000,
        "</p></div></body></html>" * 10_000,
        "<html lang=" + "x" * 100_000 + ">",
        "<table>" * 3_000 + "<td>" * 3_000,
        "\ud800<p>\udfff</p>".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_pages_built_to_be_slow_are_read_or_cut(html: str) -> None:
    assert read(html).state in PageState


def test_a_language_guesser_that_knows_nothing_is_no_harm() -> None:
    page = make_page(
        f"<html lang=xx-nonsense><p>{FILLER}".encode(),
        {},
        ADDRESS,
        guess_language=lambda _text: "und",
    )

    assert (page.language, page.language_said) == ("", "")
