"""Headings, texts for pictures, contrast."""

import pytest

from medagora.appraisal.domain.criteria.colour_contrast import colour_of, contrast
from medagora.appraisal.domain.criteria.markup import look
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import (
    Block,
    BlockKind,
    Colours,
    Image,
    Page,
    PageState,
    Region,
)

PROSE = "High blood pressure often has no signs. " * 25  # 1,000 letters


def _found(page: Page, criterion: Criterion) -> Finding:
    return next(one for one in look(page) if one.criterion is criterion)


def _page(*pieces: tuple[int, str], region: Region = Region.MAIN) -> Page:
    """Headings with their level, and text with level 0."""
    blocks, texts, at = [], [], 0
    for level, words in pieces:
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        blocks.append(Block(at, at + len(words), kind, region, level))
        texts.append(words)
        at += len(words) + 1
    text = "\n".join(texts)
    return Page("https://a.example.org/", PageState.READ, text=text, blocks=(*blocks,))


@pytest.mark.parametrize(
    ("pieces", "said", "answer"),
    [
        ([(1, "A"), (2, "B"), (3, "C"), (2, "D")], "headings.good", Answer.PRESENT),
        ([(1, "A")], "headings.good", Answer.PRESENT),
        ([(0, "Short text.")], "headings.short", Answer.CANNOT_TELL),
        ([(0, PROSE * 3)], "headings.none", Answer.ABSENT),
        ([(1, "A"), (0, PROSE * 3)], "headings.few", Answer.ABSENT),
        ([(1, "A"), (2, "B"), (0, PROSE * 12)], "headings.few", Answer.ABSENT),
        ([(1, "A"), (2, "B"), (0, PROSE * 4)], "headings.good", Answer.PRESENT),
        ([(2, "A"), (3, "B")], "headings.no_title", Answer.ABSENT),
        ([(1, "A"), (1, "B")], "headings.many_titles", Answer.ABSENT),
        ([(1, "A"), (3, "B")], "headings.skipped", Answer.ABSENT),
    ],
)
def test_headings_are_enough_and_in_order(
    pieces: list[tuple[int, str]], said: str, answer: Answer
) -> None:
    found = _found(_page(*pieces), Criterion.HEADINGS)

    assert (found.said, found.answer) == (said, answer)


def test_the_heading_that_skips_a_level_is_shown() -> None:
    page = _page((1, "Pressure"), (3, "Signs"))

    found = _found(page, Criterion.HEADINGS)

    quote = found.quotes[0]
    assert quote.start is not None
    assert page.text[quote.start : quote.end] == quote.words == "Signs"


def test_chinese_text_needs_headings_sooner() -> None:
    found = _found(_page((0, "高血压常常没有症状" * 120)), Criterion.HEADINGS)

    assert found.said == "headings.none"


def _with_images(*texts: str | None) -> Page:
    images = tuple(Image(f"https://a.example.org/{n}", t) for n, t in enumerate(texts))
    return Page("https://a.example.org/", PageState.READ, images=images)


@pytest.mark.parametrize(
    ("texts", "said", "answer"),
    [
        ((), "image_texts.no_images", Answer.CANNOT_TELL),
        (("", ""), "image_texts.all_decorative", Answer.CANNOT_TELL),
        (("A heart", ""), "image_texts.all", Answer.PRESENT),
        (("A", *["B"] * 9, None), "image_texts.most", Answer.PRESENT),
        (("A heart", None, None), "image_texts.some", Answer.ABSENT),
        ((None, None), "image_texts.none", Answer.ABSENT),
        (("IMG_2034.JPG", None), "image_texts.none", Answer.ABSENT),
    ],
)
def test_pictures_have_texts(
    texts: tuple[str | None, ...], said: str, answer: Answer
) -> None:
    found = _found(_with_images(*texts), Criterion.IMAGE_TEXTS)

    assert (found.said, found.answer) == (said, answer)


def _with_colours(*pairs: tuple[str, str]) -> Page:
    colours = tuple(Colours(text, back, "words") for text, back in pairs)
    return Page("https://a.example.org/", PageState.READ, colours=colours)


@pytest.mark.parametrize(
    ("pairs", "said", "answer"),
    [
        ([], "contrast.not_seen", Answer.CANNOT_TELL),
        ([("inherit", "#fff")], "contrast.not_seen", Answer.CANNOT_TELL),
        ([("#000", "#fff")], "contrast.enough", Answer.PRESENT),
        # the lightest grey that passes on white, and the next
        ([("#767676", "white")], "contrast.enough", Answer.PRESENT),
        ([("#777777", "white")], "contrast.weak", Answer.ABSENT),
        ([("black", "white"), ("yellow", "#fff")], "contrast.weak", Answer.ABSENT),
    ],
)
def test_contrast_is_measured_where_colours_are_seen(
    pairs: list[tuple[str, str]], said: str, answer: Answer
) -> None:
    found = _found(_with_colours(*pairs), Criterion.CONTRAST)

    assert (found.said, found.answer) == (said, answer)


def test_a_contrast_just_under_the_limit_is_not_rounded_up() -> None:
    found = _found(_with_colours(("#777777", "white")), Criterion.CONTRAST)

    assert found.facts["worst"] == 4.4


@pytest.mark.parametrize(
    ("text", "background", "ratio"),
    [
        # the ends of the scale by definition, the others as published for the colours
        ("#000000", "#ffffff", 21.0),
        ("#abc", "#abc", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("blue", "white", 8.59),
        ("red", "white", 4.0),
        ("rgb(0 0 255)", "hsl(0, 0%, 100%)", 8.59),
        ("rgba(0,0,255,1)", "url-less #FFF no-repeat", 8.59),
    ],
)
def test_contrast_follows_wcag(text: str, background: str, ratio: float) -> None:
    measured = contrast(text, background)

    assert measured is not None
    assert round(measured, 2) == ratio


@pytest.mark.parametrize(
    "written",
    [
        "transparent",
        "var(--x)",
        "rgba(0,0,0,.5)",
        "#0008",
        "#12",
        "rgb(1,2)",
        "",
        "x" * 99,
        "rgb(a,b,c)",
        "linear-gradient(red, blue)",
        "rgb(1 2 3 / 50%)",
        "#ggg",
    ],
)
def test_what_is_no_solid_colour_is_left_out(written: str) -> None:
    assert colour_of(written) is None


def test_a_picture_behind_the_text_is_not_measured() -> None:
    assert contrast("#000", "#fff url(a.png)") is None
