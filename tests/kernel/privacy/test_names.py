"""Names of people, and words that only look like them."""

import pytest

from medagora.kernel.privacy import Confidence, Kind, Why, find_traces


def persons(text: str, language: str = "en") -> list[str]:
    return [
        text[t.start : t.end]
        for t in find_traces(text, language)
        if t.kind is Kind.PERSON
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I saw Will Smith at the surgery.", "Will Smith"),
        ("We thank Grace for the soup, Grace Obi that is.", "Grace Obi"),
        ("Ask Juan de la Cruz, he knows.", "Juan de la Cruz"),
        ("It was J. R. Whitcombe again.", "J. R. Whitcombe"),
        ("Krisztián Szöllősy listed his pills.", "Krisztián Szöllősy"),
        ("I was there with Zhang Wei yesterday.", "Zhang Wei"),
    ],
)
def test_full_names_are_found_also_when_a_part_is_a_word(text: str, name: str) -> None:
    assert name in persons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Crohn's disease, Down syndrome and Bell's palsy",
        "She has Charcot-Marie-Tooth disease.",
        "The Edinburgh Postnatal Depression Scale is short.",
        "Graves disease, Addison's, and Cushing syndrome",
        "the Zorblatt syndrome is rare",
        "an operation after Billroth",
        "Diabetes UK and the Mayo Clinic agree.",
        "Robert Koch Institut",
        "St John's wort helps nobody here.",
        "Smith J, Jones AB, Miller C. Asthma. Lancet 2019.",
        "As shown before (Smith and Jones, 2019), it helps.",
        "Wilson et al. found nothing.",
        "I take Humira, Xarelto and Metoprolol.",
        "May I ask? Will it hurt? I hope so. Mark my words.",
        "In March and April my Ferritin was low.",
    ],
)
def test_what_is_only_named_after_people_is_no_person(text: str) -> None:
    assert persons(text) == []


def test_a_name_found_once_is_found_again() -> None:
    text = "My son Zelmirko is ill. Since Monday Zelmirko has not eaten."
    first, second = [t for t in find_traces(text, "en") if t.kind is Kind.PERSON]

    assert (first.why, second.why) == (Why.KIN, Why.AGAIN)


def test_a_title_makes_a_name_sure() -> None:
    (trace,) = find_traces("I asked Mrs. Unheardofname about it.", "en")

    assert (trace.why, trace.confidence) == (Why.TITLE, Confidence.SURE)


@pytest.mark.parametrize(
    "name",
    ["Annának", "Péterrel", "Balázzsal", "Zsófiért", "Katánál", "Gergőtől", "Évát"],
)
def test_hungarian_names_are_known_with_their_endings(name: str) -> None:
    assert persons(f"Tegnap {name} beszéltem erről.", "hu") == [name]


def test_german_nouns_are_not_names() -> None:
    text = "Der Schmerz im Rücken und die Angst vor der Operation sind groß."

    assert persons(text, "de") == []


def test_a_record_is_read_by_its_labels() -> None:
    text = (
        "Name: Harold Whitcombe\nDOB: 4 May 1951\nMRN: 0048291\n"
        "Address: 4 Elm Row\nAge: 72 Sex: M\nCountry: Ireland\n"
    )
    kinds = [trace.kind for trace in find_traces(text, "en")]

    assert kinds[:4] == [Kind.PERSON, Kind.BIRTH_DATE, Kind.NUMBER, Kind.ADDRESS]
    assert set(kinds[4:]) == {Kind.DETAIL}


def test_small_details_count_beside_a_name_or_three_together() -> None:
    alone = "I am 34 years old and live in Leeds."
    named = "I am Tamsin Okafor, 34 years old, from Ireland."
    three = "A vicar in Leeds, 34 years old, with a rare disease."

    assert Kind.DETAIL not in [t.kind for t in find_traces(alone, "en")]
    assert Kind.DETAIL in [t.kind for t in find_traces(named, "en")]
    assert Kind.DETAIL in [t.kind for t in find_traces(three, "en")]
