from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.text import fold
from medagora.search.domain.understanding.abbreviations import expand
from medagora.search.domain.understanding.lists import tables_of

STARTER = {
    place.name.removesuffix(".toml")
    for place in (files("medagora.topics") / "starter").iterdir()
    if place.name.endswith(".toml")
}
TABLES = {
    language: table
    for language, table in tables_of("abbreviations.toml").items()
    if isinstance(table, dict)
}
AUDIENCES = ("", "patients", "professionals")


@pytest.mark.parametrize(
    ("word", "language", "topic"),
    [
        *[("COPD", language, "copd") for language in ("en", "hu", "de", "fr", "es")],
        ("htn", "en", "high-blood-pressure"),
        ("MI", "en", "heart-attack"),
        ("T1D", "en", "type-1-diabetes"),
        ("T2D", "en", "type-2-diabetes"),
        ("UTI", "en", "urinary-tract-infection"),
        ("RA", "en", "rheumatoid-arthritis"),
        ("M.S.", "en", "multiple-sclerosis"),
        ("GORD", "en", "acid-reflux"),
        ("GERD", "hu", "acid-reflux"),
        ("T.B.", "en", "tuberculosis"),
        ("PrEP", "en", "hiv"),
        ("KHK", "de", "heart-disease"),
        ("HWI", "de", "urinary-tract-infection"),
        ("ADHS", "de", "adhd"),
        ("BPCO", "fr", "copd"),
        ("HTA", "fr", "high-blood-pressure"),
        ("TDAH", "fr", "adhd"),
        ("MII", "fr", "inflammatory-bowel-disease"),
        ("EPOC", "es", "copd"),
        ("ITU", "es", "urinary-tract-infection"),
        ("IRC", "es", "chronic-kidney-disease"),
        ("ISZB", "hu", "heart-disease"),
        ("SM", "hu", "multiple-sclerosis"),
        ("COPD", "ar", "copd"),
    ],
)
def test_abbreviations_are_known(word: str, language: str, topic: str) -> None:
    assert expand(word, language)[0].topic == topic


def test_a_reading_is_in_the_words_of_the_reader() -> None:
    assert expand("ms", "de")[0].text == "Multiple Sklerose"
    assert expand("ms", "en")[0].text == "multiple sclerosis"
    assert [reading.topic for reading in expand("ms", "de")].count(
        "multiple-sclerosis"
    ) == 1


def test_one_abbreviation_means_different_things_in_different_languages() -> None:
    spanish, english = expand("ITU", "es"), expand("ITU", "en")

    assert spanish[0].topic == "urinary-tract-infection"
    assert english[0].text == "intensive treatment unit"
    assert [reading.text for reading in spanish][1:] == ["intensive treatment unit"]
    assert spanish[1].weight < spanish[0].weight


def test_an_ambiguous_one_is_read_as_the_audience_would() -> None:
    def first(word: str, audience: str) -> str:
        return expand(word, "en", audience)[0].text

    assert first("ED", "patients") == "erectile dysfunction"
    assert first("ED", "professionals") == "emergency department"
    assert first("ACE", "professionals") == "angiotensin converting enzyme"
    assert len(expand("ED", "en")) == 3
    assert [reading.text for reading in expand("MI", "en", "professionals")] == [
        "myocardial infarction"
    ]
    assert "mitral stenosis" not in str(expand("MS", "en", "patients"))
    assert "mitral stenosis" in str(expand("MS", "en", "professionals"))


def test_what_is_also_a_word_counts_only_in_capitals() -> None:
    assert expand("all", "en") == expand("All", "en") == ()
    assert expand("ALL", "en")[0].topic == "leukaemia"
    assert expand("les", "fr") == expand("les", "es") == ()
    assert expand("LES", "fr")[0].topic == "lupus"
    assert expand("ic", "fr") == ()


@given(st.text(max_size=8), st.sampled_from([*TABLES, "ar", "xx", "capitals"]))
def test_other_words_have_no_readings(word: str, language: str) -> None:
    known = {*TABLES["en"], *TABLES.get(language, {})}

    assert not expand(word, language) or fold(word).replace(" ", "") in known


@given(
    st.sampled_from(sorted({key for table in TABLES.values() for key in table})),
    st.sampled_from([*TABLES, "ar"]),
    st.sampled_from(AUDIENCES),
)
def test_readings_are_distinct_and_ordered(
    key: str, language: str, audience: str
) -> None:
    readings = expand(key.upper(), language, audience)
    weights = [reading.weight for reading in readings]

    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    topics = [reading.topic for reading in readings if reading.topic]
    assert len(topics) == len(set(topics))


def test_the_file_names_topics_and_audiences_that_exist() -> None:
    entries = [
        (language, key, reading)
        for language, table in TABLES.items()
        for key, readings in table.items()
        for reading in readings
    ]
    for _language, key, reading in entries:
        assert reading.get("topic", "asthma") in STARTER, key
        assert reading.get("for", "patients") in AUDIENCES, key
        assert reading.get("only", "patients") in AUDIENCES, key
        assert set(reading) <= {"text", "topic", "weight", "for", "only"}, key
        assert fold(key) == key
    assert len(entries) > 280
