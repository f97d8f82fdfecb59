"""PDF documents and plain texts."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.page import BlockKind, Medium, Page, PageState, TimeMark
from tests.appraisal.adapt.pdf_making import assemble, make_pdf
from tests.appraisal.adapt.reading import ADDRESS, FILLER, no_guess, words

LINES = (
    "Living with high blood pressure",
    "",
    "High blood pressure often has no signs, so many people do not know",
    "that they have it. A doctor or a nurse can measure it within a few min-",
    "utes.",
    "Ask about:",
    "- salt and weight",
    "- tablets and what they do",
    "1",
)


def _read(body: bytes, kind: str = "application/pdf") -> Page:
    return make_page(body, {"content-type": kind}, ADDRESS, guess_language=no_guess)


def _plain(text: str) -> Page:
    return _read(text.encode(), "text/plain; charset=utf-8")


def test_lines_of_a_pdf_become_headings_paragraphs_and_list_items() -> None:
    page = _read(make_pdf(LINES))

    assert (page.medium, page.state) == (Medium.PDF, PageState.READ)
    assert words(page, kind=BlockKind.HEADING) == ["Living with high blood pressure"]
    assert words(page, kind=BlockKind.PARAGRAPH) == [
        "High blood pressure often has no signs, so many people do not know that they"
        " have it. A doctor or a nurse can measure it within a few minutes.",
        "Ask about:",
    ]
    assert words(page, kind=BlockKind.LIST_ITEM) == [
        "salt and weight",
        "tablets and what they do",
    ]


def test_a_pdf_says_who_made_it_and_when() -> None:
    about = (
        "/Title (Blood pressure) /Author (Ann Lee) /CreationDate (D:20240506120000Z)"
    )

    page = _read(make_pdf(LINES, about=about, root="/Lang (en-GB)"))

    assert page.title == "Blood pressure"
    assert page.bylines == (("Ann Lee", None),)
    assert page.times == (TimeMark("pdf:created", "D:20240506120000Z"),)
    assert (page.language_said, page.language_attribute) == ("en", "en-GB")


def test_a_line_at_the_top_of_every_page_is_no_part_of_the_text() -> None:
    pages = [
        (f"Health Trust, page {n}", "", FILLER[:70], FILLER[70:]) for n in range(4)
    ]

    page = _read(make_pdf(*pages))

    assert "Health Trust" not in page.text
    assert page.text.count("High blood") == 4


def test_a_pdf_without_text_is_empty() -> None:
    assert _read(make_pdf([], [])).state is PageState.EMPTY


def test_a_locked_pdf_is_walled() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)

    page = _read(locked.getvalue())

    assert (page.state, page.reason) == (PageState.WALLED, "password")


def test_a_long_pdf_is_cut() -> None:
    page = _read(make_pdf(*[LINES] * 82))

    assert page.reason == "cut"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 1200),
    st.binary(min_size=1, max_size=40),
    st.integers(0, 400),
)
def test_a_damaged_pdf_is_a_page_of_some_state(
    at: int, junk: bytes, missing: int
) -> None:
    whole = make_pdf(LINES)
    body = whole[:at] + junk + whole[at + missing :]

    assert _read(body).state in PageState


def test_a_pdf_that_refers_to_itself_ends() -> None:
    body = make_pdf(LINES).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")

    assert _read(body).state in {PageState.BROKEN, PageState.EMPTY, PageState.READ}


def _with_forms(depth: int, orders: str) -> bytes:
    """A page that draws ten forms that draw ten forms that …"""
    ten = "/X Do " * 10
    forms = [
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {len(drawn)}"
        f" /Resources << /Font << /F1 3 0 R >> /XObject << /X {number} 0 R >> >> >>"
        f"\nstream\n{drawn}\nendstream"
        for number, drawn in enumerate([*[ten] * (depth - 1), orders], start=8)
    ]
    return assemble(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 6 0 R"
            " /Resources << /XObject << /X 7 0 R >> >> >>",
            f"<< /Length {len(ten)} >>\nstream\n{ten}\nendstream",
            *forms,
        ]
    )


@pytest.mark.parametrize("depth", [1, 2, 6])
def test_forms_that_draw_forms_do_not_multiply(depth: int) -> None:
    orders = "BT /F1 9 Tf 1 0 0 1 9 9 Tm (pressure) Tj ET " * 500

    page = _read(_with_forms(depth, orders))

    assert page.state in {PageState.EMPTY, PageState.READ}
    assert len(page.text) < 100_000


def test_pages_that_are_drawings_are_left_out() -> None:
    drawing = make_pdf(["0" * 90] * 5_000, LINES)

    page = _read(drawing)

    assert page.reason == "cut"
    assert words(page, kind=BlockKind.HEADING) == ["Living with high blood pressure"]


def test_lines_of_a_plain_text_are_joined_until_an_empty_one() -> None:
    page = _plain(
        "High blood\npressure.\n\nAsk a doctor.\r\n* salt\r\n  and fat\n2) weight"
    )

    assert words(page, kind=BlockKind.PARAGRAPH) == [
        "High blood pressure.",
        "Ask a doctor.",
    ]
    assert words(page, kind=BlockKind.LIST_ITEM) == ["salt and fat", "weight"]


def test_headings_of_plain_texts_are_marked_or_underlined() -> None:
    page = _plain("Pressure\n========\nText one.\n\n## Signs ##\nText two.\n")

    found = [(page.words_of(b), b.level) for b in page.blocks if b.level]
    assert found == [("Pressure", 1), ("Signs", 2)]
    assert page.title == "Pressure"


@given(st.text(max_size=400))
def test_any_plain_text_keeps_its_places(text: str) -> None:
    page = _plain(text)

    assert "\n".join(page.words_of(block) for block in page.blocks) == page.text


@pytest.mark.parametrize("text", ["- " * 20_000, "1)" * 20_000, "#" * 50_000, " " * 9])
def test_strange_plain_texts_are_read(text: str) -> None:
    assert _plain(text + FILLER).state is PageState.READ
