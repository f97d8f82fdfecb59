"""Who wrote the page, with what knowledge, and who looked it over."""

import pytest

from medagora.appraisal.domain.findings import Answer, Criterion, Where
from medagora.appraisal.domain.page import BlockKind, Region
from tests.appraisal.building import heading
from tests.appraisal.criteria.seeing import find

AUTHOR, REVIEWER = Criterion.AUTHOR, Criterion.REVIEWER
CREDENTIALS = Criterion.CREDENTIALS


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("en", "Written by Jane Smith, MD", "Jane Smith"),
        ("en", "By Jane O'Neill-Smith | July 14, 2025", "Jane O'Neill-Smith"),
        ("en", "Author: Dr. John R. Doe", "Dr. John R. Doe"),
        ("en", "Written by\u00a0María de la Cruz and John Doe", "María de la Cruz"),
        ("de", "Von Dr. med. Anna Müller, Fachärztin", "Dr. med. Anna Müller"),
        ("de", "Autorin: Anna Müller", "Anna Müller"),
        ("de", "Verfasst von Karl von der Heide", "Karl von der Heide"),
        ("es", "Escrito por María López García", "María López García"),
        ("es", "Autor: Dr. Juan Pérez", "Dr. Juan Pérez"),
        ("es", "Redactado por la Dra. Ana Ruiz", "Dra. Ana Ruiz"),
        ("fr", "Rédigé par Jean Dupont, journaliste", "Jean Dupont"),
        ("fr", "Auteur : Pr Anne Le Goff", "Pr Anne Le Goff"),
        ("fr", "Par Élodie Martin", "Élodie Martin"),
        ("hu", "Írta: Dr. Kovács Anna", "Dr. Kovács Anna"),
        ("hu", "Szerző: Nagy Péter", "Nagy Péter"),
        ("hu", "Összeállította: Szabó-Tóth Éva", "Szabó-Tóth Éva"),
        ("ar", "بقلم: د. أحمد علي", "د. أحمد علي"),
        ("ar", "كتبته سارة محمود", "سارة محمود"),
        ("ar", "إعداد: الدكتور محمد عبد الله", "الدكتور محمد عبد الله"),
    ],
)
def test_an_author_is_named(language: str, words: str, name: str) -> None:
    found = find(AUTHOR, heading("Title"), words, language=language)

    assert found.said == "author.named"
    assert found.facts["name"] == name
    assert found.quotes[0].words in words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The lead author of the study, Jane Smith, said so."),
        ("en", "A book written by Jane Smith tells the story."),
        ("en", "Co-author Jane Smith was pleased."),
        ("en", "By and large, Vitamin D is safe."),
        ("de", "Von Diabetes Betroffene sollten zum Arzt gehen."),
        ("de", "Der Autor der Studie, Karl Weber, sagte das."),
        ("es", "Por Navidad comemos más."),
        ("es", "El autor del estudio, Juan Pérez, lo dijo."),
        ("fr", "L'auteur de l'étude, Jean Dupont, le dit."),
        ("hu", "A tanulmány szerzője, Nagy Péter szerint ez igaz."),
        ("ar", "قال مؤلف الدراسة أحمد علي إن النتائج مهمة جدا للمرضى."),
    ],
)
def test_somebody_in_the_story_is_not_the_author(language: str, words: str) -> None:
    found = find(AUTHOR, heading("Title"), words, language=language)

    assert found.answer is Answer.ABSENT


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("en", "By Mayo Clinic Staff", "Mayo Clinic Staff"),
        ("en", "Written by our medical team", "our medical team"),
        ("de", "Autor: Redaktion Gesundheit", "Redaktion Gesundheit"),
        ("es", "Escrito por el equipo editorial", "el equipo editorial"),
        ("fr", "Rédigé par la rédaction", "la rédaction"),
        ("hu", "Írta: a szerkesztőség", "a szerkesztőség"),
        ("ar", "بقلم: فريق التحرير", "فريق التحرير"),
    ],
)
def test_a_team_is_an_organisation(language: str, words: str, name: str) -> None:
    found = find(AUTHOR, heading("Title"), words, language=language)

    assert found.said == "author.organisation"
    assert found.facts["name"] == name


@pytest.mark.parametrize("words", ["By admin", "Posted by Admin on 3 May 2025"])
def test_admin_is_nobody(words: str) -> None:
    found = find(AUTHOR, heading("Title"), words)

    assert (found.answer, found.said) == (Answer.ABSENT, "author.nobody")


def test_a_site_that_signs_with_its_own_name_is_no_person() -> None:
    written = {
        "@type": "Article",
        "author": {"@type": "Person", "name": "Health Example"},
    }

    found = find(
        AUTHOR,
        "Text.",
        linked_data=(written,),
        address="https://www.health-example.org/",
    )

    assert found.said == "author.organisation"


def test_the_author_of_the_code_is_found_and_quoted_as_code() -> None:
    written = {
        "@type": ["MedicalWebPage"],
        "author": [{"@type": "Person", "name": "Anna Svensson", "jobTitle": "RN"}],
    }

    found = find(AUTHOR, "Hej.", linked_data=(written,), language="sv")

    assert found.said == "author.named"
    assert found.quotes[0].where is Where.MARKUP


def test_people_are_found_through_their_identifiers() -> None:
    data = (
        {"@type": "Article", "author": {"@id": "#jane"}},
        {"@type": "Person", "@id": "#jane", "name": "Jane Smith"},
    )

    found = find(AUTHOR, "Text.", linked_data=data)

    assert found.facts["name"] == "Jane Smith"


