"""On what ground: sources, retracted papers, where to find more."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest

from medagora.appraisal.domain.criteria.papers import (
    Kind,
    kind_of_host,
)
from medagora.appraisal.domain.findings import Answer, Criterion
from medagora.appraisal.domain.page import Page, Region
from medagora.kernel.dois import bare_doi, doi_in_address
from tests.appraisal.building import build_page, heading, item, link, sight
from tests.appraisal.criteria.seeing import find, findings

REFERENCES, SUPPORT = Criterion.REFERENCES, Criterion.MORE_SUPPORT
RETRACTED = Criterion.NOT_RETRACTED


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "References"),
        ("en", "Sources and further reading"),
        ("en", "7. Bibliography"),
        ("de", "Quellen"),
        ("de", "Literaturverzeichnis"),
        ("es", "Referencias bibliográficas"),
        ("es", "Fuentes consultadas"),
        ("fr", "Références"),
        ("fr", "Sources et références"),
        ("hu", "Felhasznált irodalom"),
        ("hu", "Források"),
        ("ar", "المراجع"),
        ("ar", "المصادر والمراجع"),
    ],
)
def test_entries_under_a_heading_are_counted(language: str, title: str) -> None:
    found = find(
        REFERENCES,
        "Text.",
        heading(title),
        item("Smith J. On pressure. Lancet 2019."),
        item("World report, 2021, https://x.org/report"),
        heading("Other"),
        item("Not one of them 2020"),
        language=language,
    )

    assert found.said == "references.listed_only"
    assert found.facts["count"] == 2


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Sources of iron"),
        ("en", "Reference values"),
        ("de", "Quellen von Eisen"),
        ("es", "Fuentes de hierro"),
        ("fr", "Sources de fer"),
        ("hu", "Források vasban"),
        ("ar", "مصادر الحديد"),
    ],
)
def test_sources_of_iron_are_no_references(language: str, title: str) -> None:
    found = find(
        REFERENCES,
        "Text.",
        heading(title),
        item("Lentils and beans"),
        language=language,
    )

    assert found.answer is Answer.ABSENT


def test_a_heading_with_nothing_under_it_is_no_list() -> None:
    found = find(REFERENCES, "Text.", heading("References"))

    assert found.said == "references.none"


def test_one_line_of_sources_counts() -> None:
    found = find(REFERENCES, "Text.", "Source: Robert Koch Institute, report of 2021")

    assert (found.said, found.facts["count"]) == ("references.listed_only", 1)


def test_links_are_told_by_kind() -> None:
    links = (
        link("https://doi.org/10.1056/NEJMoa2034577", "trial"),
        link("https://pubmed.ncbi.nlm.nih.gov/33301246/", "study"),
        link("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7745181/", "study"),
        link("https://www.nice.org.uk/guidance/ng136", "guideline"),
        link("https://www.bmj.com/content/372/bmj.n71", "article"),
        link("https://www.bbc.co.uk/news/health-1", "story"),
        link("https://www.nice.org.uk/", "home page of NICE"),
    )

    found = find(REFERENCES, "Text.", links=links)

    assert found.said == "references.linked"
    assert {kind.value: found.facts[kind.value] for kind in Kind} == {
        "doi": 1,
        "pubmed": 2,
        "guideline": 1,
        "journal": 1,
        "news": 1,
    }


def test_links_to_its_own_house_or_in_comments_are_no_references() -> None:
    links = (
        link("https://www.nhs.uk/conditions/flu/", "Flu"),
        link("https://doi.org/10.1000/182", "see this", Region.COMMENTS),
    )

    found = find(REFERENCES, "Text.", links=links, address="https://beta.nhs.uk/page")

    assert found.answer is Answer.ABSENT


def test_news_alone_are_told_as_news() -> None:
    found = find(REFERENCES, "Text.", links=(link("https://cnn.com/a/1", "CNN"),))

    assert found.said == "references.only_news"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Researchers found a link, according to a new study."),
        ("de", "Laut einer Studie hilft das."),
        ("es", "Según un estudio reciente, ayuda."),
        ("fr", "Selon une étude, cela aide."),
        ("hu", "Egy új tanulmány szerint ez segít."),
        ("ar", "وفقا لدراسة حديثة فإنه يساعد."),
    ],
)
def test_a_study_only_spoken_of_cannot_be_looked_up(language: str, words: str) -> None:
    found = find(REFERENCES, words, language=language)

    assert (found.answer, found.said) == (Answer.ABSENT, "references.only_mentioned")


def test_numbers_without_their_list_leave_it_open() -> None:
    found = find(REFERENCES, "It helps [1]. It is safe [2]. It is cheap [3,4].")

    assert (found.answer, found.said) == (Answer.CANNOT_TELL, "references.numbered")


def test_without_word_lists_links_still_count() -> None:
    links = (link("https://doi.org/10.1000/182", "källa"),)

    assert find(REFERENCES, "Hej", language="sv", links=links).answer is Answer.PRESENT
    assert find(REFERENCES, "Hej", language="sv").said == "no_words"


def retracted(dois: Collection[str]) -> Mapping[str, str]:
    """A list with one retracted paper and one doubted."""
    known = {"10.1000/bad": "retraction", "10.1000/doubt": "concern"}
    return {doi: known[doi] for doi in dois if doi in known}


def cites(*dois: str) -> Page:
    return build_page("Text.", *(f"A paper. doi:{doi}." for doi in dois))


def test_papers_that_stand_are_told() -> None:
    found = findings(cites("10.1000/Good"), sight(retracted=retracted))[RETRACTED]

    assert (found.answer, found.facts["count"]) == (Answer.PRESENT, 1)


def test_a_retracted_paper_is_named_and_quoted() -> None:
    page = cites("10.1000/good", "10.1000/BAD", "10.1000/doubt")

    found = findings(page, sight(retracted=retracted))[RETRACTED]

    assert found.said == "not_retracted.retracted"
    assert found.facts["retracted"] == ("10.1000/bad",)
    assert found.facts["concern"] == ("10.1000/doubt",)
    assert found.quotes[0].words == "10.1000/BAD"


def test_a_doubted_paper_is_only_doubted() -> None:
    found = findings(cites("10.1000/doubt"), sight(retracted=retracted))[RETRACTED]

    assert found.said == "not_retracted.concern"


def test_without_dois_or_without_a_list_nobody_can_tell() -> None:
    assert find(RETRACTED, "Text.").said == "not_retracted.no_dois"
    assert findings(cites("10.1000/182"))[RETRACTED].said == "not_retracted.no_list"


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        (
            "https://doi.org/10.1016/S0140-6736(19)30145-5",
            "10.1016/s0140-6736(19)30145-5",
        ),
        ("https://onlinelibrary.wiley.com/doi/10.1111/jch.1/full", "10.1111/jch.1"),
        (
            "https://www.medrxiv.org/content/10.1101/2020.01.02.123v2.full",
            "10.1101/2020.01.02.123",
        ),
        ("https://doi.org/10.1000%2F182?x=1#y", "10.1000/182"),
        ("https://example.org/price/10.50", ""),
    ],
)
def test_the_doi_of_an_address(address: str, doi: str) -> None:
    assert doi_in_address(address) == doi


def test_a_doi_loses_the_punctuation_around_it() -> None:
    assert bare_doi("10.1000/AbC(1)).") == "10.1000/abc(1)"


def test_a_host_stands_for_its_subdomains_but_not_for_its_likes() -> None:
    assert kind_of_host("journals.plos.org") is Kind.JOURNAL
    assert kind_of_host("notwho.int") is None


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Further help"),
        ("de", "Weitere Informationen"),
        ("es", "Enlaces de interés"),
        ("fr", "Pour en savoir plus"),
        ("hu", "Hasznos linkek"),
        ("ar", "روابط مفيدة"),
    ],
)
def test_links_under_such_a_heading_lead_on(language: str, title: str) -> None:
    page = build_page(heading(title), item("Heart Society"), language=language)
    place = page.text.index("Heart")
    society = link("https://society.example/", "Heart Society")._replace(start=place)

    found = findings(replace(page, links=(society,)))[SUPPORT]

    assert found.said == "more_support.section"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A support group can help you cope."),
        ("de", "Eine Selbsthilfegruppe kann helfen."),
        ("es", "Las asociaciones de pacientes pueden ayudar."),
        ("fr", "Une association de patients peut vous aider."),
        ("hu", "A betegszervezetek is segítenek."),
        ("ar", "يمكن أن تساعدك مجموعات الدعم."),
    ],
)
def test_help_from_others_is_told(language: str, words: str) -> None:
    assert find(SUPPORT, words, language=language).said == "more_support.told"


def test_more_of_the_same_site_is_only_that() -> None:
    page = build_page(heading("More information"), item("Our shop"))
    place = page.text.index("Our")
    own = link("https://www.example.org/shop", "Our shop")._replace(start=place)

    found = findings(replace(page, links=(own,)))[SUPPORT]

    assert found.said == "more_support.own_pages"
