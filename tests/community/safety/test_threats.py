"""How a threat is graded, whose lines follow, and what it does to other signs."""

import pytest

from medagora.community.domain.moderation.matters import WORRIED, is_pain
from medagora.community.domain.safety import CrisisKind, Grade, Spam, assess
from medagora.community.domain.screening import Screened, decide
from medagora.kernel.emergencies import Kind


def heard(text: str, language: str = "en") -> tuple[CrisisKind, Grade] | None:
    found = assess(text, language)
    return (found.kind, found.grade) if found else None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I will kill him.", "en"),
        ("Lo voy a matar.", "es"),
        ("Ich bringe ihn um.", "de"),
        ("Je vais le tuer.", "fr"),
        ("Megölöm a férjemet.", "hu"),
        ("سأقتله.", "ar"),
    ],
)
def test_a_threat_is_graded_like_a_wish_to_die(text: str, language: str) -> None:
    assert heard(text, language) == (CrisisKind.THREAT, Grade.MEDIUM)


def test_tonight_or_a_knife_nearby_makes_it_graver() -> None:
    assert heard("I want to kill him tonight.") == (CrisisKind.THREAT, Grade.HIGH)
    armed = "I want to kill him. I have a knife in my bag."
    assert heard(armed) == (CrisisKind.THREAT, Grade.HIGH)


@pytest.mark.parametrize(
    "text",
    [
        "This migraine is killing me.",
        "I could kill for a coffee.",
        "I do not want to hurt him.",
        "I will never hurt her.",
        "The cancer will kill him.",
    ],
)
def test_idioms_denials_and_illnesses_are_no_threat(text: str) -> None:
    assert heard(text) is None


def test_people_who_listen_come_first_and_the_police_are_there() -> None:
    found = assess("I want to kill my husband.", "en")

    assert found is not None
    assert found.emergency.kinds == (Kind.SUICIDE, Kind.VIOLENCE)


def test_a_threat_of_ones_own_is_not_told_as_the_violence_of_another() -> None:
    found = assess("I'm going to kill my husband tonight.", "en")

    assert found is not None
    assert {seen.kind for seen in found.seen} == {CrisisKind.THREAT}


def test_moderators_read_of_a_wish_to_die_beside_a_threat() -> None:
    text = "I am going to kill her. Then I want to die."

    calls = decide(
        Screened(assess(text, "en"), (), Spam(0, ())), is_professional=False
    ).calls

    assert calls[0].reasons == ("threat", "self_harm")


def test_a_threat_or_a_tap_alone_shields_nobody() -> None:
    assert not is_pain([CrisisKind.THREAT])
    assert not is_pain([WORRIED])
    assert not is_pain([WORRIED, CrisisKind.THREAT])
    assert is_pain([WORRIED, CrisisKind.SELF_HARM])
    assert is_pain([CrisisKind.ABUSE])
    assert is_pain([])
