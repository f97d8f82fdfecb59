"""RIS is read back by a parser that is not ours."""

import re
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.citing import ris
from medagora.catalogue.domain.citing.works import Work
from medagora.catalogue.domain.words import Kind
from tests.catalogue.citing.works import a_work, works


def read(text: str) -> list[dict[str, Any]]:
    """Its own habit of cutting addresses at semicolons is switched off."""
    return list(rispy.loads(text, delimiter_tags_mapping={}))


def test_a_record_says_what_the_catalogue_knows() -> None:
    work = a_work(publisher="NHS England", languages=("en", "hu"), topics=("A", "B"))

    assert ris.write([work]) == (
        "TY  - ELEC\r\n"
        "ID  - abc123\r\n"
        "TI  - Asthma\r\n"
        "PB  - NHS England\r\n"
        "LA  - en, hu\r\n"
        "UR  - https://www.nhs.uk/conditions/asthma/\r\n"
        "Y2  - 2026/11/27/\r\n"
        "KW  - A\r\n"
        "KW  - B\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize(
    ("kind", "doi", "expected"),
    [
        (Kind.WEBSITE, "", "ELEC"),
        (Kind.ARTICLE, "10.1136/bmj.1", "JOUR"),
        (Kind.JOURNAL, "", "JFULL"),
        (Kind.PODCAST, "", "SOUND"),
        (Kind.VIDEO_CHANNEL, "", "VIDEO"),
        (Kind.APP, "", "COMP"),
        (Kind.BLOG, "", "BLOG"),
        (Kind.SLIDES, "", "SLIDE"),
        (None, "", "ELEC"),
    ],
)
def test_each_kind_has_its_type(kind: Kind | None, doi: str, expected: str) -> None:
    (record,) = read(ris.write([a_work(kind=kind, doi=doi)]))

    assert record["type_of_reference"] == expected


@pytest.mark.parametrize("kind", Kind)
def test_no_type_is_made_up(kind: Kind) -> None:
    assert ris.type_of(a_work(kind=kind)) in rispy.TYPE_OF_REFERENCE_MAPPING


def test_names_of_bodies_are_not_taken_apart() -> None:
    (record,) = read(ris.write([a_work(authors=("Mia, asthma nurse",))]))

    assert record["authors"] == ["Mia – asthma nurse"]


@given(st.lists(works, max_size=4))
def test_every_work_is_read_back_as_it_was(given_works: list[Work]) -> None:
    found = read(ris.write(given_works))

    assert len(found) == len(given_works)
    for record, work in zip(found, given_works, strict=True):
        assert record["id"] == work.key
        assert record["title"] == work.title
        assert record["urls"] == [work.address]
        assert record.get("abstract", "") == work.abstract
        assert record.get("keywords", []) == list(work.topics)
        assert record.get("notes", []) == ([work.note] if work.note else [])
        assert record.get("doi", "") == work.doi


@given(works)
def test_every_line_is_a_tag_and_a_value(work: Work) -> None:
    *text, last = ris.write([work]).split("\r\n")

    assert last == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", row) for row in text)
