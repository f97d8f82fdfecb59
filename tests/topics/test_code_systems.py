"""Codes of other systems: finding topics by them, and what older sites get."""

import csv
import gzip
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from medagora.topics import queries
from medagora.topics.domain.edits import check_topic
from medagora.topics.models import Code, Topic
from medagora.topics.services import load_starter_topics, read_starter_topics

DATA = Path(__file__).parents[3] / "shared" / "data"
XREFS = DATA / "disease-ontology-2016-xrefs.tsv.gz"
needs_data = pytest.mark.skipif(not XREFS.exists(), reason="no reference data here")


@pytest.mark.django_db
class TestFinding:
    def test_topics_by_several_codes_in_one_query(
        self, make_topic: Callable[..., Topic], django_assert_num_queries: Any
    ) -> None:
        make_topic("asthma", codes=(("icd10", "J45"), ("icd9cm", "493")))
        make_topic("cough", parent="asthma", codes=(("icd10", "J45"),))

        with django_assert_num_queries(1):
            found = queries.topics_by_code(
                [("icd10", "J45"), ("icd9cm", "493"), ("icd10", "493")]
            )

        slugs = {code: [topic.slug for topic in rows] for code, rows in found.items()}
        assert slugs == {
            ("icd10", "J45"): ["asthma", "cough"],
            ("icd9cm", "493"): ["asthma"],
        }

    def test_no_codes_need_no_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            assert queries.topics_by_code([]) == {}

    def test_short_numbers_are_no_words_that_people_type(
        self, make_topic: Callable[..., Topic]
    ) -> None:
        make_topic(
            "diabetes",
            codes=(("icd9cm", "250"), ("rxnorm", "5856"), ("loinc", "4548-4")),
        )
        make_topic("asthma", codes=(("snomed", "195967001"),))

        typed = [
            term.text
            for terms in queries.spoken_terms()
            for term in terms
            if term.role == "code"
        ]

        assert typed == ["195967001"]
        spoken = sum(len(terms) for terms in queries.spoken_terms())
        assert queries.count_spoken() == spoken

    def test_an_older_site_gets_the_new_codes_of_the_starter_topics_once(self) -> None:
        migration = import_module(
            "medagora.topics.migrations.0002_further_code_systems"
        )
        load_starter_topics()
        everything = set(Code.objects.values_list("topic__slug", "system", "value"))
        Code.objects.filter(system__in=["snomed", "icd9cm", "rxnorm", "loinc"]).delete()
        mine = Topic.objects.get(slug="asthma")
        Code.objects.create(topic=mine, system="icd9cm", value="493.9")

        migration.add_codes(apps, None)
        migration.add_codes(apps, None)

        now = set(Code.objects.values_list("topic__slug", "system", "value"))
        assert now - everything == {("asthma", "icd9cm", "493.9")}
        assert everything - now == {("asthma", "icd9cm", "493")}


@pytest.mark.django_db
def test_the_way_back_takes_out_what_had_no_place_before() -> None:
    migration = import_module("medagora.topics.migrations.0002_further_code_systems")
    load_starter_topics()

    migration.take_codes_out(apps, None)

    systems = set(Code.objects.values_list("system", flat=True))
    assert systems == {"mesh", "icd10", "icd10cm"}


def test_every_code_of_the_starter_topics_has_the_form_of_its_system() -> None:
    starter = read_starter_topics()
    parents = {topic.slug: topic.parent for topic in starter}

    for topic in starter:
        check_topic(topic, parents=parents)


@needs_data
def test_snomed_codes_mean_there_what_they_mean_here() -> None:
    """By a second source, where it knows the code: the same MeSH heading, or a name
    of the topic."""
    by_snomed: dict[str, set[str]] = {}
    mesh: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    with gzip.open(XREFS, "rt", encoding="utf-8") as file:
        for disease, name, system, value in csv.reader(file, delimiter="\t"):
            names[disease] = name.casefold()
            if system == "SNOMEDCT":
                by_snomed.setdefault(value, set()).add(disease)
            if system == "MSH":
                mesh.setdefault(disease, set()).add(value)
    known, agreeing = 0, 0
    for topic in read_starter_topics():
        headings = {value for system, value in topic.codes if system == "mesh"}
        for system, value in topic.codes:
            if system == "snomed" and value in by_snomed:
                known += 1
                agreeing += any(mesh.get(d, set()) & headings for d in by_snomed[value])

    assert known > 70
    assert agreeing / known > 0.75  # the others are narrower: "rectum cancer"
