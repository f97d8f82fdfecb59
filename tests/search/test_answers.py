"""What stands beside the resources and on each of them, from what people made."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from medagora.appraisal.domain.appraisals import Role
from medagora.catalogue.models import Collection
from medagora.people.models import Person
from medagora.reader.models import Notice
from medagora.search import queries
from medagora.search.domain.documents import Mark
from medagora.search.domain.requests import ANY
from tests.people.hats.building import as_professional
from tests.reader.conftest import NOW
from tests.search import answering
from tests.search.answering import (
    collections,
    entries,
    search,
    titles,
)

Make = Callable[..., Any]

make_feed, make_entries = answering.make_feed, answering.make_entries
make_collection, make_source = answering.make_collection, answering.make_source
start, appraise = answering.start, answering.appraise
publish, asthma, that_day = answering.publish, answering.asthma, answering.that_day

pytestmark = pytest.mark.usefixtures("that_day")


# ---- beside the resources -------------------------------------------------------


def test_collections_and_fresh_entries_stand_beside_the_resources(
    publish: Make,
    make_collection: Make,
    make_source: Make,
    make_entries: Make,
    member: Person,
    indexed: Make,
) -> None:
    resource = publish("Pollen at school")
    make_collection(member, resource, title="First steps with pollen")
    (entry,) = make_entries(make_source("Lungs today"), {"title": "More pollen"})
    indexed()

    results = search("pollen")

    assert titles(results) == ["Pollen at school"]
    assert collections(results) == ["First steps with pollen"]
    assert results.collections[0].card.size == 1
    assert [(hit.card.id, hit.card.source) for hit in results.entries] == [
        (entry.work, "Lungs today")
    ]
    marked = [p.text for p in results.entries[0].title if p.is_marked]
    assert marked == ["pollen"]


def test_they_are_in_the_language_of_the_results(
    make_collection: Make,
    make_source: Make,
    make_entries: Make,
    member: Person,
    indexed: Make,
    publish: Make,
) -> None:
    publish("Violin here")
    publish("Violin dort", "de")
    make_collection(member, title="Violin english")
    make_collection(member, title="Violin deutsch", language="de")
    make_entries(make_source("One"), {"title": "Violin today"})
    make_entries(make_source("Zwei", "de"), {"title": "Violin heute"})
    indexed()

    own, german, every = (search("violin", language=one) for one in ("", "de", ANY))

    assert (collections(own), entries(own)) == (["Violin english"], ["Violin today"])
    assert collections(german) == ["Violin deutsch"]
    assert entries(german) == ["Violin heute"]
    assert len(collections(every)) == len(entries(every)) == 2


def test_words_are_read_in_the_language_of_the_results(
    publish: Make, indexed: Make
) -> None:
    """In German the stem of this word is "poll"."""
    publish("Pollen dort", "de")
    indexed()

    assert titles(search("pollen", language="de")) == ["Pollen dort"]


def test_entries_are_few_and_the_newest_first(
    make_source: Make, make_entries: Make, indexed: Make
) -> None:
    made = [{"title": f"Pollen {number}"} for number in range(7)]
    make_entries(make_source("One"), *made)
    indexed()

    found = entries(search("pollen"))

    assert found == [f"Pollen {number}" for number in (6, 5, 4, 3, 2)]


def test_a_retraction_is_told_beside_the_entry(
    make_source: Make, make_entries: Make, indexed: Make
) -> None:
    make_entries(make_source("One"), {"title": "Pollen", "doi": "10.1000/salt"})
    Notice.objects.create(
        doi="10.1000/salt", kind="retraction", source="x", added_at=NOW
    )
    indexed()

    (hit,) = search("pollen").entries

    assert hit.card.notice == "retraction"


@pytest.mark.parametrize(
    "changes", [{"page": 2}, {"kind": "blog"}, {"marks": (Mark.FREE,)}]
)
def test_later_pages_and_what_only_resources_have_stand_alone(
    publish: Make,
    make_collection: Make,
    make_source: Make,
    make_entries: Make,
    member: Person,
    indexed: Make,
    changes: dict[str, Any],
) -> None:
    publish("Pollen at school", kind="blog", cost="free")
    make_collection(member, title="Pollen")
    make_entries(make_source("One"), {"title": "Pollen"})
    indexed()

    results = search("pollen", **changes)

    assert (results.collections, results.entries) == ((), ())


def test_what_is_public_no_more_is_not_shown(
    make_collection: Make, member: Person, indexed: Make
) -> None:
    collection = make_collection(member, title="Pollen")
    indexed()
    Collection.objects.filter(pk=collection.pk).update(visibility="private")

    assert search("pollen").collections == ()


# ---- identifiers ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("10.1000/salt", "Salt and the heart"),
        ("https://doi.org/10.1000/SALT", "Salt and the heart"),
        ("PMID 31978945", "Sugar and the heart"),
        ("31978945", "Sugar and the heart"),
    ],
)
def test_the_entry_with_the_identifier_that_was_typed_is_shown(
    make_source: Make, make_entries: Make, indexed: Make, text: str, title: str
) -> None:
    salt = {"title": "Salt and the heart", "doi": "10.1000/salt"}
    sugar = {"title": "Sugar and the heart", "pmid": "31978945"}
    make_entries(make_source("Szív", "hu"), salt, sugar)
    indexed()

    results = search(text)

    assert entries(results) == [title]
    assert results.reference


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("doi:10.1000/nowhere", "10.1000/nowhere", "https://doi.org/10.1000/nowhere"),
        ("PMID: 123", "PMID 123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
    ],
)
def test_an_identifier_that_nothing_has_leads_where_it_belongs(
    indexed: Make, text: str, name: str, address: str
) -> None:
    indexed()

    results = search(text)

    assert results.entries == ()
    assert results.reference
    assert (results.reference.name, results.reference.address) == (name, address)


def test_plain_words_and_codes_of_diseases_refer_to_nothing(indexed: Make) -> None:
    indexed()

    assert search("asthma").reference is None
    assert search("E11.65").reference is None


# ---- marks ----------------------------------------------------------------------


def test_a_hit_shows_how_people_judged_it(
    publish: Make, appraise: Make, member: Person, make_person: Make, indexed: Make
) -> None:
    judged = publish("Pollen judged")
    publish("Pollen plain")
    appraise(member, judged)
    ann = as_professional(make_person("Ann"))
    appraise(ann, judged, "hon", role=Role.PROFESSIONAL)
    indexed()

    shown = {hit.card.title: hit.judged for hit in search("pollen").page}

    assert shown["Pollen plain"] == ()
    by_key = {one.instrument.key: one for one in shown["Pollen judged"]}
    assert (by_key["jama"].patients, by_key["jama"].professionals) == (1, 0)
    assert (by_key["hon"].patients, by_key["hon"].professionals) == (0, 1)


def test_marks_narrow_together_and_each_is_counted_without_them(
    publish: Make, appraise: Make, member: Person, indexed: Make
) -> None:
    both = publish("Pollen both", cost="free")
    publish("Pollen free", cost="free")
    paid = publish("Pollen judged", cost="paid")
    publish("Pollen plain", cost="paid")
    for resource in (both, paid):
        appraise(member, resource)
    indexed()

    free = search("pollen", marks=(Mark.FREE,))
    narrowed = search("pollen", marks=(Mark.FREE, Mark.APPRAISED))

    assert set(titles(free)) == {"Pollen both", "Pollen free"}
    assert titles(narrowed) == ["Pollen both"]
    for results in (free, narrowed):
        counts = {choice.value: choice.count for choice in results.marks}
        assert (counts["free"], counts["appraised"]) == (2, 2)


def test_the_address_of_a_mark_adds_it_or_takes_it_away(
    publish: Make, appraise: Make, member: Person, indexed: Make
) -> None:
    appraise(member, publish("Pollen both", cost="free"))
    indexed()

    def toggles(*marks: Mark) -> dict[str, tuple[str, bool]]:
        found = search("pollen", marks=marks).marks
        return {choice.value: (choice.toggle, choice.is_chosen) for choice in found}

    assert toggles()["free"] == ("free", False)
    assert toggles(Mark.FREE)["free"] == ("", True)
    assert toggles(Mark.FREE)["appraised"] == ("free,appraised", False)
    chosen = toggles(Mark.FREE, Mark.APPRAISED)
    assert chosen["free"] == ("appraised", True)
    assert chosen["appraised"] == ("free", True)


def test_a_mark_that_nothing_has_is_offered_only_to_be_taken_away(
    publish: Make, indexed: Make
) -> None:
    publish("Pollen plain", cost="paid")
    indexed()

    assert "free" not in {choice.value for choice in search("pollen").marks}
    chosen = search("pollen", marks=(Mark.FREE,))
    (free,) = [choice for choice in chosen.marks if choice.value == "free"]
    assert (free.count, free.is_chosen, titles(chosen)) == (0, True, [])


# ---- as data --------------------------------------------------------------------


def test_as_data_has_it_all(
    publish: Make,
    make_collection: Make,
    make_source: Make,
    make_entries: Make,
    appraise: Make,
    member: Person,
    indexed: Make,
    asthma: str,
) -> None:
    resource = publish("Asthma at school", topics=(asthma,), cost="free")
    appraise(member, resource)
    made = make_collection(member, resource, title="First steps with asthma")
    make_entries(make_source("Lungs today"), {"title": "More asthma"})
    indexed()

    data = queries.as_data(search("asthma"))

    assert (data["query"], data["reader"], data["total"]) == ("asthma", "en", 1)
    (topic,) = data["topics"]
    assert (topic["slug"], topic["found_by"]["match"]) == (asthma, "exact")
    assert topic["count"] == 1
    (hit,) = data["resources"]
    assert (hit["uid"], hit["topics"]) == (resource.uid, [asthma])
    assert [one["instrument"] for one in hit["judged"]] == ["jama"]
    assert [one["uid"] for one in data["collections"]] == [made.uid]
    assert [one["title"] for one in data["entries"]] == ["More asthma"]
    assert data["facets"]["mark"]["appraised"] == 1
    assert data["reference"] is None
    assert json.loads(json.dumps(data, cls=DjangoJSONEncoder))["total"] == 1


def test_as_data_has_where_an_identifier_leads(indexed: Make) -> None:
    indexed()

    assert queries.as_data(search("PMID 123"))["reference"] == {
        "name": "PMID 123",
        "address": "https://pubmed.ncbi.nlm.nih.gov/123/",
    }
