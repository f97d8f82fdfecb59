"""The starter topics of the package are good, and their codes exist."""

import csv
from pathlib import Path

import pytest

from medagora.kernel.languages import FINISHED
from medagora.topics.domain.files import TopicDraft, find_faults
from medagora.topics.domain.words import BodySystem, TopicKind
from medagora.topics.services import read_starter_topics

#: Beside a checkout of the project, where its makers keep reference data.
DATA = Path(__file__).parents[3] / "shared" / "data"
#: Headings newer than the list that we check against.
NEWER_THAN_2015 = "D0000"

needs_data = pytest.mark.skipif(not DATA.exists(), reason="no reference data here")


@pytest.fixture(scope="module")
def starter() -> list[TopicDraft]:
    return read_starter_topics()


def test_there_are_130_topics_without_a_fault_in_six_languages(
    starter: list[TopicDraft],
) -> None:
    assert len(starter) >= 130
    assert find_faults(starter, FINISHED) == []


def test_every_kind_and_place_of_the_body_map_has_topics(
    starter: list[TopicDraft],
) -> None:
    assert {topic.kind for topic in starter} == set(TopicKind)
    assert {topic.body_system for topic in starter} == set(BodySystem)


def test_every_condition_has_a_code_that_one_stands_for(
    starter: list[TopicDraft],
) -> None:
    bare = [
        topic.slug
        for topic in starter
        if topic.kind == TopicKind.CONDITION and not topic.codes
    ]

    assert bare == ["childhood-cancer"]  # an age, in no code system


@needs_data
def test_mesh_headings_exist(starter: list[TopicDraft]) -> None:
    lines = (DATA / "mesh-2015-terms.tsv").read_text("utf-8").splitlines()
    known = {line.split("\t")[0] for line in lines}

    invented = [
        (topic.slug, value)
        for topic in starter
        for system, value in topic.codes
        if system == "mesh"
        and value not in known
        and not value.startswith(NEWER_THAN_2015)
    ]

    assert len(known) > 20_000
    assert invented == []


@needs_data
def test_icd_10_cm_codes_exist(starter: list[TopicDraft]) -> None:
    with (DATA / "icd10cm-categories.csv").open(encoding="utf-8", newline="") as file:
        known = {row[0] for row in csv.reader(file) if row}

    invented = [
        (topic.slug, value)
        for topic in starter
        for system, value in topic.codes
        if system == "icd10cm"
        and not any(code.startswith(value.replace(".", "")) for code in known)
    ]

    assert len(known) > 1_000
    assert invented == []