@pytest.mark.parametrize("kind", ["Comment", "Review", "Answer"])
def test_who_left_an_opinion_did_not_write_the_page(kind: str) -> None:
    data = ({"@type": kind, "author": {"@type": "Person", "name": "Jane Smith"}},)

    found = find(AUTHOR, "Text.", linked_data=data)

    assert found.answer is Answer.ABSENT


def test_a_byline_of_a_comment_does_not_count() -> None:
    comment = (BlockKind.PARAGRAPH, Region.COMMENTS, "Jane Smith")

    found = find(AUTHOR, "Text.", comment, bylines=(("Jane Smith", 6),))

    assert found.answer is Answer.ABSENT


def test_a_byline_of_the_markup_counts() -> None:
    found = find(AUTHOR, "Title", "Jane Smith, MD", bylines=(("Jane Smith, MD", 6),))

    assert (found.facts["name"], found.quotes[0].start) == ("Jane Smith", 6)


def test_a_byline_ends_where_another_label_begins() -> None:
    words = "Jane Smith Updated July 14, 2025"

    found = find(AUTHOR, "Title", words, bylines=((words, 6),))

    assert found.facts["names"] == ("Jane Smith",)


def test_a_reviewer_in_a_byline_is_not_the_author() -> None:
    words = "Reviewed by Jane Smith"

    found = find(AUTHOR, "Title", words, bylines=((words, 6),))

    assert found.answer is Answer.ABSENT


def test_a_link_is_not_a_name() -> None:
    meta = {"author": "https://facebook.example.com/jane"}

    found = find(AUTHOR, "Text.", meta=meta)

    assert found.answer is Answer.ABSENT


def test_without_word_lists_nothing_is_called_absent() -> None:
    found = find(AUTHOR, "Kirjoittaja Matti", language="fi")

    assert (found.answer, found.said) == (Answer.CANNOT_TELL, "no_words")


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        (
            "en",
            "Medically reviewed by Jane Smith, MD — Written by Al Doe",
            "Jane Smith",
        ),
        ("en", "Reviewed by: John Doe, PharmD", "John Doe"),
        ("de", "Medizinisch geprüft von Prof. Dr. Karl Weber", "Prof. Dr. Karl Weber"),
        ("de", "Fachliche Beratung: Dr. Eva Klein", "Dr. Eva Klein"),
        ("es", "Revisado por el Dr. Juan Pérez, cardiólogo", "Dr. Juan Pérez"),
        ("es", "Revisión médica: Ana Ruiz", "Ana Ruiz"),
        ("fr", "Relu et validé par le Dr Jean Dupont", "Dr Jean Dupont"),
        ("fr", "Relecture médicale : Anne Petit", "Anne Petit"),
        ("hu", "Lektorálta: Dr. Nagy Péter", "Dr. Nagy Péter"),
        ("hu", "Orvosilag ellenőrizte: Kiss Éva", "Kiss Éva"),
        ("ar", "راجعه طبيا: الدكتورة سارة محمود", "الدكتورة سارة محمود"),
        ("ar", "مراجعة طبية: د. أحمد علي", "د. أحمد علي"),
    ],
)
def test_a_reviewer_is_named(language: str, words: str, name: str) -> None:
    found = find(REVIEWER, heading("Title"), words, language=language)

    assert found.said == "reviewer.named"
    assert found.facts["name"] == name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The data were reviewed by Jane Smith and colleagues."),
        ("en", "It has not been medically reviewed by Jane Smith."),
        ("en", "Reviewed by more than 200 buyers"),
        ("de", "Die Daten wurden von Karl Weber geprüft."),
        ("es", "Los datos fueron revisados por Juan Pérez."),
        ("fr", "Les données ont été relues par Jean Dupont."),
        ("hu", "Az adatokat Nagy Péter ellenőrizte a vizsgálatban."),
    ],
)
def test_another_check_is_not_the_page_s(language: str, words: str) -> None:
    found = find(REVIEWER, heading("Title"), words, language=language)

    assert found.answer is Answer.ABSENT


def test_a_check_by_nobody_named_is_told() -> None:
    found = find(REVIEWER, "Medically reviewed", "Text.")

    assert found.said == "reviewer.unnamed"


def test_letters_after_a_name_are_credentials() -> None:
    found = find(CREDENTIALS, "Written by Jane Smith, M.D., PhD, FACP on 1 May 2025")

    assert found.facts["letters"] == ("M.D.", "PhD", "FACP")


def test_a_sentence_about_the_author_is_enough() -> None:
    found = find(
        CREDENTIALS,
        "Written by Jane Smith",
        "Text.",
        "Jane Smith is a registered nurse in Leeds.",
    )

    assert found.said == "credentials.named"
    assert found.facts["letters"] == ("registered nurse",)


def test_a_doctor_in_the_next_sentence_is_not_the_author() -> None:
    found = find(CREDENTIALS, "Written by Jane Smith. Ask your physician first.")

    assert found.said == "credentials.none"


def test_a_bare_title_is_told_as_such() -> None:
    found = find(CREDENTIALS, "Írta: Dr. Kovács Anna", language="hu")

    assert found.said == "credentials.title_only"


def test_nobody_named_has_no_credentials() -> None:
    assert find(CREDENTIALS, "Text.").said == "credentials.no_person"
