"""Threats to others: how much of what was judged by hand is heard, how little else."""

import pytest

from medagora.community.domain.safety import CrisisKind, Grade, assess
from tests.community.safety.judging import FINISHED, judged, share

#: Of the set that no rule was ever mended for: what was heard of it the first time.
FIRST_HEARD = {"en": 9, "hu": 8, "de": 5, "fr": 12, "es": 12, "ar": 9}

pytestmark = pytest.mark.parametrize("language", FINISHED)


def kinds(texts: list[str], language: str) -> set[str]:
    return {str(found.kind) for text in texts if (found := assess(text, language))}


def test_every_language_has_twelve_of_each(language: str) -> None:
    tables = judged("threats", language)

    assert len(tables["medium"] + tables["high"]) >= 12
    assert len(tables["none"]) >= 12


def test_who_wants_to_harm_or_fears_to_is_heard(language: str) -> None:
    tables = judged("threats", language)
    said = tables["medium"] + tables["high"]

    assert share(said, language, Grade.MEDIUM) == 1
    assert kinds(said, language) == {CrisisKind.THREAT}


def test_now_means_voices_and_children_are_high(language: str) -> None:
    assert share(judged("threats", language)["high"], language, Grade.HIGH) == 1


def test_manners_of_speaking_are_no_threat(language: str) -> None:
    assert share(judged("threats", language)["none"], language, Grade.MEDIUM) == 0


def test_what_carers_and_players_say_is_no_threat(language: str) -> None:
    """Added last: plasters, candles, chess, dying at home."""
    assert share(judged("threats", language)["care"], language, Grade.MEDIUM) == 0


def test_what_is_over_is_low(language: str) -> None:
    past = judged("threats", language)["low"]

    assert share(past, language, Grade.LOW) == 1
    assert share(past, language, Grade.MEDIUM) == 0


def test_of_somebody_else_who_threatens_it_is_violence(language: str) -> None:
    """So that whoever tells it reads words for those who are threatened."""
    told = judged("threats", language)["others"]

    assert share(told, language, Grade.MEDIUM) == 1
    assert kinds(told, language) == {CrisisKind.ABUSE}


@pytest.mark.parametrize("name", ["threats_plain", "threats_later", "threats_third"])
def test_words_written_later_are_heard_and_harmless_ones_left_alone(
    name: str, language: str
) -> None:
    tables = judged(name, language)

    assert share(tables["danger"], language, Grade.MEDIUM) >= 0.9
    assert share(tables["harmless"], language, Grade.MEDIUM) == 0


def test_of_what_no_rule_was_mended_for_no_less_is_heard(language: str) -> None:
    """Do not mend for these: they tell how much of what is new is heard."""
    tables = judged("threats_fourth", language)

    heard = share(tables["danger"], language, Grade.MEDIUM) * len(tables["danger"])
    falsely = share(tables["harmless"], language, Grade.MEDIUM)

    assert round(heard) >= FIRST_HEARD[language]
    assert falsely <= 0.2
