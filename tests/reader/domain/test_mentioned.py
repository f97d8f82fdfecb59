"""Which papers an entry links to."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.formats.cleaning import clean
from medagora.reader.domain.identity import keys_of
from medagora.reader.domain.mentioned import MOST_LINKS, keys_in, links_in


def test_links_are_found_as_they_were_cleaned() -> None:
    raw = "<P>See <A class=x HREF='https://doi.org/10.1056/NEJMoa1?a=1&b=2'>it</A>"

    links = links_in(clean(raw, "https://blog.example.org/"))

    assert links == ["https://doi.org/10.1056/NEJMoa1?a=1&b=2"]


def test_a_paper_is_recognised_by_doi_pubmed_and_page() -> None:
    html = (
        '<a href="https://doi.org/10.1056/NEJMoa1">a</a> '
        '<a href="https://pubmed.ncbi.nlm.nih.gov/12345/">b</a> '
        '<a title="x" href="http://www.heart.example.org/papers/7?utm_source=x">c</a>'
    )

    keys = keys_in(html)

    for known in (
        keys_of(doi="10.1056/nejmoa1", pmid="", link="", title="").doi,
        keys_of(doi="", pmid="12345", link="", title="").pmid,
        keys_of(
            doi="", pmid="", link="https://heart.example.org/papers/7", title=""
        ).link,
    ):
        assert known in keys


def test_a_list_of_everything_mentions_nothing() -> None:
    links = (f'<a href="https://e.org/papers/{n}">x</a>' for n in range(MOST_LINKS + 1))

    assert keys_in("".join(links)) == set()


@given(st.text(max_size=300))
def test_any_words_can_be_looked_at(text: str) -> None:
    assert isinstance(keys_in(text), set)
