"""One paper once: how entries find their work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.identity import (
    TITLE_WINDOW,
    Candidate,
    Known,
    find_works,
    keys_of,
    met_by_title,
    new_keys,
    number_of,
    title_form,
)
from medagora.reader.domain.places import SPREAD_BITS

TITLE = "Aspirin and the risk of a second stroke in older adults"


def entry(
    place: int, *, doi: str = "", pmid: str = "", link: str = "", title: str = ""
) -> Candidate:
    keys = keys_of(doi=doi, pmid=pmid, link=link, title=title)
    return Candidate(place, doi, pmid, keys)


def works_of(*entries: Candidate) -> list[int]:
    return find_works(entries, {}, {})


# ---- titles ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "same",
    [
        TITLE.upper(),
        f"[Articles] {TITLE}",
        f"Original Research: {TITLE}",
        f"{TITLE}.",
        TITLE.replace(" ", "\u00a0"),
        TITLE.replace("second", "s\u00e9cond"),
    ],
)
def test_near_same_titles_have_one_form(same: str) -> None:
    assert title_form(same) == title_form(TITLE) != ""


@pytest.mark.parametrize(
    "title",
    [
        "Editorial",
        "Letter to the editor",
        "This week's issue",
        "In this issue",
        "-" * 90,
        "Pneumonoultramicroscopicsilicovolcanoconiosis",
    ],
)
def test_titles_that_many_entries_have_are_no_key(title: str) -> None:
    assert title_form(title) == ""


def test_a_title_in_a_script_without_spaces_is_a_key() -> None:
    assert (
        title_form(
            "高齢者における二度目の脳卒中のリスクとアスピリンの効果についての無作為化比較試験"
        )
        != ""
    )


@given(st.text(max_size=200))
def test_the_form_of_a_form_is_itself(title: str) -> None:
    form = title_form(title)

    assert form == "" or title_form(form) in {form, ""}


# ---- keys --------------------------------------------------------------------------
@given(st.lists(st.text(max_size=30), max_size=4))
def test_numbers_fit_a_column(parts: list[str]) -> None:
    assert -(2**63) <= number_of(*parts) < 2**63


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/",
        "https://example.org/news/",
        "https://www.example.org/index.html",
        "https://example.org/blog",
        "mailto:x@example.org",
        "",
    ],
)
def test_a_page_of_many_entries_is_no_key(link: str) -> None:
    assert keys_of(doi="", pmid="", link=link, title="").known == ()


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/papers/1",
        "https://www.example.org/papers/1/",
        "https://EXAMPLE.org/papers/1#abstract",
        "https://example.org/papers/1?utm_source=rss&utm_medium=feed",
    ],
)
def test_spellings_of_one_link_meet(other: str) -> None:
    link = "https://example.org/papers/1"

    assert (
        keys_of(doi="", pmid="", link=link, title="").link
        == keys_of(doi="", pmid="", link=other, title="").link
    )


# ---- works -------------------------------------------------------------------------
def test_one_doi_is_one_work_whatever_else_differs() -> None:
    first = entry(1, doi="10.1/a", pmid="1", title=TITLE)
    second = entry(2, doi="10.1/a", pmid="2", link="https://e.org/x/1")

    assert works_of(first, second) == [1, 1]


def test_a_blog_without_a_doi_does_not_make_one_of_a_preprint_and_its_paper() -> None:
    blog = entry(1, title=TITLE)
    preprint, paper = (entry(n, doi=f"10.{n}/a", title=TITLE) for n in (2, 3))

    assert works_of(blog, preprint, paper) == [1, 1, 3]


def test_different_dois_keep_a_title_apart_and_that_is_told() -> None:
    preprint, paper = (
        entry(1, doi="10.1/a", title=TITLE),
        entry(2, doi="10.1/b", title=TITLE),
    )
    works = works_of(preprint, paper)
    added = dict(new_keys([preprint, paper], works, {}))

    assert works == [1, 2]
    assert met_by_title([preprint, paper], works, added) == [2]


def test_equal_titles_of_different_seasons_are_two_works() -> None:
    later = 1 + ((TITLE_WINDOW + 1) << SPREAD_BITS)

    assert works_of(entry(1, title=TITLE), entry(later, title=TITLE)) == [1, later]
    assert works_of(entry(1, title=TITLE), entry(later - (1 << 22), title=TITLE)) == [
        1,
        1,
    ]


def test_a_work_that_was_let_go_is_not_joined_by_its_title() -> None:
    key = keys_of(doi="", pmid="", link="", title=TITLE).title

    assert find_works([entry(9, title=TITLE)], {key: 1}, {}) == [9]


DOIS = st.sampled_from(["", "10.1/a", "10.1/b"])
PMIDS = st.sampled_from(["", "1", "2"])
LINKS = st.sampled_from(["", "https://e.org/x/1", "https://e.org/x/2"])
TITLES = st.sampled_from(["", TITLE, f"{TITLE} again and again"])


def batches(pmids: st.SearchStrategy[str]) -> st.SearchStrategy[list[Candidate]]:
    rows = st.lists(st.tuples(DOIS, pmids, LINKS, TITLES), max_size=8)
    return rows.map(
        lambda found: [
            entry(place, doi=doi, pmid=pmid, link=link, title=title)
            for place, (doi, pmid, link, title) in enumerate(found, start=1)
        ]
    )


ENTRIES = batches(PMIDS)


@given(ENTRIES)
def test_a_work_is_the_number_of_its_first_entry(entries: list[Candidate]) -> None:
    works = works_of(*entries)

    for candidate, work in zip(entries, works, strict=True):
        assert work <= candidate.place
        assert works[work - 1] == work


@given(ENTRIES)
def test_entries_with_one_doi_are_one_work(entries: list[Candidate]) -> None:
    works = works_of(*entries)

    by_doi: dict[str, set[int]] = {}
    for candidate, work in zip(entries, works, strict=True):
        if candidate.doi:
            by_doi.setdefault(candidate.doi, set()).add(work)
    assert all(len(several) == 1 for several in by_doi.values())


@given(batches(st.just("")))
def test_a_work_never_has_two_dois_by_a_weak_key(entries: list[Candidate]) -> None:
    """Only a common PMID may bring two DOIs together: then a feed has a slip."""
    works = works_of(*entries)

    dois: dict[int, set[str]] = {}
    for candidate, work in zip(entries, works, strict=True):
        dois.setdefault(work, set()).update(filter(None, [candidate.doi]))
    assert all(len(several) <= 1 for several in dois.values())


@given(ENTRIES, st.integers(0, 8))
def test_it_does_not_matter_where_a_batch_ends(
    entries: list[Candidate], cut: int
) -> None:
    whole = works_of(*entries)

    first, second = entries[:cut], entries[cut:]
    works = find_works(first, {}, {})
    keys = dict(new_keys(first, works, {}))
    known: dict[int, Known] = {}
    for c, work in zip(first, works, strict=True):
        old = known.get(work, Known("", "", work))
        known[work] = Known(old.doi or c.doi, old.pmid or c.pmid, work)
    assert works + find_works(second, keys, known) == whole


@given(ENTRIES)
def test_every_key_leads_somewhere_and_none_is_written_twice(
    entries: list[Candidate],
) -> None:
    works = works_of(*entries)
    rows = new_keys(entries, works, {})

    assert len(rows) == len(dict(rows))
    assert {key for key, _work in rows} == {k for e in entries for k in e.keys.known}
    assert new_keys(entries, works, dict(rows)) == []
