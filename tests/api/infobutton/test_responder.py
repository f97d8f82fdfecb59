"""Answers to health records: which topics and resources, in which order."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.infobutton.conftest import ICD10CM, LANGUAGE, coded

Ask = Callable[..., Any]
Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _topics(make_topic: Make) -> None:
    make_topic("lungs", codes=(("icd10", "J98"),))
    make_topic("asthma", parent="lungs", codes=(("icd10", "J45"),))


class TestMatching:
    def test_by_the_code_itself(self, titles: Ask, make: Make) -> None:
        make("asthma", "Living with asthma")

        assert titles(coded("J45")) == ["Living with asthma"]

    @pytest.mark.parametrize("code", ["J45.901", "j45901", "J45.9-"])
    def test_by_the_wider_code_of_the_other_edition(
        self, titles: Ask, make: Make, code: str
    ) -> None:
        make("asthma", "Living with asthma")

        assert titles(coded(code, ICD10CM)) == ["Living with asthma"]

    @pytest.mark.parametrize(
        "params",
        [
            coded("X99", **{"mainSearchCriteria.v.dn": "asthma"}),
            coded("99", "1.2.3.4", **{"mainSearchCriteria.v.dn": "Asthma"}),
            {"mainSearchCriteria.v.ot": "Asthma"},
            {"mainSearchCriteria.v.dn": "Asthma, unspecified"},
            {"mainSearchCriteria.v.dn": "asthma magyarul"},
        ],
    )
    def test_by_the_name_when_nobody_knows_the_code(
        self, titles: Ask, make: Make, params: dict[str, str]
    ) -> None:
        make("asthma", "Living with asthma")

        assert titles(params) == ["Living with asthma"]

    def test_the_system_may_be_named_in_words(self, titles: Ask, make: Make) -> None:
        make("asthma", "Living with asthma")
        params = {"mainSearchCriteria.v.c": "J45", "mainSearchCriteria.v.csn": "ICD-10"}

        assert titles(params) == ["Living with asthma"]

    def test_no_match_is_an_empty_feed(self, titles: Ask) -> None:
        assert titles(coded("Z99")) == []
        assert titles({"mainSearchCriteria.v.dn": "nothing of the kind"}) == []

    def test_where_little_is_found_the_topic_above_follows(
        self, titles: Ask, make: Make
    ) -> None:
        make("lungs", "All about lungs")
        make("asthma", "Living with asthma")

        assert titles(coded("J45")) == ["Living with asthma", "All about lungs"]

    def test_several_criteria_each_have_their_places(
        self, titles: Ask, make: Make, make_topic: Make
    ) -> None:
        make_topic("gout", codes=(("icd10", "M10"),))
        make("gout", "Living with gout")
        for number in range(25):
            make("asthma", f"Asthma {number}")
        params = {
            "mainSearchCriteria.v.c1": "M10",
            "mainSearchCriteria.v.cs1": "http://hl7.org/fhir/sid/icd-10",
        }

        found = titles(coded("J45", **params))

        assert len(found) == 20
        assert "Living with gout" in found


class TestChoosing:
    def test_only_resources_in_the_language_asked_for(
        self, titles: Ask, make: Make
    ) -> None:
        make("asthma", "Living with asthma")
        make("asthma", "Élet asztmával", language="hu")

        assert titles(coded("J45", **{LANGUAGE: "hu-HU"})) == ["Élet asztmával"]
        assert titles(coded("J45", **{LANGUAGE: "de"})) == []

    def test_each_for_whom_it_is_written(self, titles: Ask, make: Make) -> None:
        make("asthma", "For patients", audience="patients")
        make("asthma", "For doctors", audience="professionals")
        make("asthma", "For all", audience="both")

        def found(person: str) -> set[str]:
            return set(titles(coded("J45", informationRecipient=person)))

        assert found("PAT") == {"For patients", "For all"}
        assert found("PROV") == {"For doctors", "For all"}
        assert len(found("PAYOR")) == 3

    @pytest.mark.parametrize(
        "wish",
        [
            {"subTopic.v.c": "Q000628", "subTopic.v.cs": "2.16.840.1.113883.6.177"},
            {"subTopic.v.dn": "guideline"},
            {"subTopic.c.dn": "treatment"},
        ],
    )
    def test_a_guideline_comes_first_when_treatment_is_asked_for(
        self, titles: Ask, make: Make, wish: dict[str, str]
    ) -> None:
        make("asthma", "Guideline", kind="guideline")
        make("asthma", "Newer website")

        assert titles(coded("J45")) == ["Newer website", "Guideline"]
        assert titles(coded("J45", **wish))[0] == "Guideline"

    @pytest.mark.parametrize(
        ("words", "kind"), [("app", "app"), ("support group", "community")]
    )
    def test_kinds_by_the_words_of_a_sub_topic(
        self, titles: Ask, make: Make, words: str, kind: str
    ) -> None:
        make("asthma", "Wanted", kind=kind)
        make("asthma", "Other")

        assert titles(coded("J45", **{"subTopic.v.ot": words}))[0] == "Wanted"

    def test_age_and_sex_put_what_suits_first(
        self, titles: Ask, make: Make, make_topic: Make
    ) -> None:
        for slug in ("child-health", "pregnancy"):
            make_topic(slug, codes=())
        make("asthma", "For all")
        make("asthma", "For children", also=("child-health",))
        make("asthma", "In pregnancy", also=("pregnancy",))

        def first_and_last(**params: str) -> tuple[str, str]:
            found = titles(coded("J45", **params))
            return found[0], found[-1]

        boy = {"patientPerson.administrativeGenderCode.c": "M", "age.v.v": "8"}
        assert first_and_last(**boy) == ("For children", "In pregnancy")
        assert first_and_last(**{"ageGroup.v.c": "D008875"})[1] == "For children"

    def test_nobody_is_sent_to_a_broken_link(self, titles: Ask, make: Make) -> None:
        resource = make("asthma", "Gone")
        resource.link_state = "broken"
        resource.save()

        assert titles(coded("J45")) == []

    def test_what_is_no_longer_published_is_not_found(
        self, titles: Ask, make: Make
    ) -> None:
        make("asthma", "Candidate", state="candidate")

        assert titles(coded("J45")) == []
