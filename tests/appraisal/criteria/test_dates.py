"""When a page was written, updated and reviewed."""

import pytest

from medagora.appraisal.domain.findings import Answer, Criterion
from medagora.appraisal.domain.page import BlockKind, Region, TimeMark
from tests.appraisal.building import footer
from tests.appraisal.criteria.seeing import find

WRITTEN, UPDATED, REVIEWED = Criterion.WRITTEN, Criterion.UPDATED, Criterion.REVIEWED
AGREE = Criterion.DATES_AGREE


@pytest.mark.parametrize(
    ("language", "criterion", "words", "iso"),
    [
        ("en", WRITTEN, "Published July 14, 2025", "2025-07-14"),
        ("en", WRITTEN, "By Jane Smith | Posted on 14 July 2025", "2025-07-14"),
        ("en", UPDATED, "Last updated: Fri, 07/14/2023 - 10:30", "2023-07-14"),
        ("en", UPDATED, "This leaflet was last updated in March 2026.", "2026-03"),
        ("en", REVIEWED, "Page last reviewed: 14 July 2025", "2025-07-14"),
        ("en", REVIEWED, "Last reviewed 2024", "2024"),
        (
            "en",
            REVIEWED,
            "Medically reviewed by Jane Smith, MD, on July 14, 2025",
            "2025-07-14",
        ),
        ("de", WRITTEN, "Veröffentlicht am 14. Juli 2025", "2025-07-14"),
        ("de", UPDATED, "Stand: Juli 2025", "2025-07"),
        ("de", UPDATED, "Letzte Aktualisierung: 14.07.25", "2025-07-14"),
        ("de", REVIEWED, "Zuletzt geprüft am 14.07.2025", "2025-07-14"),
        ("es", WRITTEN, "Fecha de publicación: 14 de julio de 2025", "2025-07-14"),
        ("es", UPDATED, "Última actualización: 14/07/2025", "2025-07-14"),
        ("es", REVIEWED, "Última revisión: julio de 2025", "2025-07"),
        ("fr", WRITTEN, "Publié le 14 juillet 2025", "2025-07-14"),
        ("fr", UPDATED, "Mis à jour le 1er août 2025", "2025-08-01"),
        ("fr", REVIEWED, "Dernière relecture : 14/07/2025", "2025-07-14"),
        ("hu", WRITTEN, "Megjelenés dátuma: 2025. július 14.", "2025-07-14"),
        ("hu", UPDATED, "Utolsó frissítés: 2025.07.14.", "2025-07-14"),
        ("hu", UPDATED, "2025. július 14-én frissítve", "2025-07-14"),
        ("hu", REVIEWED, "Utolsó szakmai ellenőrzés: 2025. július", "2025-07"),
        ("ar", WRITTEN, "تاريخ النشر: ١٤ يوليو ٢٠٢٥", "2025-07-14"),
        ("ar", UPDATED, "آخر تحديث: 14/07/2025", "2025-07-14"),
        ("ar", REVIEWED, "تاريخ المراجعة الطبية: 14 تموز 2025", "2025-07-14"),
    ],
)
def test_a_labelled_date_is_found(
    language: str, criterion: Criterion, words: str, iso: str
) -> None:
    found = find(criterion, "Title", words, language=language)

    assert found.answer is Answer.PRESENT
    assert found.facts["date"] == iso
    assert found.quotes[0].words in words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The study was published in The Lancet on July 1, 2020."),
        ("en", "The guideline was updated because of a trial from July 1, 2020."),
        ("en", "Next review due: 14 July 2025"),
        ("en", "© 2019–2024 Example Foundation"),
        ("en", "In March 2020 she fell ill, and her doctor saw her a day later."),
        (
            "de",
            "Die Studie wurde in der Fachzeitschrift am 1. Juli 2020 veröffentlicht.",
        ),
        ("es", "El estudio fue publicado en la revista el 1 de julio de 2020."),
        ("fr", "Prochaine mise à jour : 14 juillet 2025"),
        ("hu", "Következő felülvizsgálat: 2025. július 14."),
        ("ar", "موعد المراجعة القادمة: 14 يوليو 2025"),
    ],
)
def test_a_date_of_something_else_is_not_the_page_s(language: str, words: str) -> None:
    filling = "x" * 130  # not a short line near the top
    for criterion in (WRITTEN, UPDATED, REVIEWED):
        found = find(criterion, f"{filling} {words}", language=language)

        assert found.answer is Answer.ABSENT, criterion


