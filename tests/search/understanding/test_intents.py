import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.words import Kind
from medagora.search.domain.understanding.intents import (
    LANGUAGES,
    Aspect,
    Intents,
    Role,
    read_intents,
)
from medagora.search.domain.understanding.lists import tables_of, written_out
from medagora.search.domain.words import words_of

TABLES = {"audience", "kinds", "aspect", "life_stage", "subject"}


def read(text: str, language: str, *terms: str) -> Intents:
    return read_intents(tuple(words_of(text)), language, frozenset(terms).__contains__)


@pytest.mark.parametrize(
    ("text", "language", "audience", "rest"),
    [
        ("asthma for patients", "en", "patients", "asthma"),
        ("as a nurse wound care", "en", "professionals", "wound care"),
        ("I'm a doctor, new gout drugs", "en", "professionals", "new gout"),
        ("asztma betegeknek", "hu", "patients", "asztma"),
        ("cukorbetegség orvosoknak", "hu", "professionals", "cukorbetegseg"),
        ("Migräne für Ärzte", "de", "professionals", "migrane"),
        ("Krebs in leichter Sprache", "de", "patients", "krebs"),
        ("asthme pour les infirmières", "fr", "professionals", "asthme"),
        ("diabète pour les patients", "fr", "patients", "diabete"),
        ("asma para médicos", "es", "professionals", "asma"),
        ("gota para pacientes", "es", "patients", "gota"),
        ("السكري للأطباء", "ar", "professionals", "سكري"),
        ("الربو للمرضى", "ar", "patients", "ربو"),
        ("asthma for patients and for doctors", "en", "", "asthma and"),
        ("asthma", "en", "", "asthma"),
    ],
)
def test_it_is_heard_for_whom_something_is_wanted(
    text: str, language: str, audience: str, rest: str
) -> None:
    intents = read(text, language)

    assert (intents.audience, " ".join(intents.rest)) == (audience, rest)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("diabetes podcast", "en", Kind.PODCAST),
        ("app for migraine", "en", Kind.APP),
        ("NICE asthma guidelines", "en", Kind.GUIDELINE),
        ("lupus support group", "en", Kind.COMMUNITY),
        ("patient organisations for lupus", "en", Kind.COMMUNITY),
        ("patient organization lupus", "en", Kind.COMMUNITY),
        ("copd videos", "en", Kind.VIDEO_CHANNEL),
        ("gout forum", "en", Kind.COMMUNITY),
        ("cardiology journals", "en", Kind.JOURNAL),
        ("nurse blogs about sepsis", "en", Kind.BLOG),
        ("online course epidemiology", "en", Kind.COURSE),
        ("asthma leaflet", "en", Kind.ARTICLE),
        ("stroke risk calculator", "en", Kind.TOOL),
        ("knee surgery decision aid", "en", Kind.DECISION_AID),
        ("asztma irányelv", "hu", Kind.GUIDELINE),
        ("lupusz betegegyesület", "hu", Kind.COMMUNITY),
        ("diabétesz alkalmazás", "hu", Kind.APP),
        ("migrén podcastok", "hu", Kind.PODCAST),
        ("Asthma Leitlinie", "de", Kind.GUIDELINE),
        ("Selbsthilfegruppe Lupus", "de", Kind.COMMUNITY),
        ("Broschüre Demenz", "de", Kind.ARTICLE),
        ("association de patients lupus", "fr", Kind.COMMUNITY),
        ("recommandations HAS asthme", "fr", Kind.GUIDELINE),
        ("vidéos sur l’asthme", "fr", Kind.VIDEO_CHANNEL),
        ("asociación de pacientes lupus", "es", Kind.COMMUNITY),
        ("guía de práctica clínica asma", "es", Kind.GUIDELINE),
        ("aplicaciones para migraña", "es", Kind.APP),
        ("جمعية المرضى بالذئبة", "ar", Kind.COMMUNITY),
        ("بودكاست عن السكري", "ar", Kind.PODCAST),
        ("تطبيق السكري", "ar", Kind.APP),
    ],
)
def test_it_is_heard_what_kind_of_page_is_wanted(
    text: str, language: str, kind: Kind
) -> None:
    assert read(text, language).kinds[:1] == (kind,)


