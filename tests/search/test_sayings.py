"""The data: every file loads, each saying is short, its own and of a known topic; and
what people really type leads to the right topics, not to wrong ones."""

import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files

import pytest

from medagora.kernel.languages import FINISHED
from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.sayings import sayings_of
from medagora.search.domain.topic_matching import match_topics, named_topics
from medagora.search.domain.words import understand, words_of
from medagora.topics.domain.files import TopicDraft
from medagora.topics.services import read_starter_topics

MOST_CONTENT_WORDS = 5
FEWEST_LETTERS = 4
FEWEST_OF_A_TOPIC = {"en": 6}
FEWEST_ELSEWHERE = 4

STARTERS = {draft.slug: draft for draft in read_starter_topics()}
#: Languages of no page of ours, with everyday names of the commonest topics.
OTHERS = ("ru", "uk", "zh", "ja")
FOLDER = files("medagora.search.domain.sayings")

in_every_language = pytest.mark.parametrize("language", FINISHED)


@lru_cache
def written(language: str) -> dict[str, list[str]]:
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)
    return found


@lru_cache
def sayings_in(language: str) -> list[TopicTerm]:
    said = (term for slug in STARTERS for term in sayings_of(slug))
    return [term for term in said if term.language == language]


def terms_of(draft: TopicDraft, language: str) -> set[tuple[str, ...]]:
    text = draft.texts.get(language)
    said = (text.name, *(term.text for term in text.terms)) if text else ()
    return {tuple(words_of(one)) for one in said}


def named_by(text: str, language: str) -> tuple[str, ...]:
    question = understand(text, language)
    return named_topics(match_topics(question, sayings_in(language), language))


# ---- the files ------------------------------------------------------------------


def test_each_finished_language_has_a_file_and_few_others_have() -> None:
    names = {path.name for path in FOLDER.iterdir() if path.name.endswith(".toml")}

    assert names == {f"{language}.toml" for language in (*FINISHED, *OTHERS)}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_name_some_starter_topics_in_order(language: str) -> None:
    names = written(language)

    assert len(names) >= 30
    assert set(names) <= STARTERS.keys()
    assert list(names) == sorted(names)


@in_every_language
def test_every_starter_topic_has_sayings_and_nothing_else_has(language: str) -> None:
    assert written(language).keys() == STARTERS.keys()


@in_every_language
def test_topics_stand_in_the_order_of_the_alphabet(language: str) -> None:
    slugs = list(written(language))

    assert slugs == sorted(slugs)


@in_every_language
def test_every_topic_has_enough_sayings(language: str) -> None:
    fewest = FEWEST_OF_A_TOPIC.get(language, FEWEST_ELSEWHERE)

    few = {slug for slug, said in written(language).items() if len(said) < fewest}

    assert few == set()


@in_every_language
def test_no_topic_says_the_same_twice(language: str) -> None:
    for slug, said in written(language).items():
        words = Counter(frozenset(understand(text, language).content) for text in said)

        assert set(words.values()) == {1}, slug


@in_every_language
def test_a_saying_has_one_to_five_content_words(language: str) -> None:
    wrong = [
        text
        for said in written(language).values()
        for text in said
        if not 1 <= len(understand(text, language).content) <= MOST_CONTENT_WORDS
    ]

    assert wrong == []


@in_every_language
def test_no_saying_is_shorter_than_four_letters(language: str) -> None:
    short = [
        text
        for said in written(language).values()
        for text in said
        if len("".join(words_of(text))) < FEWEST_LETTERS
    ]

    assert short == []


@in_every_language
def test_no_saying_repeats_a_term_of_its_topic(language: str) -> None:
    repeated = [
        (slug, text)
        for slug, said in written(language).items()
        for text in said
        if tuple(words_of(text)) in terms_of(STARTERS[slug], language)
    ]

    assert repeated == []


# ---- the reader -----------------------------------------------------------------


def test_sayings_of_a_topic_come_in_every_language_as_they_are_written() -> None:
    for slug in STARTERS:
        found = sayings_of(slug)

        assert {term.topic for term in found} == {slug}
        assert {term.role for term in found} == {Role.SAYING}
        for language in FINISHED:
            texts = [term.text for term in found if term.language == language]
            assert texts == written(language)[slug]


def test_a_topic_of_a_sites_own_has_no_sayings() -> None:
    assert sayings_of("village-festival") == ()
    assert sayings_of("") == ()


