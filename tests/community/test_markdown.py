"""Markdown of strangers: what it becomes, and what it can never become."""

import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from medagora.community.domain import markdown
from medagora.community.domain.words import LinkKind


def test_paragraphs_and_emphasis_are_kept() -> None:
    html = markdown.render("Hello *you*.\n\n- one\n- two")

    assert "<em>you</em>" in html
    assert '<li dir="auto">one</li>' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](  JaVaScRiPt:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        '[x](https://a.example "onmouseover=alert(1)")',
        "`<b onclick=x>`",
    ],
)
def test_nothing_that_runs_comes_through(text: str) -> None:
    html = markdown.render(text)

    assert not re.search(r"<(script|img)|<[^>]*\s(on\w+|style)=", html, re.IGNORECASE)
    assert not re.search(r'(?:href|src)="\s*(?:javascript|data):', html, re.IGNORECASE)


def test_a_picture_from_elsewhere_becomes_a_link() -> None:
    html = markdown.render("![my rash](https://tracker.example/p.png)")

    assert "<img" not in html
    assert 'href="https://tracker.example/p.png"' in html
    assert "my rash" in html


def test_a_picture_of_ours_is_shown_with_its_words() -> None:
    html = markdown.render("![a red spot](picture:bcdfghjkmnpq)")

    assert 'src="/pictures/bcdfghjkmnpq"' in html
    assert 'alt="a red spot"' in html
    assert markdown.read("![a](picture:bcdfghjkmnpq)").pictures == ("bcdfghjkmnpq",)


def test_links_tell_search_engines_and_others_nothing() -> None:
    html = markdown.render("See https://example.org/page.")

    assert 'rel="nofollow ugc noopener noreferrer"' in html
    assert ">https://example.org/page</a>." in html


def test_headings_stand_below_those_of_the_page_without_a_gap() -> None:
    html = markdown.render("# Big\n\ntext\n\n#### Small", heading=4)

    assert "<h4" in html
    assert "<h5" in html
    assert "<h1" not in html


def test_dois_and_pmids_are_found_wherever_they_stand() -> None:
    text = (
        "As in 10.1000/XYZ.123 and https://doi.org/10.1056/nejmoa2034577, "
        "PMID: 31978945, https://pubmed.ncbi.nlm.nih.gov/12345678/."
    )

    found = {(p.kind, p.value) for p in markdown.read(text).pointers}

    assert found == {
        (LinkKind.DOI, "10.1000/xyz.123"),
        (LinkKind.DOI, "10.1056/nejmoa2034577"),
        (LinkKind.PMID, "31978945"),
        (LinkKind.PMID, "12345678"),
    }


@given(st.text(max_size=400))
def test_any_text_renders_into_the_few_tags_that_are_allowed(text: str) -> None:
    html = markdown.render(text)

    tags = {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z][a-zA-Z0-9]*)", html)}
    assert tags <= markdown._TAGS


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 20_000,
        "*" * 20_000,
        "> " * 10_000,
        "`" * 20_000,
        "![" * 10_000,
        "https://" + "a." * 9_000,
        "10.1000/" * 2_000,
        "|" * 10_000 + "\n" + "|-" * 5_000,
    ],
)
def test_hostile_texts_render_and_end(hostile: str) -> None:
    assert isinstance(markdown.render(hostile), str)
    assert len(markdown.read(hostile).pointers) <= 1
