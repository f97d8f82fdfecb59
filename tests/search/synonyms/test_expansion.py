import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.synonyms.expansion import (
    SPELLING_WEIGHT,
    Run,
    Synonym,
    expand,
)
from medagora.search.domain.synonyms.groups import LANGUAGES, groups_of
from medagora.search.domain.words import words_of

TEXTS = {
    language: sorted(
        {text for group in groups_of(language) for text in group.asked + group.said}
    )
    for language in LANGUAGES
}
#: Expressions and noise, in any order and language.
QUESTIONS = st.sampled_from(LANGUAGES).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.lists(
            st.sampled_from(TEXTS[language]) | st.text("abc ä ه", max_size=6),
            max_size=4,
        ).map(lambda texts: tuple(words_of(" ".join(texts)))),
    )
)


def without_s(word: str) -> str:
    """A stemmer that knows the English plural, and wrongly that "ageing" is "age"."""
    return word.removesuffix("ing").removesuffix("s")


def said(text: str, language: str = "en") -> dict[str, dict[str, float]]:
    found = expand(tuple(words_of(text)), language, without_s)
    return {
        " ".join(run): {" ".join(one.words): one.weight for one in synonyms}
        for run, synonyms in found.items()
    }


def contains(longer: Run, run: Run) -> bool:
    return f" {' '.join(run)} " in f" {' '.join(longer)} "


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "kidney", "renal"),
        ("en", "heart attack", "myocardial infarction"),
        ("en", "tummy", "abdominal"),
        ("en", "flax seed", "lignans"),
        ("en", "flax seed", "linseed"),
        ("en", "high blood sugar", "hyperglycemia"),
        ("en", "blood thinner", "anticoagulant"),
        ("en", "water pill", "diuretic"),
        ("en", "key-hole surgery", "laparoscopy"),
        ("en", "acetaminophen", "paracetamol"),
        ("en", "green tea", "egcg"),
        ("en", "vitamin B12", "cobalamin"),
        ("en", "old people", "elderly"),
        ("en", "food poisoning", "campylobacter"),
        ("en", "MRSA", "methicillin resistant staphylococcus aureus"),
        ("en", "stomach ulcer", "helicobacter pylori"),
        ("en", "Parkinson’s disease", "parkinson disease"),
        ("hu", "vese", "renalis"),
        ("hu", "magas vérnyomás", "hipertonia"),
        ("hu", "szívroham", "miokardialis infarktus"),
        ("hu", "cukorbetegség", "diabetes mellitus"),
        ("de", "Bluthochdruck", "hypertonie"),
        ("de", "Herzinfarkt", "myokardinfarkt"),
        ("de", "Zuckerkrankheit", "diabetes mellitus"),
        ("fr", "tension artérielle", "hypertension"),
        ("fr", "crise cardiaque", "infarctus du myocarde"),
        ("fr", "mal de tête", "cephalee"),
        ("es", "azúcar", "glucosa"),
        ("es", "azúcar", "diabetes"),
        ("es", "presión arterial alta", "hipertension"),
        ("ar", "الضغط العالي", "ارتفاع ضغط الدم"),
        ("ar", "السكري", "مرض سكر"),
        ("ar", "نوبة قلبية", "احتشاء عضله قلب"),
    ],
)
def test_lay_words_lead_to_clinical_ones(
    language: str, asked: str, answer: str
) -> None:
    (synonyms,) = said(asked, language).values()

    assert answer in synonyms


@pytest.mark.parametrize(
    ("asked", "never"),
    [
        ("stroke", "heart attack"),
        ("heart attack", "heart failure"),
        ("hypertension", "hypotension"),
        ("hyperglycaemia", "hypoglycaemia"),
        ("type 1 diabetes", "type 2 diabetes"),
        ("underactive thyroid", "hyperthyroidism"),
        ("hepatic", "hepatitis"),
        ("pneumonia", "pneumothorax"),
    ],
)
def test_nothing_leads_to_another_illness(asked: str, never: str) -> None:
    assert never not in next(iter(said(asked).values()))


