import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.formats.identifiers import find_doi, find_pmid
from tests.reader.formats.samples import only_entry, rss


@pytest.mark.parametrize(
    ("said", "doi"),
    [
        ("doi:10.1000/ABC.1", "10.1000/abc.1"),
        ("DOI: 10.1000/abc", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "10.1000/abc"),
        ("info:doi/10.1000/abc", "10.1000/abc"),
        ("10.1/x", "10.1/x"),
        ("10.1000.5/abc", "10.1000.5/abc"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0",
            "10.1002/(sici)1097-0258(19980815)17:15",
        ),
        ("(doi: 10.1000/abc).", "10.1000/abc"),
        ("10.1016/S0140-6736(26)00001-2", "10.1016/s0140-6736(26)00001-2"),
        ("pmid:12345", ""),
        ("10.1000/", ""),
        ("110.1000", ""),
        ("10.1000/é", ""),
        (f"10.1000/{'a' * 220}", ""),
    ],
)
def test_a_doi_is_bare_and_in_lower_case(said: str, doi: str) -> None:
    assert find_doi([said], []) == doi


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://publisher.example/doi/full/10.1056/NEJMoa1?af=R", "10.1056/nejmoa1"),
        ("https://publisher.example/doi/10.1002/abc.12/abstract", "10.1002/abc.12"),
        (
            "https://plos.example/article?id=10.1371/journal.pone.01&x=1",
            "10.1371/journal.pone.01",
        ),
        ("https://x.example/10.1007%2Fs00134-026-1", "10.1007/s00134-026-1"),
        (
            "https://x.example/content/10.1101/2026.01.02.3v2.full.pdf",
            "10.1101/2026.01.02.3",
        ),
        ("https://x.example/10.1136/bmj-2026-1.full", "10.1136/bmj-2026-1"),
        ("https://x.example/news/version-10.2/notes", ""),
        ("https://x.example/10.1/x", ""),
    ],
)
def test_a_doi_is_found_in_the_address_of_a_page(address: str, doi: str) -> None:
    assert find_doi([], [address]) == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("pmid:12345678", "12345678"),
        ("PMID: 0012345", "12345"),
        ("info:pmid/123", "123"),
        ("pubmed:123-7", "123"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/?utm_source=rss", "123"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123", "123"),
        ("https://europepmc.org/article/MED/123", "123"),
        ("https://medium.example/2026", ""),
        ("pmid:123456789", ""),
        ("123", ""),
    ],
)
def test_a_pubmed_number_is_found_where_it_is_named(text: str, pmid: str) -> None:
    assert find_pmid([text]) == pmid


def test_every_identifier_of_an_entry_is_looked_at() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><dc:identifier>issn:1</dc:identifier>"
            "<dc:identifier>pmid:7</dc:identifier>"
            "<dc:identifier>doi:10.1000/x</dc:identifier>"
        )
    )

    assert (entry.doi, entry.pmid) == ("10.1000/x", "7")


@pytest.mark.parametrize(
    "where",
    [
        "<prism:doi>10.1000/x</prism:doi>",
        '<guid isPermaLink="false">10.1000/x</guid>',
        "<link>https://x.example/doi/10.1000/x?rss=1</link>",
        "<category>doi:10.1000/x</category>",
        "<prism:url>https://dx.doi.org/10.1000/x</prism:url>",
        "<dc:source>doi:10.1000/x</dc:source>",
    ],
)
def test_a_doi_is_found_wherever_a_feed_puts_it(where: str) -> None:
    assert only_entry(rss(f"<title>t</title>{where}")).doi == "10.1000/x"


@given(st.text(max_size=60))
def test_what_is_found_is_a_tidy_identifier(text: str) -> None:
    doi, pmid = find_doi([f"10.1000/{text}"], []), find_pmid([f"pmid:{text}"])

    assert doi == doi.lower()
    assert doi == "" or doi.startswith("10.1000/")
    assert find_doi([doi], []) == doi
    assert pmid == "" or (pmid.isascii() and pmid.isdecimal())
