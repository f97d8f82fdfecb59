"""MedlinePlus: topics with their facts, pages and sites."""

import io
import tracemalloc
from pathlib import Path

import pytest

from medagora.catalogue.domain.formats.reading import Reading, read
from medagora.catalogue.domain.formats.rows import FactsRow, Format, ResourceRow
from medagora.kernel.refusals import BadInput
from tests.catalogue.formats.samples import (
    MEDLINEPLUS,
    items,
    of_kind,
    resources,
    skips,
)

READING = Reading(Format.MEDLINEPLUS)
SAMPLE = (
    Path(__file__).parents[4] / "shared" / "data" / "medlineplus-topics-sample-2012.xml"
)


def row(address: str) -> ResourceRow:
    found = resources(MEDLINEPLUS, READING)
    return next(row for row in found if row.draft.address == address)


def test_a_topic_brings_its_synonyms_codes_groups_relations_and_counterpart() -> None:
    facts = of_kind(items(MEDLINEPLUS, READING), FactsRow)[0].facts

    assert facts.title == "Asthma"
    assert facts.language == "en"
    assert facts.synonyms == ("Bronchial Asthma", "Airways, Narrow", "Wheezy disease")
    assert facts.mesh == ("D001249",)
    assert facts.groups == ("Lungs and Breathing",)
    assert facts.related == ("13",)
    assert facts.counterpart == "12"
    assert facts.summary == "Asthma narrows the airways."


def test_a_summary_in_html_becomes_two_plain_sentences() -> None:
    facts = of_kind(items(MEDLINEPLUS, READING), FactsRow)[1].facts

    assert facts.language == "es"
    assert facts.summary == "El asma es común. Se trata."


def test_a_topic_s_own_page_is_a_resource_with_its_summary() -> None:
    page = row("https://medlineplus.example/asthma.html")

    assert page.key == "medlineplus:11"
    assert page.within == ("11",)
    assert page.draft.texts["en"].description == "Asthma narrows the airways."
    assert page.draft.publisher == "MedlinePlus"


def test_a_page_in_another_language_says_which() -> None:
    page = row("https://medlineplus.example/languages/asthma.html")

    assert page.draft.languages == ("hu",)
    assert page.draft.texts["en"].title == "Asthma (magyar)"


def test_a_topic_s_page_in_the_other_language_comes_with_its_own_topic() -> None:
    pages = [
        row
        for row in resources(MEDLINEPLUS, READING)
        if row.draft.address == "https://medlineplus.example/spanish/asthma.html"
    ]

    assert [page.draft.texts["es"].title for page in pages] == ["Asma"]


def test_a_site_keeps_its_publisher_and_loses_tracking() -> None:
    site = row("https://lung.example.org/asthma")

    assert site.draft.publisher == "Lung House"
    assert site.draft.languages == ("en",)
    assert site.draft.kind == "article"
    assert site.draft.audience == "patients"


def test_categories_tell_kind_and_audience() -> None:
    journal = row("https://journal.example.org/1")
    society = row("https://society.example.org/")

    assert journal.draft.audience == "professionals"
    assert society.draft.kind == "website"


def test_what_cannot_be_used_is_skipped_with_line_and_reason() -> None:
    found = [(skip.line, skip.reason) for skip in skips(MEDLINEPLUS, READING)]

    assert found == [
        (24, "“Xyzzyish” is not a language we know."),
        (64, "Only addresses that begin with http:// or https:// can be added."),
    ]


def test_other_xml_is_refused_by_its_first_element() -> None:
    with pytest.raises(BadInput, match="begins with <rss> instead of <health-topics>"):
        items("<rss><channel/></rss>", READING)


@pytest.mark.parametrize("length", range(300, len(MEDLINEPLUS) - 30, 97))
def test_wherever_it_is_cut_off_a_file_says_so(length: int) -> None:
    with pytest.raises(BadInput, match=r"ends too early, at line \d+"):
        items(MEDLINEPLUS[:length], READING)


def test_what_is_broken_in_the_middle_is_not_called_cut_off() -> None:
    with pytest.raises(BadInput, match="not well-formed XML at line 19"):
        items(MEDLINEPLUS.replace('"español"', '"español'), READING)


def test_a_topic_inside_another_is_read_too() -> None:
    topic = '<health-topic id="{}" title="T" language="English" url="{}">'
    inner = topic.format(2, "https://b.example.org/") + "</health-topic>"
    outer = topic.format(1, "https://a.example.org/") + inner + "</health-topic>"

    found = resources(f"<health-topics>{outer}</health-topics>", READING)

    assert [row.within for row in found] == [("2",), ("1",)]


def test_a_file_without_topics_is_refused() -> None:
    with pytest.raises(BadInput, match="holds no health topics"):
        items("<health-topics></health-topics>", READING)


def test_a_wrong_encoding_is_refused_with_its_line() -> None:
    latin = MEDLINEPLUS.replace("Lung House", "Maison du poumon né").encode("latin-1")

    with pytest.raises(BadInput, match="at line 18"):
        items(latin, READING)


def test_a_file_in_utf_16_is_read() -> None:
    wide = MEDLINEPLUS.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")

    assert len(resources(wide, READING)) == len(resources(MEDLINEPLUS, READING))


def test_lines_are_right_beyond_the_sixteen_bits_of_old_parsers() -> None:
    late = MEDLINEPLUS.replace(
        '<health-topic title="COPD"', "\n" * 70_000 + "<health-topic"
    )

    assert skips(late, READING)[-1].line > 70_000


def test_a_topic_is_dropped_once_it_was_given() -> None:
    start = MEDLINEPLUS.index("  <health-topic ")
    end = MEDLINEPLUS.index("</health-topics>")
    many = MEDLINEPLUS[:start] + MEDLINEPLUS[start:end] * 200 + MEDLINEPLUS[end:]
    stream = io.BytesIO(many.encode())
    tracemalloc.start()

    for _row in read(stream, READING):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 2_000_000


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real sample is not here")
def test_the_real_sample_is_read_without_a_skip() -> None:
    found = items(SAMPLE.read_bytes(), READING)

    assert len(of_kind(found, FactsRow)) == 2
    assert len(of_kind(found, ResourceRow)) == 81
    assert skips(SAMPLE.read_bytes(), READING) == []
