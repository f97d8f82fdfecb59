"""What the reader's session mended, each in one small page of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.criteria import balance, claims
from medagora.appraisal.domain.criteria.discussion import is_discussion
from medagora.appraisal.domain.criteria.reading import Reading
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import BlockKind, Region, TimeMark
from tests.appraisal.adapt.pdf_making import make_pdf
from tests.appraisal.adapt.reading import ADDRESS, FILLER, no_guess, read, region_of
from tests.appraisal.building import (
    Piece,
    build_page,
    footer,
    heading,
    hits_of,
    item,
    link,
    sight,
)
from tests.appraisal.criteria.seeing import find

CONTEXT = "The tablet is a medicine. The dose is small. A nurse gives the injection. "
PLAIN = "The clinic lies in the north of the town, next to the station. " * 12


def reading_of(*pieces: Piece, **others: object) -> Reading:
    page = build_page(*pieces, CONTEXT + PLAIN, **others)
    return Reading(page, hits_of(page, "content", "trust"), sight())


def side(criterion: Criterion, *pieces: Piece, **others: object) -> Finding:
    found = balance.look(reading_of(*pieces, **others))
    return next(each for each in found if each.criterion is criterion)


# ---- who ----------------------------------------------------------------------


def test_a_profession_may_follow_a_labelled_name_in_small_letters() -> None:
    found = find(Criterion.AUTHOR, "Szerző: Kovács Eszter betegoktató.", language="hu")

    assert found.facts["name"] == "Kovács Eszter"


def test_a_panel_of_readers_is_no_person() -> None:
    found = find(Criterion.REVIEWER, "Reviewed by: Patient Information Readers' Panel")

    assert found.said == "reviewer.organisation"
    assert found.facts["name"] == "Patient Information Readers' Panel"


def test_a_nickname_tells_no_author() -> None:
    person = {"@type": "Person", "name": "jellybean_82"}
    article = {"@type": "Article", "author": person}

    found = find(Criterion.AUTHOR, FILLER, linked_data=(article,))

    assert (found.answer, found.said) == (Answer.ABSENT, "author.nobody")


def test_the_code_may_tell_a_profession_in_any_language() -> None:
    person = {"@type": "Person", "name": "Anna Nowak", "jobTitle": "lekarz"}
    article = {"@type": "Article", "author": person}

    found = find(Criterion.CREDENTIALS, "Tekst.", language="pl", linked_data=(article,))

    assert found.said == "credentials.named"
    assert "lekarz" in [quote.words for quote in found.quotes]


@pytest.mark.parametrize(
    "words",
    [
        "Community platform by XenForo® © 2010-2024 XenForo Ltd.",
        "Powered by phpBB © phpBB Limited",
        "Copyright © 2024 WordPress Foundation",
    ],
)
def test_who_made_the_program_is_not_whose_site_it_is(words: str) -> None:
    links = (link("https://health.example.org/more", "More"),)

    found = find(Criterion.OWNER, FILLER, footer(words), links=links)

    assert found.said == "owner.none"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"linked_data": ({"@type": "DiscussionForumPosting"},)}, True),
        ({"linked_data": ({"@type": ["WebPage", "QAPage"]},)}, True),
        ({"meta": {"generator": "Discourse 3.3"}}, True),
        ({"address": "https://x.example/forums/pain/12/"}, True),
        ({"address": "https://x.example/viewtopic.php?t=12"}, True),
        ({"address": "https://x.example/forum/"}, False),
        ({"address": "https://x.example/topics/asthma"}, False),
        ({"address": "http://[broken"}, False),
    ],
)
def test_a_discussion_is_told_by_its_code_or_address(
    others: dict[str, object], expected: bool
) -> None:
    assert is_discussion(build_page("Text.", **others)) is expected


# ---- when ---------------------------------------------------------------------


def test_a_day_that_readers_see_in_a_time_element_is_not_hidden_in_the_code() -> None:
    words = "By Jane Smith 14 September 2025, 06:00 BST Updated 15 September 2025"
    times = (
        TimeMark("datePublished", "2025-09-14T05:00:12Z"),
        TimeMark("dateModified", "2025-09-15T08:41:03Z"),
        TimeMark("time", "2025-09-14T05:00:12Z", words.index("14")),
        TimeMark("time", "2025-09-15T08:41:03Z", words.index("15 ")),
    )

    written = find(Criterion.WRITTEN, words, FILLER, times=times)
    updated = find(Criterion.UPDATED, words, FILLER, times=times)

    assert (written.said, written.quotes[0].words) == (
        "written.dated",
        "14 September 2025",
    )
    assert (updated.said, updated.quotes[0].words) == (
        "updated.dated",
        "15 September 2025",
    )


def test_a_byline_goes_on_after_a_comma() -> None:
    found = find(
        Criterion.UPDATED,
        "von Sabine Krüger, aktualisiert am 03.11.2025 · 5 Minuten",
        language="de",
    )

    assert found.facts["date"] == "2025-11-03"


# ---- on what ground ---------------------------------------------------------------


def test_what_stands_under_a_list_of_sources_is_no_source() -> None:
    found = find(
        Criterion.REFERENCES,
        heading("References"),
        item("Smith J. On pressure. Lancet 2019."),
        "Last reviewed: 12 May 2025",
    )

    assert found.facts["count"] == 1


# ---- what it says -------------------------------------------------------------------


def test_a_hint_beside_a_number_of_people_is_plain() -> None:
    found = side(Criterion.HARMS, "Infection: about 3 in 100 people.")

    assert found.answer is Answer.PRESENT


def test_a_harm_that_is_prevented_is_a_benefit() -> None:
    found = side(Criterion.HARMS, "It prevents 9 in 10 infections.")

    assert found.answer is not Answer.PRESENT


def test_what_the_page_does_not_replace_is_no_shared_decision() -> None:
    found = side(
        Criterion.SHARED_DECISION,
        "Es ersetzt nicht das Gespräch mit Ihrer Ärztin oder Ihrem Arzt.",
        language="de",
    )

    assert found.answer is not Answer.PRESENT


def test_fees_of_a_researcher_are_no_cost_of_a_treatment() -> None:
    found = side(Criterion.COSTS, "She has received consulting fees from the maker.")

    assert found.answer is Answer.ABSENT


def test_a_speaker_who_is_quoted_does_not_make_the_page_promise() -> None:
    speech = "“This could be a game-changer for many people,” said the researcher."

    (found,) = claims.look(reading_of(speech))

    assert (found.answer, found.said) == (Answer.CANNOT_TELL, "claims.few")


def test_of_a_discussion_nothing_is_said_to_be_missing() -> None:
    posting = {"@type": "DiscussionForumPosting"}

    found = side(Criterion.ALTERNATIVES, "Hello all.", linked_data=(posting,))

    assert (found.answer, found.said) == (Answer.CANNOT_TELL, "visitors_words")


# ---- how pages are built ----------------------------------------------------


def test_a_hidden_window_that_comes_unasked_is_seen_and_a_hidden_modal_is_not() -> None:
    unasked = read(f"<p>{FILLER}</p><div class='modal exit-popup' hidden>Wait!</div>")
    search = read(f"<p>{FILLER}</p><div class='modal search' hidden>Search</div>")

    assert unasked.pop_ups == ("exit-popup",)
    assert search.pop_ups == ()


def test_an_advertorial_stands_beside_the_text() -> None:
    page = read(
        f"<main><p>{FILLER}</p><div class='advertorial'><p>Miracle tea</p></div></main>"
    )

    assert region_of(page, "Miracle tea") is Region.ASIDE


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    lines = (
        "Verfasst von: Prof. Dr. med. Ulrike Sommer, Fachärztin für Augenheilkunde",
        "Stand: März 2024",
        "Literatur",
        "Day AC et al.: Royal College of Ophthalmologists' National Database study",
    )

    page = make_page(make_pdf(lines), {}, ADDRESS, guess_language=no_guess)

    assert [page.words_of(block) for block in page.blocks] == list(lines)
    assert page.blocks[2].kind is BlockKind.HEADING


WORDS = st.text(alphabet="abBé:", min_size=2, max_size=12)


@given(st.lists(st.lists(WORDS, max_size=8), max_size=12))
def test_no_word_of_a_document_is_lost_between_lines(lines: list[list[str]]) -> None:
    pdf = make_pdf([FILLER, *(" ".join(line) for line in lines)])

    page = make_page(pdf, {}, ADDRESS, guess_language=no_guess)

    wanted = [*FILLER.split(), *(word for line in lines for word in line)]
    assert page.text.split() == wanted
