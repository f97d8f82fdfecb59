"""Which papers are preprints, and what became of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.preprints import Paper, became, is_preprint, surnames

TITLE = "Aspirin and the risk of a second stroke in older adults"
POSTED = datetime(2025, 3, 1, tzinfo=UTC)
PREPRINT = Paper(
    TITLE,
    ("Ada Lovelace", "Grace Hopper"),
    "10.1101/2025.03.01.25341355",
    "https://www.medrxiv.org/content/10.1101/2025.03.01.25341355v1",
    POSTED,
)
PAPER = Paper(
    f"[Articles] {TITLE.upper()}",
    ("Lovelace A", "Turing AM"),
    "10.1016/s0140-6736(25)00001-1",
    "https://www.thelancet.com/1",
    POSTED + timedelta(days=200),
)


@pytest.mark.parametrize(
    "doi",
    [
        "10.1101/2020.04.27.063578",
        "10.1101/123456",
        "10.64898/2026.01.01.123456",
        "10.21203/rs.3.rs-1/v1",
        "10.2139/ssrn.123",
        "10.20944/preprints202001.0001.v1",
        "10.31219/osf.io/abc",
        "10.31234/osf.io/abc",
        "10.36227/techrxiv.1",
        "10.22541/au.1",
        "10.26434/chemrxiv-2021-1",
        "10.48550/arXiv.2101.00001",
        "10.1590/SciELOPreprints.1",
        "10.2196/preprints.12345",
    ],
)
def test_preprint_servers_are_known_by_their_dois(doi: str) -> None:
    assert is_preprint(doi, "")


@pytest.mark.parametrize(
    "doi",
    [
        "10.1101/gr.123456.120",  # Genome Research, of the same publisher
        "10.1101/gad.1.1",
        "10.2196/12345",  # JMIR itself
        "10.1590/s0102-311x2020000300101",
        "10.1056/nejmoa2001017",
        "10.11011/1",
    ],
)
def test_journals_are_none_wherever_they_link(doi: str) -> None:
    assert not is_preprint(doi, PREPRINT.link)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.medrxiv.org/content/10.1101/1v1", True),
        ("http://biorxiv.org/cgi/content/short/1", True),
        ("https://arxiv.org/abs/2101.00001", True),
        ("https://www.researchsquare.com/article/rs-1/v1", True),
        ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1", True),
        ("https://www.researchsquare.com/blog/x", False),
        ("https://medrxiv.org.example.org/x", False),
        ("https://example.org/?u=https://medrxiv.org/", False),
        ("", False),
    ],
)
def test_without_a_doi_the_address_tells(link: str, *, expected: bool) -> None:
    assert is_preprint("", link) == expected


def test_a_preprint_became_the_paper_of_its_title_and_author() -> None:
    assert became(PREPRINT, PAPER)
    assert not became(PAPER, PREPRINT)


@pytest.mark.parametrize(
    "paper",
    [
        replace(PAPER, title="Aspirin and the risk of a first stroke in older adults"),
        replace(PAPER, authors=("Alan Turing",)),
        replace(PAPER, authors=()),
        replace(PAPER, doi="10.21203/rs.3.rs-1/v1"),
        replace(PAPER, date=POSTED + timedelta(days=4 * 365)),
        replace(PAPER, date=POSTED - timedelta(days=100)),
    ],
)
def test_one_thing_that_does_not_fit_is_enough(paper: Paper) -> None:
    assert not became(PREPRINT, paper)


def test_short_titles_prove_nothing() -> None:
    short = replace(PREPRINT, title="Editorial")

    assert not became(short, replace(PAPER, title="Editorial"))


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ada Lovelace", "lovelace"),
        ("Lovelace A", "lovelace"),
        ("Lovelace A.B.", "lovelace"),
        ("Lovelace, Ada", "lovelace"),
        ("van der Berg J", "van der berg"),
        ("Gárdonyi", "gardonyi"),
        ("A. K. Øster", "oster"),
    ],
)
def test_surnames_are_found_as_journals_write_names(name: str, surname: str) -> None:
    assert surnames([name]) == {surname}


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_names_can_be_compared(names: list[str]) -> None:
    assert "" not in surnames(names)
