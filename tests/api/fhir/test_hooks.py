"""CDS Hooks: cards for the conditions that a record system sends along."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue.domain.drafts import TextDraft
from tests.api.fhir.hook_requests import (
    CLINICAL,
    PATH,
    VERIFIED,
    asked,
    bundle,
    condition,
    patient,
)

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]


@pytest.fixture
def cards(call: Call) -> Call:
    """The cards for some conditions, held against the standard."""

    def ask(*conditions: Any, language: str = "hu", **prefetch: Any) -> Any:
        answer = call(asked({"conditions": bundle(*conditions), **prefetch}), language)
        assert answer.status_code == 200
        for card in answer.json()["cards"]:
            assert card["indicator"] == "info"
            assert 0 < len(card["summary"]) < 140
            assert card["source"]["label"]
            assert "suggestions" not in card
            assert all(link["type"] == "absolute" for link in card["links"])
        return answer.json()["cards"]

    return ask


def test_discovery_says_the_hook_and_what_to_send_along(client: Client) -> None:
    answer = client.get("/cds-services")

    (service,) = answer.json()["services"]
    assert service["hook"] == "patient-view"
    assert service["id"] == "medagora-patient-view"
    assert service["description"]
    # the patient's name and birthday are not asked for
    assert service["prefetch"]["patient"].endswith("&_elements=communication")


def test_a_card_leads_to_what_the_patient_can_read(
    cards: Call, inhaler_video: Any, asthma_guideline: Any
) -> None:
    (card,) = cards(condition())

    assert card["summary"].startswith("Asthma magyarul")
    assert card["links"][0]["url"] == inhaler_video.address
    assert card["links"][1]["url"].endswith("/hu/topics/asthma/?language=hu")
    assert len(card["links"]) == 3
    assert "Megmutatja" in card["detail"]
    assert "<helyesen>" not in card["detail"]


def test_a_card_leads_to_where_it_is_handed_over(
    cards: Call, client: Client, inhaler_video: Any, settings: Any
) -> None:
    (card,) = cards(condition())

    address = card["links"][-1]["url"].removeprefix(settings.CONFIG.site_url)
    page = client.get(address, follow=True)

    assert page.status_code == 200
    assert "Inhalátor" in page.content.decode()


def test_a_problem_is_one_card_filled_up_from_the_wider_topic(
    cards: Call, make_topic: Call, make_resource: Call
) -> None:
    make_topic("diabetes", codes=(("icd10", "E10"), ("icd10", "E11")))
    make_topic("type-2-diabetes", parent="diabetes", codes=(("icd10", "E11"),))
    wide = make_resource(topics=("diabetes",))
    both = make_resource(topics=("diabetes", "type-2-diabetes"))
    narrow = make_resource(topics=("type-2-diabetes",))

    (card,) = cards(condition("E11.65"), language="en")

    assert card["summary"].startswith("Type 2 diabetes: 3 resources")
    assert [link["url"] for link in card["links"][:3]] == [
        narrow.address,
        both.address,
        wide.address,
    ]


def test_no_resource_is_told_twice(
    cards: Call, make_topic: Call, make_resource: Call
) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))
    make_topic("copd", codes=(("icd10", "J44"),))
    make_resource(topics=("asthma", "copd"))

    assert len(cards(condition("J45"), condition("J44"), language="en")) == 1


def test_the_patient_s_language_decides_and_the_user_s_for_the_words_around(
    cards: Call, inhaler_video: Any
) -> None:
    speaks = patient("en", "hu-HU", preferred="hu-HU")

    (card,) = cards(condition(), language="de", patient=speaks)

    assert card["links"][0]["url"] == inhaler_video.address
    assert "/de/topics/" in card["links"][1]["url"]
    assert cards(condition(), language="hu", patient=patient("en")) == []
    assert len(cards(condition(), language="hu", patient=patient("x-klingon"))) == 1
    in_bundle = bundle({**speaks, "id": "1"})
    assert len(cards(condition(), language="en", patient=in_bundle)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"clinicalStatus": {"coding": [{"system": CLINICAL, "code": "resolved"}]}},
        {"clinicalStatus": {"coding": [{"system": CLINICAL, "code": "inactive"}]}},
        {"clinicalStatus": {"coding": [{"system": CLINICAL, "code": "remission"}]}},
        {"verificationStatus": {"coding": [{"system": VERIFIED, "code": "refuted"}]}},
        {
            "clinicalStatus": None,
            "verificationStatus": {
                "coding": [{"system": VERIFIED, "code": "entered-in-error"}]
            },
        },
        {"clinicalStatus": None, "abatementDateTime": "2019"},
    ],
)
def test_what_is_over_or_never_was_gives_no_card(
    cards: Call, inhaler_video: Any, changes: dict[str, Any]
) -> None:
    changed = {k: v for k, v in condition(**changes).items() if v is not None}

    assert cards(changed) == []
    assert len(cards(condition())) == 1


def test_older_records_write_states_as_plain_words(
    call: Call, inhaler_video: Any
) -> None:
    def count(state: str) -> int:
        conditions = bundle()
        conditions["entry"] = [{"resource": condition(clinicalStatus=state)}]
        return len(call(asked({"conditions": conditions}), "hu").json()["cards"])

    assert (count("active"), count("resolved")) == (1, 0)


def test_a_condition_without_a_code_that_we_know_is_found_by_its_name(
    cards: Call, inhaler_video: Any
) -> None:
    named = condition(code={"text": "Asthma magyarul"})
    local = {"system": "http://example.org/local", "code": "7", "display": "Asthma"}

    assert len(cards(named)) == 1
    assert len(cards(condition(code={"coding": [local]}))) == 1
    assert cards(condition(code={"text": "Something of nobody"})) == []


def test_two_conditions_of_one_topic_are_one_card_which_stays_the_same(
    cards: Call, inhaler_video: Any
) -> None:
    (card,) = cards(condition("J45.0"), condition("J45.9"), condition("J45"))

    assert card == cards(condition("J45"))[0]
    assert card["uuid"]


def test_there_are_never_many_cards_or_links(
    cards: Call, make_topic: Call, make_resource: Call
) -> None:
    for number in range(10, 20):
        make_topic(f"heart-{number}", codes=(("icd10", f"I{number}"),))
        make_resource(topics=(f"heart-{number}",))
    for _ in range(8):
        make_resource(topics=("heart-10",))

    found = cards(*[condition(f"I{n}") for n in range(10, 20)], language="en")

    assert len(found) == 5
    assert max(len(card["links"]) for card in found) == 7


def test_a_resource_that_did_not_work_is_not_handed_on(
    cards: Call, inhaler_video: Any
) -> None:
    inhaler_video.link_state = "broken"
    inhaler_video.save()

    assert cards(condition()) == []


def test_a_summary_is_cut_to_what_the_standard_allows(
    cards: Call, make_topic: Call, make_resource: Call
) -> None:
    make_topic("long-" + "name-" * 14 + "x", codes=(("icd10", "I10"),))
    make_resource(
        topics=("long-" + "name-" * 14 + "x",),
        texts={"en": TextDraft("Title " * 40, "Why *not* [this](x)? " * 10)},
    )

    (card,) = cards(condition("I10"), language="en")

    assert r"\*not\* \[this\](x)?" in card["detail"]


def test_ten_more_conditions_cost_no_more_queries(
    call: Call, inhaler_video: Any, count_queries: Callable[..., int]
) -> None:
    def ask(*codes: str) -> Callable[[], Any]:
        names = [condition(code={"text": f"Name {code}"}) for code in codes]
        found = bundle(condition(), *map(condition, codes), *names)
        return lambda: call(asked({"conditions": found}), "hu")

    few = count_queries(ask("Z90"))
    many = count_queries(ask(*(f"Z{number}" for number in range(70, 90))))

    assert many == few


@pytest.mark.parametrize(
    "prefetch",
    [
        None,
        {},
        {"patient": {"resourceType": "Patient"}},
        {"conditions": {"resourceType": "OperationOutcome", "issue": []}},
        "conditions",
    ],
)
def test_without_the_conditions_it_is_412_and_nobody_is_asked_for_them(
    call: Call, prefetch: Any
) -> None:
    answer = call(asked(prefetch))

    assert answer.status_code == 412
    assert answer.json()["field"] == "prefetch.conditions"


def test_a_patient_without_conditions_has_no_cards(call: Call) -> None:
    for nothing in (None, bundle()):
        answer = call(asked({"conditions": nothing}))

        assert (answer.status_code, answer.json()) == (200, {"cards": []})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], None),
        ("{", None),
        (b"\xff\xfe\x00", None),
        ("[" * 100_000, None),
        ('{"hook": ' + "9" * 5_000 + "}", None),
        ({}, "hook"),
        ({"hook": "order-sign"}, "hook"),
        ({"hook": ["patient-view"]}, "hook"),
        ({"hook": "patient-view", "hookInstance": 7}, "hookInstance"),
        ({"hook": "patient-view", "hookInstance": "x", "context": 1}, "context"),
        (asked({"conditions": [1, 2]}), "prefetch.conditions"),
        (asked({"conditions": {"resourceType": "Patient"}}), "prefetch.conditions"),
    ],
)
def test_what_cannot_be_read_is_400_with_its_place(
    call: Call, body: Any, field: str | None
) -> None:
    answer = call(body)

    assert answer.status_code == 400
    assert answer.json().get("field") == field
    assert answer.json()["message"]


def test_a_body_without_end_is_413(call: Call) -> None:
    assert call("[" + "1," * (3 * 2**20) + "1]").status_code == 413


def test_there_is_one_service(call: Call, client: Client) -> None:
    assert call(asked(), path="/cds-services/other").status_code == 404
    assert call({"feedback": []}, path="/cds-services/x/feedback").status_code == 404
    assert client.get(PATH).status_code == 405


def test_feedback_is_taken_and_forgotten(
    call: Call, count_queries: Callable[..., int]
) -> None:
    words = {
        "feedback": [
            {
                "card": "4e0a3a1e-3283-4575-ab82-028d55fe2719",
                "outcome": "overridden",
                "overrideReason": {"userComment": "the patient cannot read"},
            }
        ]
    }

    queries = count_queries(lambda: call(words, path=f"{PATH}/feedback"))

    assert queries == 0
    assert call(words, path=f"{PATH}/feedback").status_code == 200
    assert call({"feedback": 1}, path=f"{PATH}/feedback").status_code == 400
