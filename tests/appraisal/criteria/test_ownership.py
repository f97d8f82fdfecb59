"""Whose page it is, and how to reach them."""

from dataclasses import replace

import pytest

from medagora.appraisal.domain.findings import Answer, Criterion
from medagora.appraisal.domain.page import BlockKind, Medium, Region
from tests.appraisal.building import build_page, footer, link
from tests.appraisal.criteria.seeing import find, findings

OWNER, CONTACT, FOOTER = Criterion.OWNER, Criterion.CONTACT, Region.FOOTER
SOME_LINK = (link("https://health.example.org/more", "More"),)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "© 2019–2024 Heart Example Foundation. All rights reserved.",
            "Heart Example Foundation",
        ),
        (
            "Copyright © Beispiel Klinik GmbH 2024 | Alle Rechte vorbehalten",
            "Beispiel Klinik GmbH",
        ),
        ("(c) 2024 by Minta Alapítvány, minden jog fenntartva", "Minta Alapítvány"),
    ],
)
def test_the_holder_of_the_rights_is_named(words: str, name: str) -> None:
    found = find(OWNER, "Text.", footer(words))

    assert (found.said, found.facts["name"]) == ("owner.named", name)


@pytest.mark.parametrize("words", ["© 2024", "© 2024 example.org", "©2015"])
def test_a_year_or_an_address_names_nobody(words: str) -> None:
    found = find(OWNER, "Text.", footer(words), footer("About Example"))

    assert found.answer is Answer.CANNOT_TELL


def test_the_publisher_of_the_code_is_the_owner() -> None:
    data = (
        {"@type": "Article", "publisher": {"@type": "Organization", "name": "NHS"}},
    )

    found = find(OWNER, "Text.", linked_data=data)

    assert found.facts["name"] == "NHS"


@pytest.mark.parametrize(
    "address",
    ["https://x.org/impressum", "https://x.org/about-us/", "https://x.org/rolunk.html"],
)
def test_a_link_about_the_site_is_recognised_in_any_language(address: str) -> None:
    found = find(OWNER, "Text.", language="sv", links=(link(address, "?", FOOTER),))

    assert found.said == "owner.link"


def test_a_page_with_links_but_without_an_owner_is_told() -> None:
    assert find(OWNER, "Text.", links=SOME_LINK).said == "owner.none"


def test_a_page_without_links_or_a_document_cannot_tell() -> None:
    assert find(OWNER, "Text.").said == "owner.no_links"
    assert find(OWNER, "Text.", medium=Medium.PDF).said == "owner.no_frame"


@pytest.mark.parametrize(
    ("address", "region"),
    [("mailto:info@x.org", FOOTER), ("tel:+3611234567", Region.HEADER)],
)
def test_a_mail_or_telephone_link_is_a_contact(address: str, region: Region) -> None:
    found = find(CONTACT, "Text.", links=(link(address, "", region),))

    assert found.said == "contact.direct"


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("mailto:?subject=Read%20this", FOOTER),  # a button to share the page
        ("tel:116123", Region.MAIN),  # a helpline in the text
        ("mailto:troll@x.org", Region.COMMENTS),
    ],
)
def test_other_such_links_are_not(address: str, region: Region) -> None:
    found = find(CONTACT, "Text.", links=(link(address, "", region),))

    assert found.answer is Answer.ABSENT


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Contact us"),
        ("de", "Kontakt"),
        ("es", "Contacto"),
        ("fr", "Nous contacter"),
        ("hu", "Kapcsolat"),
        ("ar", "اتصل بنا"),
    ],
)
def test_a_contact_link_is_known_by_its_words(language: str, words: str) -> None:
    page = build_page("Text.", footer(words), language=language)
    linked = link("https://x.org/p/17", words, FOOTER)._replace(start=6)

    found = findings(replace(page, links=(linked,)))[CONTACT]

    assert found.said == "contact.link"


def test_contact_your_doctor_is_not_a_contact() -> None:
    found = find(CONTACT, "Contact your doctor at once.", links=SOME_LINK)

    assert found.answer is Answer.ABSENT


def test_an_address_in_a_comment_is_not_the_site_s() -> None:
    comment = (BlockKind.PARAGRAPH, Region.COMMENTS, "Write to me: a@b.example")

    found = find(CONTACT, "Text.", comment, links=SOME_LINK)

    assert found.answer is Answer.ABSENT


def test_somebody_else_s_about_page_is_not_the_owner_s() -> None:
    found = find(OWNER, "Text.", links=(link("https://cdc.gov/flu/about.html", "CDC"),))

    assert found.said == "owner.none"


def test_links_that_adjoin_each_other_are_still_read() -> None:
    page = build_page("Text.", footer("Aviso legalContacto"), language="es")
    linked = link("https://x.org/p/9", "Aviso legal", FOOTER)._replace(start=6)

    assert findings(replace(page, links=(linked,)))[OWNER].said == "owner.link"