def test_the_longest_run_is_known_as_a_whole() -> None:
    found = said("does salt cause high blood pressure")

    assert list(found) == ["high blood pressure", "salt"]
    assert "hypertension" in found["high blood pressure"]
    assert found["salt"]["sodium"] == 0.8


def test_an_inflected_word_is_met_by_its_stem() -> None:
    assert "renal" in said("kidneys")["kidneys"]
    assert said("kidney stones")["kidney stones"]["nephrolithiasis"] == 0.8


def test_a_misleading_stem_is_not_trusted() -> None:
    assert "getting older" in said("ageing")["ageing"]
    assert said("age") == {}


def test_small_words_may_be_missing() -> None:
    assert "dyspnoea" in said("shortness breath")["shortness breath"]


def test_another_spelling_comes_first_and_is_the_very_same() -> None:
    run = ("anaemia",)

    first = expand(run, "en")[run][0]

    assert first == Synonym(("anemia",), SPELLING_WEIGHT)


def test_a_word_of_no_group_has_its_other_spelling() -> None:
    assert said("haematopoiesis") == {"haematopoiesis": {"hematopoiesis": 1.0}}


def test_a_group_is_found_in_each_spelling() -> None:
    assert "neoplasm" in said("tumor")["tumor"]
    assert {"oedema", "edema"} <= said("swelling")["swelling"].keys()


def test_related_things_weigh_less() -> None:
    synonyms = said("kidney")["kidney"]

    assert synonyms["nephropathy"] < synonyms["renal"]


def test_one_way_is_one_way() -> None:
    assert "lignans" in said("linseed")["linseed"]
    assert "linseed" not in said("lignans").get("lignans", {})


def test_unknown_words_and_languages_give_nothing() -> None:
    assert expand(("zzz",), "en") == {}
    assert expand((), "en") == {}
    assert expand(("kidney",), "xx") == {}


@given(QUESTIONS)
def test_an_expansion_never_contains_the_words_themselves(
    question: tuple[str, Run],
) -> None:
    language, words = question

    for run, synonyms in expand(words, language, without_s).items():
        assert all(not contains(one.words, run) for one in synonyms)


@given(QUESTIONS)
def test_runs_stand_in_the_question_the_longest_first(
    question: tuple[str, Run],
) -> None:
    language, words = question

    found = expand(words, language)

    assert all(contains(words, run) for run in found)
    assert sum(map(len, found)) <= len(words)
    lengths = list(map(len, found))
    assert lengths == sorted(lengths, reverse=True)


@given(QUESTIONS)
def test_synonyms_are_folded_and_the_nearest_stand_first(
    question: tuple[str, Run],
) -> None:
    language, words = question

    for synonyms in expand(words, language).values():
        weights = [one.weight for one in synonyms]
        assert weights == sorted(weights, reverse=True)
        assert all(0 < weight <= 1 for weight in weights)
        assert all(words_of(" ".join(one.words)) == [*one.words] for one in synonyms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_expressions_of_a_group_lead_to_each_other(language: str) -> None:
    for group in groups_of(language):
        for text in group.asked:
            run = tuple(words_of(text))
            found = {
                one.words: one.weight for one in expand(run, language).get(run, ())
            }
            for other in map(words_of, set(group.said) - {text}):
                if not contains(tuple(other), run):
                    assert found[tuple(other)] >= group.weight, (text, other)


def test_what_one_way_groups_say_does_not_lead_back() -> None:
    both_ways = {
        (one, other)
        for group in groups_of("en")
        for one in group.asked
        for other in group.said
    }

    for group in groups_of("en"):
        if not group.is_one_way:
            continue
        for answer in group.said:
            run = tuple(words_of(answer))
            back = {one.words for one in expand(run, "en").get(run, ())}
            for text in group.asked:
                if (answer, text) not in both_ways:
                    assert tuple(words_of(text)) not in back, (answer, text)
