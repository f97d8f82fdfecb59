"""What people type who have no time for a sentence, and in languages of no page."""

import pytest

from medagora.kernel.emergencies import Kind, find_emergency
from medagora.kernel.emergencies.patterns import spoken_words
from medagora.kernel.emergencies.rules import OTHERS, rule_book

WANTS_TO_DIE = {
    "ru": "хочу умереть",
    "uk": "не хочу жити",
    "tr": "intihar etmek istiyorum",
    "zh": "自杀",
    "ja": "消えたい",
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("severe chest pain", Kind.HEART),
        ("starke Brustschmerzen", Kind.HEART),
        ("fuerte dolor de pecho", Kind.HEART),
        ("dolor fuerte en el pecho", Kind.HEART),
        ("erős mellkasi fájdalom", Kind.HEART),
        ("forte douleur poitrine", Kind.HEART),
        ("ألم شديد في الصدر", Kind.HEART),
        ("bleeding heavily", Kind.BLEEDING),
        ("sangro mucho", Kind.BLEEDING),
        ("elvérzik", Kind.BLEEDING),
        ("not breathing", Kind.BREATHING),
        ("atmet nicht", Kind.BREATHING),
        ("no respira", Kind.BREATHING),
        ("ne respire plus", Kind.BREATHING),
        ("nem lélegzik", Kind.BREATHING),
        ("لا يتنفس", Kind.BREATHING),
        ("kein Puls", Kind.UNCONSCIOUS),
        ("فاقد الوعي", Kind.UNCONSCIOUS),
        ("face drooping", Kind.STROKE),
        ("worst headache of my life", Kind.STROKE),
        ("overdose", Kind.POISONING),
        ("sobredosis", Kind.POISONING),
        ("جرعة زائدة", Kind.POISONING),
        ("water broke", Kind.BIRTH),
        ("violée", Kind.VIOLENCE),
        ("ambulance", Kind.URGENT),
        ("megakarok halni", Kind.SUICIDE),
    ],
)
def test_few_words_are_enough(text: str, kind: Kind) -> None:
    found = find_emergency(text, "en")

    assert found is not None
    assert kind in found.kinds


@pytest.mark.parametrize(
    "text", ["سأقتل نفسي", "هاموت نفسي", "سوف أقتل نفسي", "سيختنق طفلي"]
)
def test_arabic_verbs_of_the_future_are_heard(text: str) -> None:
    assert find_emergency(text, "ar") is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("хочу умереть", "ru"),
        ("не хочу жить", "ru"),
        ("хочу померти", "uk"),
        ("як вбити себе", "uk"),
        ("ölmek istiyorum", "tr"),
        ("我想死", "zh"),
        ("不想活了", "zh"),
        ("死にたい", "ja"),
        ("自殺したい", "ja"),
        ("息ができない", "ja"),
        ("胸口剧痛", "zh"),
        ("сильная боль в груди", "ru"),
    ],
)
def test_other_languages_are_heard_where_it_is_said_plainly(
    text: str, language: str
) -> None:
    found = find_emergency(text, "en")

    assert found is not None
    assert found.language == language


@pytest.mark.parametrize("language", OTHERS)
def test_each_other_language_knows_who_wants_to_die(language: str) -> None:
    found = find_emergency(WANTS_TO_DIE[language], "en")

    assert found is not None
    assert found.kind is Kind.SUICIDE


@pytest.mark.parametrize(
    "text",
    [
        "chest pain after exercise class last year",
        "severe chest pain when coughing",
        "chest pain differential diagnosis",
        "severe heart failure",
        "sudden cardiac death",
        "bad cholesterol",
        "starke Regelblutung",
        "plötzlicher Kindstod",
        "dolor de cabeza fuerte",
        "sangrado menstrual abundante",
        "forte fièvre",
        "erős fejfájás",
        "صداع شديد",
        "الم شديد في الظهر",
        "جمعية الوقاية من الانتحار",
        "suicide prevention charity",
        "asociación prevención suicidio",
        "не хочу умирать",
        "профилактика суицида",
        "自殺予防",
        "不想死",
        "死にたくない",
        "糖尿病",
        "救命救急センター",
        "help me quit smoking",
        "Hilfe bei Depression",
        "overdosing on vitamin d risks",
    ],
)
def test_a_question_for_information_is_none(text: str) -> None:
    assert find_emergency(text, "en") is None


def test_what_may_end_any_post_counts_only_alone() -> None:
    words = spoken_words("please help me")

    assert find_emergency("please help me", "en") is not None
    assert rule_book().rules_for(words, "please help me ") == []
    assert find_emergency("i have a rash please help me", "en") is None
