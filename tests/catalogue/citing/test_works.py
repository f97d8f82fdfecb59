"""What is told of a resource, and where its numbers come from."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.citing.works import Teller, Work, issn_in_address, line
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.records import ResourceRecord
from medagora.catalogue.domain.words import Kind

TELLER = Teller(
    language="hu",
    site="Medagora",
    on=date(2026, 11, 27),
    kinds={"journal": "Folyóirat", "website": "Weboldal"},
    countries={"GB": "Egyesült Királyság"},
    topics={"asthma": "Asztma"},
)


def told(**draft: Any) -> Work:
    record = ResourceRecord(
        "uid1", ResourceDraft(**{"address": "https://a.example/"} | draft), "published"
    )
    return TELLER.work_of(record, page="https://we.example/r")


def test_words_are_the_readers_and_facts_the_catalogues() -> None:
    work = told(
        kind="journal",
        texts={"en": TextDraft("BMJ", "Research."), "hu": TextDraft("BMJ", "Kutatás.")},
        languages=("en",),
        publisher="BMJ Publishing",
        country="GB",
        topics=("asthma", "unnamed"),
    )

    assert work == Work(
        key="uid1",
        title="BMJ",
        address="https://a.example/",
        seen_on=date(2026, 11, 27),
        kind=Kind.JOURNAL,
        genre="Folyóirat",
        publisher="BMJ Publishing",
        country="Egyesült Királyság",
        languages=("en",),
        abstract="Kutatás.",
        topics=("Asztma",),
        note="Medagora: https://we.example/r",
        found_in="Medagora",
    )


def test_doi_and_issn_come_from_any_address() -> None:
    work = told(
        further_addresses=(
            "https://doi.org/10.1136/BMJ.n71",
            "https://portal.issn.org/resource/ISSN/1756-1833",
        )
    )

    assert (work.doi, work.issn) == ("10.1136/bmj.n71", "1756-1833")


def test_a_resource_without_words_is_called_by_its_address() -> None:
    assert told().title == "https://a.example/"


@pytest.mark.parametrize(
    ("address", "issn"),
    [
        ("https://portal.issn.org/resource/ISSN/1756-1833", "1756-1833"),
        ("https://a.example/?issn=2434-561x", "2434-561X"),
        ("https://a.example/?issn%3D1756-1833", "1756-1833"),
        ("https://portal.issn.org/resource/ISSN/1756-1834", ""),  # check digit
        ("https://a.example/phone/1756-1833", ""),
        ("https://a.example/issn/91756-18331", ""),
    ],
)
def test_an_issn_is_taken_where_an_address_names_it(address: str, issn: str) -> None:
    assert issn_in_address(address) == issn


@given(st.text())
def test_a_line_is_one_line_that_xml_can_hold(text: str) -> None:
    clean = line(text)

    assert clean == line(clean)
    assert len(clean.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in clean)
