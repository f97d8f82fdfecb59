"""What titles announce, and what lists of notices say."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.formats.identifiers import find_doi
from medagora.reader.domain.notice_lists import (
    Report,
    read_csv,
    read_date,
    read_json,
)
from medagora.reader.domain.notices import (
    Listed,
    Nature,
    Row,
    clean_doi,
    read_title,
    settle,
)
from medagora.reader.domain.words import NoticeKind

#: As Crossref publishes it, with the comma at the end.
HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,"
    "ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,"
    "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,"
)
REAL = Path(__file__).parents[4] / "shared" / "data" / "retracted-dois-2026-08.json"
R, C, E, B = (
    Nature.RETRACTION,
    Nature.CORRECTION,
    Nature.CONCERN,
    Nature.REINSTATEMENT,
)


def table(*rows: tuple[str, str, str, str]) -> list[str]:
    """Lines of a table with (nature, paper, notice, date)."""
    out = io.StringIO()
    writer = csv.writer(out)
    for nature, paper, notice, day in rows:
        cells = ["1", "A title, with comma", *[""] * 8, day, notice, "0", "", paper]
        writer.writerow([*cells, "0", nature, "+Error;", "No", "two\nlines", ""])
    return [HEADER + "\r\n", *out.getvalue().splitlines(keepends=True)]


# ---- titles ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "kind", "about"),
    [
        ("Correction to: Statins in the old", "correction", "Statins in the old"),
        ("Author Correction: Statins in the old", "correction", "Statins in the old"),
        ("Erratum. Statins in the old", "correction", "Statins in the old"),
        ("Corrigendum: Statins in the old", "correction", "Statins in the old"),
        (
            "Corrigendum to “Statins in the old” [J. Lipid 290 (2019) 111]",
            "correction",
            "Statins in the old",
        ),
        ("Erratum zu: Statine im Alter", "correction", "Statine im Alter"),
        ("Berichtigung: Statine im Alter", "correction", "Statine im Alter"),
        ("Rectificatif à « Les statines »", "correction", "Les statines"),
        ("Fe de erratas: Estatinas", "correction", "Estatinas"),
        ("Helyesbítés: Sztatinok", "correction", "Sztatinok"),
        ("تصحيح: الستاتين", "correction", "الستاتين"),
        ("Retraction: Statins in the old", "retraction", "Statins in the old"),
        ("Retraction Note: Statins in the old", "retraction", "Statins in the old"),
        ("Notice of Retraction: Statins", "retraction", "Statins"),
        ("Retraction notice to “Statins” [Lancet 1 (2020) 3]", "retraction", "Statins"),
        ("Rétractation : Les statines", "retraction", "Les statines"),
        ("Retractación: Estatinas", "retraction", "Estatinas"),
        ("Közlemény visszavonása: Sztatinok", "retraction", "Sztatinok"),
        ("Expression of Concern: Statins", "concern", "Statins"),
        ("Editorial Expression of Concern: Statins", "concern", "Statins"),
        ("Expresión de preocupación: Estatinas", "concern", "Estatinas"),
        ("Department of Error", "correction", ""),
        ("Erratum", "correction", ""),
    ],
)
def test_a_notice_names_its_paper(title: str, kind: str, about: str) -> None:
    found = read_title(title)

    assert found is not None
    assert (found.kind, found.title, found.is_paper) == (kind, about, False)


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Statins in the old",
        "Retracted article: Statins in the old",
        "[Retracted] Statins in the old",
        "WITHDRAWN: Statins in the old",
        "RÉTRACTÉ : Statins in the old",
        "VISSZAVONVA: Statins in the old",
    ],
)
def test_a_paper_that_is_marked_is_no_notice_of_another(title: str) -> None:
    found = read_title(title)

    assert found is not None
    assert found.kind is NoticeKind.RETRACTION
    assert (found.title, found.is_paper) == ("Statins in the old", True)


@pytest.mark.parametrize(
    "title",
    [
        "Correction of hyponatremia: a review",
        "Corrections officers and their health",
        "Withdrawal: how to stop opioids",
        "Withdrawn: a painkiller leaves the market",
        "Nipple retraction in young women",
        "Retrait: lots de valsartan",
        "Retracción: del pezón",
        "Visszavonva: egy fájdalomcsillapító",
        "Korrektur der Skoliose: Ergebnisse",
        "Concern about vaccines",
        "تصحيح البصر بالليزر: مراجعة",
        "",
    ],
)
def test_words_of_medicine_announce_nothing(title: str) -> None:
    assert read_title(title) is None


@given(st.text(max_size=600))
def test_any_title_can_be_read(title: str) -> None:
    found = read_title(title)

    assert found is None or len(found.title) <= 500


@given(st.sampled_from(["Correction to: ", "Retraction: ", "Erratum: "]), st.data())
def test_what_is_announced_is_found_whole(prefix: str, data: st.DataObject) -> None:
    words = st.text("abcdefghij", min_size=2, max_size=8)
    title = " ".join(data.draw(st.lists(words, min_size=2, max_size=9)))

    found = read_title(prefix + title)

    assert found is not None
    assert found.title == title


# ---- DOIs --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1056/NEJMoa2001017", "10.1056/nejmoa2001017"),
        (" https://doi.org/10.1056/NEJMoa2001017. ", "10.1056/nejmoa2001017"),
        ("doi:10.1056/x(1)", "10.1056/x(1)"),
        ("unavailable", ""),
        ("Unavailable", ""),
        ("x10.1007/978-3-030-00524-5_9", ""),
        ("10.1056/two words", ""),
        ("10.1056/" + "x" * 300, ""),
        ("0", ""),
        ("", ""),
        # half of it would be another paper of the same issue
        (
            "10.1002/(SICI)1097-0258(19960115)15:1<1::AID-SIM1>3.0.CO;2-#",
            "10.1002/(sici)1097-0258(19960115)15:1<1::aid-sim1>3.0.co;2-#",
        ),
    ],
)
def test_a_doi_is_read_as_it_is_or_not_at_all(text: str, doi: str) -> None:
    assert clean_doi(text) == doi


SUFFIXES = st.text("abcXYZ0189.-_;()/", min_size=1, max_size=40)


@given(st.integers(1000, 999_999_999), SUFFIXES)
def test_lists_and_feeds_agree_about_a_doi(prefix: int, suffix: str) -> None:
    text = f"10.{prefix}/{suffix}"

    found = clean_doi(text)

    assert found == find_doi([text], [])
    assert clean_doi(found) == found


# ---- settling ----------------------------------------------------------------------
DAY = date(2024, 5, 1)
EARLIER, LATER = date(2023, 1, 1), date(2025, 1, 1)


def test_a_correction_does_not_take_a_retraction_back() -> None:
    settled = settle([Row(R, "10.1/a", "10.1/r", DAY), Row(C, "10.1/a", "", LATER)])

    assert {kind for _doi, kind in settled.notices} == {"retraction", "correction"}


@pytest.mark.parametrize(
    ("when", "stays"),
    [(LATER, False), (DAY, False), (EARLIER, True), (None, True)],
)
def test_a_reinstatement_takes_back_what_is_not_newer(
    when: date | None, *, stays: bool
) -> None:
    settled = settle([Row(B, "10.1/a", "", when), Row(R, "10.1/a", "", DAY)])

    assert (("10.1/a", NoticeKind.RETRACTION) in settled.notices) == stays
    assert ("10.1/a" in settled.reinstated) != stays


def test_a_retraction_without_a_date_stays_in_doubt() -> None:
    settled = settle([Row(R, "10.1/a"), Row(B, "10.1/a", "", LATER)])

    assert settled.reinstated == frozenset()
    assert len(settled.notices) == 1


def test_the_newest_of_several_notices_counts() -> None:
    rows = [
        Row(R, "10.1/a", "10.1/undated"),
        Row(R, "10.1/a", "10.1/new", LATER),
        Row(R, "10.1/a", "10.1/old", EARLIER),
    ]

    settled = settle(rows)

    expected = Listed("10.1/a", NoticeKind.RETRACTION, "10.1/new", LATER)
    assert list(settled.notices.values()) == [expected]


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(Nature),
        st.sampled_from(["10.1/a", "10.1/b"]),
        st.just(""),
        st.sampled_from([None, EARLIER, DAY, LATER]),
    ),
    max_size=8,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random

    assert settle(shuffled) == settle(rows)


@given(ROWS)
def test_nothing_is_reinstated_and_retracted_at_once(rows: list[Row]) -> None:
    settled = settle(rows)

    retracted = {doi for doi, kind in settled.notices if kind is NoticeKind.RETRACTION}
    assert retracted.isdisjoint(settled.reinstated)


# ---- files -------------------------------------------------------------------------
def test_the_table_of_retraction_watch_is_read() -> None:
    report = Report()

    rows = list(
        read_csv(
            table(
                ("Retraction", "10.1/A", "10.1/R", "6/25/2021 0:00"),
                ("Expression of concern", "10.1/b", "unavailable", "2022-01-02"),
                ("Correction", "10.1/c", "", "nonsense"),
                ("Reinstatement", "10.1/d", "", "12/31/2023 0:00"),
            ),
            report,
        )
    )

    assert rows == [
        Row(R, "10.1/a", "10.1/r", date(2021, 6, 25)),
        Row(E, "10.1/b", "", date(2022, 1, 2)),
        Row(C, "10.1/c"),
        Row(B, "10.1/d", "", date(2023, 12, 31)),
    ]
    assert (report.rows, report.skipped_count) == (4, 0)


def test_rows_that_cannot_be_used_are_named_with_their_lines() -> None:
    report = Report()
    lines = table(
        ("Retraction", "unavailable", "", ""),
        ("Retraction", "10.1/a", "", ""),
        ("Rumour", "10.1/b", "", ""),
    )

    rows = list(read_csv(lines, report))

    assert [row.doi for row in rows] == ["10.1/a"]
    # each row ends with a note of two lines
    assert [(row.place, row.value) for row in report.skipped] == [
        ("3", "unavailable"),
        ("7", "Rumour"),
    ]
    assert sum(report.reasons.values()) == 2


@pytest.mark.parametrize(
    "lines", [[], [""], ["Name,DOI\n", "a,b\n"], ["<html>\n"], ["\0\n"]]
)
def test_another_table_is_refused(lines: list[str]) -> None:
    with pytest.raises(BadInput):
        list(read_csv(lines, Report()))


def test_a_cell_without_end_is_refused() -> None:
    lines = [HEADER + "\n", '"' + "x" * 2**21]

    with pytest.raises(BadInput, match="breaks off"):
        list(read_csv(lines, Report()))


def test_dois_in_json_are_read() -> None:
    report = Report()
    text = json.dumps(
        {
            "made": "2026-08-01",
            "retractions": {"10.1/A": "10.1/R", "nothing": "10.1/x", "10.1/b": None},
            "concerns": {"10.1/c": {"doi": "10.1/e", "date": "2024-05-01"}},
        }
    )

    rows = read_json(text, report)

    assert rows == [
        Row(R, "10.1/a", "10.1/r"),
        Row(R, "10.1/b"),
        Row(E, "10.1/c", "10.1/e", DAY),
    ]
    assert [row.place for row in report.skipped] == ["retractions 2"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"retractions": []x',
        '{"retractions": 5}',
        "[" * 100_000,
        '{"other": {"10.1/a": ""}}',
        '"text"',
        "null",
    ],
)
def test_another_json_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_json(text, Report())


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    members = st.dictionaries(st.text(max_size=5), inner, max_size=3)
    return st.lists(inner, max_size=3) | members


@given(st.recursive(st.none() | st.text(max_size=5) | st.integers(), nested))
def test_nothing_in_json_breaks_the_reading(value: object) -> None:
    text = json.dumps({"retractions": {"10.1/a": value}, "concerns": value})
    report = Report()

    rows = read_json(text, report)

    assert rows[0].doi == "10.1/a"


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert read_date(text) is None or date.min <= read_date(text) <= date.max  # type: ignore[operator]


@pytest.mark.parametrize("text", ["13/45/2020", "0/1/2020", "2020-02-30", "2/30/2020"])
def test_a_day_that_does_not_exist_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.skipif(not REAL.exists(), reason="only where the shared data lie")
def test_the_real_list_is_read_whole() -> None:
    report = Report()

    settled = settle(read_json(REAL.read_text(), report))

    assert report.rows == 59_876 + 1_666
    assert report.skipped_count < 20
    assert len(settled.notices) > 61_000