@pytest.mark.parametrize(
    ("text", "language", "aspect", "life_stage"),
    [
        ("what are the symptoms of asthma in children", "en", "symptom", "child"),
        ("gout what can I eat", "en", "diet", ""),
        ("living with epilepsy", "en", "support", ""),
        ("antibiotics side effects in pregnancy", "en", "side-effect", "pregnant"),
        ("falls in older people prevention", "en", "prevention", "older"),
        ("asthma guideline", "en", "guideline", ""),
        ("asthma treatment guideline", "en", "guideline", ""),
        ("reflux tünetei babáknál", "hu", "symptom", "child"),
        ("magas vérnyomás kezelése idős korban", "hu", "treatment", "older"),
        ("köszvény mit ehetek", "hu", "diet", ""),
        ("Neurodermitis beim Kind was tun", "de", "treatment", "child"),
        ("Migräne in der Schwangerschaft", "de", "", "pregnant"),
        ("reflux chez le nourrisson traitement", "fr", "treatment", "child"),
        ("goutte que manger", "fr", "diet", ""),
        ("asma en niños síntomas", "es", "symptom", "child"),
        ("diabetes personas mayores dieta", "es", "diet", "older"),
        ("أعراض الربو عند الأطفال", "ar", "symptom", "child"),
        ("علاج الصداع للحامل", "ar", "treatment", "pregnant"),
    ],
)
def test_it_is_heard_which_side_and_which_time_of_life(
    text: str, language: str, aspect: str, life_stage: str
) -> None:
    intents = read(text, language)

    assert (intents.aspect, intents.life_stage) == (aspect, life_stage)


def test_english_words_for_kinds_are_heard_in_every_language() -> None:
    assert read("Lupus support group", "de").kinds[0] is Kind.COMMUNITY
    assert read("asma newsletter", "xx").kinds == (Kind.NEWS,)


def test_small_words_of_the_reader_are_no_english_wishes() -> None:
    assert read("l’asthme et son traitement", "fr").life_stage == ""
    assert read("diabetes in my son", "en").life_stage == "child"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("video game addiction", "en"),
        ("food allergy", "en"),
        ("speech therapy", "en"),
        ("idegen test", "hu"),
        ("erste Hilfe", "de"),
        ("شلل الأطفال", "ar"),
    ],
)
def test_what_only_looks_like_a_wish_is_the_subject(text: str, language: str) -> None:
    intents = read(text, language)

    assert intents.optional == ()
    assert (intents.kinds, intents.aspect, intents.life_stage) == ((), "", "")


def test_words_of_a_longer_term_stay_the_subject_and_still_say_their_wish() -> None:
    alone = read("child health", "en")
    term = read("child health", "en", "child health")

    assert (alone.rest, alone.life_stage) == (("health",), "child")
    assert (term.rest, term.life_stage) == (("child", "health"), "child")


def test_a_term_of_one_word_beside_others_may_be_left_out() -> None:
    intents = read("diabetes pregnancy", "en", "pregnancy", "diabetes")

    assert intents.optional == ("pregnancy",)


def test_there_is_always_a_subject() -> None:
    intents = read("podcast for nurses", "en")

    assert intents.rest == ("podcast", "for", "nurses")
    assert (intents.kinds, intents.audience) == ((Kind.PODCAST,), "professionals")
    assert read("what are the symptoms", "en").optional == ()


@given(
    st.lists(st.sampled_from(words_of("for children asthma diet app in nurse a")))
    | st.lists(st.text(max_size=8)),
    st.sampled_from([*LANGUAGES, "it", ""]),
    st.booleans(),
)
def test_any_words_keep_their_places_and_some_are_the_subject(
    words: list[str], language: str, is_term: bool
) -> None:
    intents = read_intents(tuple(words), language, lambda _phrase: is_term)

    assert intents.words == tuple(words)
    assert len(intents.roles) == len(words)
    assert (Role.SUBJECT in intents.roles) == bool(words)
    assert sorted((*intents.rest, *intents.optional)) == sorted(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_hold_what_can_be_compared(language: str) -> None:
    lists = tables_of(f"words/{language}/intents.toml")

    assert set(lists) == TABLES
    assert set(lists["audience"]) == {"patients", "professionals"}
    assert set(lists["life_stage"]) == {"child", "pregnant", "older"}
    assert set(lists["aspect"]) == set(Aspect) - {Aspect.GUIDELINE}
    assert {Kind(one) for key in lists["kinds"] for one in key.split()} >= {
        *(Kind.PODCAST, Kind.APP, Kind.GUIDELINE, Kind.COMMUNITY, Kind.VIDEO_CHANNEL),
        *(Kind.JOURNAL, Kind.BLOG, Kind.COURSE, Kind.ARTICLE, Kind.DECISION_AID),
    }
    phrases = [
        whole
        for groups in lists.values()
        for group in groups.values()
        for phrase in group
        for whole in written_out(phrase)
    ]
    assert [one for one in phrases if not words_of(one) or set(one) & set("()|")] == []


def test_choices_in_brackets_are_written_out() -> None:
    assert list(written_out("gyermek(|ek)nek")) == ["gyermeknek", "gyermekeknek"]
    assert set(written_out("(organi(s|z)ation|group)")) == {
        *("organisation", "organization", "group"),
    }