# ---- what they lead to ----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("en", "I leak when I cough", "urinary-incontinence"),
        ("en", "my glucose is high", "diabetes"),
        ("en", "grandpa forgets everything", "dementia"),
        ("en", "which inhaler is best", "asthma"),
        ("en", "baby won't sleep at night", "newborn-care"),
        ("en", "cannot sleep", "insomnia"),
        ("en", "quit cigarettes for good", "smoking-cessation"),
        ("en", "my doctor made a mistake", "patient-safety"),
        ("en", "second opinion before surgery", "patient-rights"),
        ("en", "who pays for treatment abroad", "patient-rights"),
        ("en", "metformin side effects", "type-2-diabetes"),
        ("en", "CHA2DS2-VASc", "atrial-fibrillation"),
        ("en", "spirometry results", "copd"),
        ("en", "swollen fingers and stiff in the morning", "rheumatoid-arthritis"),
        ("de", "mein Knie tut so weh", "osteoarthritis"),
        ("de", "ich kann nachts nicht schlafen", "insomnia"),
        ("de", "Blut im Stuhl", "colorectal-cancer"),
        ("de", "Krankenkasse zahlt die Behandlung nicht", "patient-rights"),
        ("de", "Langzeitzucker zu hoch", "diabetes"),
        ("fr", "je perds mes urines quand j’éternue", "urinary-incontinence"),
        ("fr", "j'arrive pas a dormir", "insomnia"),
        ("fr", "mon mari ronfle", "sleep-apnoea"),
        ("fr", "deuxième avis avant opération", "patient-rights"),
        ("fr", "trop de cholesterol", "high-cholesterol"),
        ("en", "sore throat", "general-practice"),
        ("en", "dizzy when I stand up", "neurology"),
        ("en", "my baby has a rash", "child-health"),
        ("en", "I was bitten, a dog bite", "first-aid"),
        ("de", "Halsschmerzen", "general-practice"),
        ("de", "Hundebiss", "first-aid"),
        ("de", "mir ist schwindelig", "neurology"),
        ("fr", "mal a la gorge", "general-practice"),
        ("fr", "j'ai la tête qui tourne", "neurology"),
        ("fr", "mon fils tousse la nuit", "child-health"),
        ("es", "dolor de garganta", "general-practice"),
        ("es", "mareos", "neurology"),
        ("es", "caida del pelo", "dermatology"),
        ("es", "picazon", "dermatology"),
        ("hu", "torokgyulladás", "general-practice"),
        ("hu", "szédülök", "neurology"),
        ("hu", "kutyaharapás", "first-aid"),
        ("hu", "viszketés", "dermatology"),
        ("ar", "وجع الحلق", "general-practice"),
        ("ar", "تساقط الشعر", "dermatology"),
    ],
)
def test_what_people_type_leads_to_their_topic(
    language: str, text: str, slug: str
) -> None:
    assert slug in named_by(text, language)


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("en", "low blood pressure", "high-blood-pressure"),
        ("en", "food poisoning", "emergency-medicine"),
        ("en", "pulmonary embolism", "radiology"),
        ("en", "knee replacement in stages", "cancer"),
        ("de", "Blut abnehmen", "obesity"),
        ("de", "seit 15 Jahren Diabetes", "adolescent-health"),
        ("de", "hört nicht auf zu husten", "hearing-loss"),
        ("fr", "crachats jaunes", "liver-disease"),
        ("fr", "aide pour maigrir", "caregiving"),
        ("fr", "une gêne dans la gorge", "medical-genetics"),
        ("fr", "anesthésie générale", "medicines"),
    ],
)
def test_what_only_sounds_alike_leads_nowhere(
    language: str, text: str, slug: str
) -> None:
    assert slug not in named_by(text, language)


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("ru", "диабет", "diabetes"),
        ("ru", "высокое давление", "high-blood-pressure"),
        ("ru", "инфаркт", "heart-attack"),
        ("uk", "головний біль", "neurology"),
        ("zh", "糖尿病", "diabetes"),
        ("zh", "高血压 饮食", "high-blood-pressure"),
        ("ja", "高血圧の食事", "high-blood-pressure"),
        ("ja", "認知症", "dementia"),
    ],
)
def test_everyday_names_in_other_languages_lead_to_their_topic(
    language: str, text: str, slug: str
) -> None:
    terms = [term for term in sayings_of(slug) if term.language == language]
    question = understand(text, language)

    assert named_topics(match_topics(question, terms, language)) == (slug,)
