"""Tables: any delimiter, column names in six languages, or said by a person."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.formats.columns import FIELDS, guess_fields
from medagora.catalogue.domain.formats.reading import Reading
from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.formats.tables import read_heading
from medagora.kernel.refusals import BadInput
from tests.catalogue.formats.samples import CSV, items, resources, skips

READING = Reading(Format.CSV)


def mapped(**columns: str) -> Reading:
    return Reading(Format.CSV, columns=columns)


def test_a_hungarian_table_with_semicolons_is_understood() -> None:
    first, second = resources(CSV, READING)

    assert first.draft.address == "https://a.example.org/"
    assert first.draft.texts["hu"].title == "Első"
    assert first.draft.texts["hu"].description == "Jó oldal"
    assert first.draft.languages == ("hu", "en")
    assert first.words == ("asthma", "lungs")
    assert second.draft.texts["en"].title == "Második"


def test_a_row_without_an_address_is_skipped_with_its_line() -> None:
    (skip,) = skips(CSV, READING)

    assert (skip.line, skip.excerpt) == (4, "nem cím")


@pytest.mark.parametrize(
    "header",
    [
        ["Address", "Title", "Language"],
        ["url", "cím", "nyelv"],
        ["Webadresse", "Titel", "Sprache"],
        ["Lien", "Titre", "Langue"],
        ["Enlace", "Título", "Idioma"],
        ["الرابط", "العنوان", "اللغة"],
        ["HREF", "name", "languages"],
    ],
)
def test_columns_are_guessed_in_six_languages(header: list[str]) -> None:
    assert guess_fields(header) == {"address": 0, "title": 1, "languages": 2}


def test_a_person_s_word_about_a_column_wins() -> None:
    text = "url,where,title\nhttps://a.example.org/,https://b.example.org/,T\n"

    (row,) = resources(text, mapped(address="where"))

    assert row.draft.address == "https://b.example.org/"


def test_an_empty_word_takes_a_column_out() -> None:
    text = "url,title,notes\nhttps://a.example.org/,T,secret\n"

    (row,) = resources(text, mapped(description=""))

    assert row.draft.texts["en"].description == ""


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"colour": "url"}, "“colour” is not a field. The fields are: address"),
        ({"title": "Nom"}, "There is no column “Nom”. The columns are: url, x"),
        ({"address": ""}, "No column is named like a web address"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_there_is(
    columns: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        items("url,x\nhttps://a.example.org/,1\n", mapped(**columns))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = delimiter.join(["url", "title", "x"]) + "\n"
    text += delimiter.join(["https://a.example.org/", "A title", "1"]) + "\n"

    heading = read_heading(io.BytesIO(text.encode()))

    assert heading.delimiter == delimiter
    assert heading.names == ("url", "title", "x")


def test_lines_count_the_line_breaks_inside_quoted_cells() -> None:
    text = 'url,title\nhttps://a.example.org/,"Two\nlines"\nbroken,T\n'

    assert resources(text, READING)[0].draft.texts["en"].title == "Two lines"
    assert skips(text, READING)[0].line == 4


def test_a_quoted_cell_without_end_is_refused_with_its_line() -> None:
    text = 'url,title\nhttps://a.example.org/,A\nhttps://b.example.org/,"B\n'

    with pytest.raises(BadInput, match="begins at line 3 has no end"):
        items(text, READING)


def test_a_row_with_too_many_cells_is_skipped() -> None:
    text = "url,title\nhttps://a.example.org/,A,B,C\n"

    assert skips(text, READING)[0].reason == "It has more cells than the heading."


def test_words_for_kind_audience_cost_and_country_are_understood() -> None:
    text = (
        "url,title,type,audience,cost,country,sign up,feeds\n"
        "https://a.example.org/,A,Decision aid,Clinicians,Freemium,Magyarország,igen,"
        "https://a.example.org/1 https://a.example.org/2\n"
    )

    (row,) = resources(text, READING)

    assert row.draft.kind == "decision-aid"
    assert row.draft.audience == "professionals"
    assert row.draft.cost == "partly-paid"
    assert row.draft.country == "HU"
    assert row.draft.needs_sign_up is True
    assert len(row.draft.feeds) == 2


def test_a_kind_that_we_do_not_know_is_named() -> None:
    text = "url,title,type\nhttps://a.example.org/,A,Spaceship\n"

    assert skips(text, READING)[0].reason == "“spaceship” is not a kind we know."


def test_the_apostrophe_against_formulas_is_taken_off() -> None:
    text = "url,title\nhttps://a.example.org/,'=1+1\n"

    assert resources(text, READING)[0].draft.texts["en"].title == "=1+1"


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_header_is_guessed_into_fields_and_columns_that_exist(
    header: list[str],
) -> None:
    fields = guess_fields(header)

    assert set(fields) <= set(FIELDS)
    assert all(0 <= index < len(header) for index in fields.values())
    assert len(set(fields.values())) == len(fields)