def test_a_lone_date_under_the_headline_is_the_day_of_writing_with_less_certainty() -> (
    None
):
    found = find(WRITTEN, "A headline", "July 14, 2025", "The text begins.")

    assert found.said == "written.dated"
    assert found.facts["is_labelled"] is False
    assert found.confidence < 0.7


def test_dates_of_comments_are_not_the_page_s() -> None:
    comment = (BlockKind.PARAGRAPH, Region.COMMENTS, "Posted on July 14, 2025")

    found = find(WRITTEN, "The text.", comment)

    assert found.answer is Answer.ABSENT


def test_a_date_only_in_the_code_is_told_as_such() -> None:
    marks = (TimeMark("article:published_time", "2025-07-14T10:00:00Z"),)

    found = find(WRITTEN, "The text.", times=marks)

    assert found.said == "written.in_code"
    assert found.quotes[0].words == "2025-07-14T10:00:00Z"


def test_when_the_server_built_the_file_says_nothing() -> None:
    marks = (TimeMark("last-modified", "Tue, 14 Jul 2025 10:00:00 GMT"),)

    found = find(UPDATED, "The text.", times=marks)

    assert found.answer is Answer.ABSENT


def test_an_old_check_is_called_old() -> None:
    found = find(REVIEWED, "Last reviewed: 31 July 2023")

    assert found.said == "reviewed.old"
    assert found.facts["years"] == 3


def test_three_years_to_the_day_are_not_yet_old() -> None:
    found = find(REVIEWED, "Last reviewed: 1 August 2023")

    assert found.said == "reviewed.dated"


def test_an_old_text_that_was_updated_is_not_called_old() -> None:
    words = "Published 1 May 2015 | Updated 1 May 2026"

    assert find(WRITTEN, words).said == "written.dated"
    assert find(UPDATED, words).said == "updated.dated"


def test_two_readings_of_a_date_are_told() -> None:
    found = find(UPDATED, "Last updated 03/04/2025")

    assert found.said == "updated.ambiguous"
    assert found.facts["date"] == "2025-03-04 / 2025-04-03"


def test_a_page_that_says_where_it_is_from_settles_them() -> None:
    found = find(UPDATED, "Last updated 03/04/2025", language_said="en-GB")

    assert found.facts["date"] == "2025-04-03"


def test_a_date_still_to_come_cannot_be_right() -> None:
    words = "Last updated: 1 January 2031"

    assert find(UPDATED, words).said == "updated.future"
    assert find(AGREE, words).said == "dates_agree.future"


def test_dates_that_differ_are_both_shown() -> None:
    marks = (TimeMark("dateModified", "2019-02-03"),)

    found = find(AGREE, "Last updated: 14 July 2025", times=marks)

    assert found.answer is Answer.ABSENT
    assert (found.facts["first"], found.facts["second"]) == ("2025-07-14", "2019-02-03")
    assert len(found.quotes) == 2


def test_a_day_of_difference_is_only_a_time_zone() -> None:
    marks = (TimeMark("dateModified", "2025-07-15T01:00:00+10:00"),)

    found = find(AGREE, "Last updated: 14 July 2025", times=marks)

    assert found.answer is Answer.PRESENT


def test_a_change_before_the_writing_does_not_fit() -> None:
    found = find(AGREE, "Published 14 July 2025 | Updated 1 May 2024")

    assert found.said == "dates_agree.order"


def test_one_date_alone_cannot_disagree() -> None:
    assert find(AGREE, "Published 14 July 2025").said == "dates_agree.one"
    assert find(AGREE, "Nothing here.").said == "dates_agree.no_date"


def test_without_word_lists_only_the_code_can_tell() -> None:
    marks = (TimeMark("lastReviewed", "2025-02-03"),)

    assert find(REVIEWED, "Hej", language="sv", times=marks).answer is Answer.PRESENT
    assert find(UPDATED, "Hej", language="sv", times=marks).said == "no_words"


def test_a_label_in_the_page_s_end_counts() -> None:
    found = find(UPDATED, "The text.", footer("Page last updated: 14 July 2025"))

    assert found.answer is Answer.PRESENT


def test_the_next_review_is_no_mistake() -> None:
    marks = (
        TimeMark("lastReviewed", "2025-08-08"),
        TimeMark("lastReviewed", "2028-08-08"),
    )
    words = ("Page last reviewed: 8 August 2025", "Next review due: 8 August 2028")

    assert find(WRITTEN, *words, times=marks).said == "written.none"
    assert find(AGREE, *words, times=marks).said == "dates_agree.yes"
