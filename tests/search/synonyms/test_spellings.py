import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.synonyms.spellings import phrases_of

WORDS = st.text("abcdehilmnorstuyz", min_size=1, max_size=16)


def spellings(word: str) -> list[str]:
    return [form[0] for form in phrases_of((word,), "en")][1:]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("anaemia", "anemia"),
        ("oesophagus", "esophagus"),
        ("paediatric", "pediatric"),
        ("tumours", "tumors"),
        ("oedema", "edema"),
        ("haemoglobin", "hemoglobin"),
        ("hyperglycaemia", "hyperglycemia"),
        ("leukaemia", "leukemia"),
        ("ischaemic", "ischemic"),
        ("dyspnoea", "dyspnea"),
        ("diarrhoea", "diarrhea"),
        ("anaesthetised", "anesthetized"),
        ("paraesthesia", "paresthesia"),
        ("hospitalisation", "hospitalization"),
        ("oestrogen", "estrogen"),
        ("fibre", "fiber"),
        ("foetal", "fetal"),
        ("sulphate", "sulfate"),
        ("neurones", "neurons"),
        ("tranquilliser", "tranquilizer"),
        ("analyse", "analyze"),
        ("labour", "labor"),
    ],
)
def test_each_spelling_gives_the_other(british: str, american: str) -> None:
    assert spellings(british) == [american]
    assert spellings(american) == [british]


@pytest.mark.parametrize(
    "word",
    [
        "exercise",
        "size",
        "disease",
        "advised",
        "rising",
        "promising",
        "systemic",
        "academic",
        "pneumonia",
        "parameter",
        "laboratory",
        "kidney",
        "phytoestrogen",
        "strange",
        "estrangement",
    ],
)
def test_a_word_of_one_spelling_stays(word: str) -> None:
    assert spellings(word) == []


def test_a_mixed_spelling_gives_both_pure_ones() -> None:
    assert spellings("anaesthetized") == ["anesthetized", "anaesthetised"]


def test_all_words_of_a_phrase_change_together() -> None:
    assert phrases_of(("iron", "deficiency", "anaemia"), "en") == (
        ("iron", "deficiency", "anaemia"),
        ("iron", "deficiency", "anemia"),
    )


def test_other_languages_have_one_spelling() -> None:
    assert phrases_of(("anaemia",), "de") == (("anaemia",),)
    assert phrases_of((), "en") == ((),)


@given(WORDS)
def test_a_pure_spelling_is_reached_in_one_step(word: str) -> None:
    forms = phrases_of((word,), "en")

    assert forms[0] == (word,)
    assert len(forms) == len(set(forms)) <= 3
