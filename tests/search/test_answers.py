"""Everything that stands on a page of answers, from what people made on the site."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from medagora.appraisal.domain.appraisals import Role
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Collection, Resource
from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.reader.models import Notice
from medagora.search import queries, sources
from medagora.search.domain.documents import Mark
from medagora.search.domain.requests import ANY, Order, SearchRequest
from medagora.search.models import UnmetSearch
from medagora.search.queries import Matching, SearchResults
from medagora.topics.domain.files import TextDraft as TopicText
from tests.appraisal.people import conftest as judging
from tests.catalogue import conftest as collecting
from tests.reader import conftest as reading
from tests.reader.conftest import NOW

Make = Callable[..., Any]

make_feed, make_entries = reading.make_feed, reading.make_entries
make_collection = collecting.make_collection
start, appraise = judging.start, judging.appraise


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    since = NOW - timedelta(days=sources.FRESH_DAYS)
    monkeypatch.setattr(sources, "fresh_since", lambda: since)


@pytest.fixture
def publish(make_resource: Make) -> Make:
    """A resource: ``publish("Asthma at school", kind="blog")``."""

    def make(title: str, language: str = "en", **fields: Any) -> Resource:
        texts = {language: TextDraft(title, "Says why.")}
        made: Resource = make_resource(texts=texts, languages=(language,), **fields)
        return made

    return make


@pytest.fixture
def make_source(make_feed: Make, publish: Make) -> Make:
    """The feed of a published resource."""

    def make(title: str, language: str = "en", **fields: Any) -> Any:
        resource = publish(f"Page of {title}", language, **fields)
        return make_feed(title, language=language, resource=resource)

    return make


@pytest.fixture
def asthma(make_topic: Make) -> str:
    text = TopicText("Asthma", "It narrows the airways. It is used in tests.")
    made: str = make_topic("asthma", texts={"en": text}).slug
    return made


def search(text: str = "", **changes: Any) -> SearchResults:
    return queries.search(SearchRequest(text=text, **{"reader": "en", **changes}))


def titles(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.page]


def entries(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.entries]


def collections(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.collections]


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
    publish("Pollen here")
    publish("Pollen dort", "de")
    make_collection(member, title="Pollen english")
    make_collection(member, title="Pollen deutsch", language="de")
    make_entries(make_source("One"), {"title": "Pollen today"})
    make_entries(make_source("Zwei", "de"), {"title": "Pollen heute"})
    indexed()

    own, german, every = (search("pollen", language=one) for one in ("", "de", ANY))

    assert (collections(own), entries(own)) == (["Pollen english"], ["Pollen today"])
    assert collections(german) == ["Pollen deutsch"]
    assert entries(german) == ["Pollen heute"]
    assert len(collections(every)) == len(entries(every)) == 2


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

    assert results.collections == results.entries == ()


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
    ann = make_person("Ann", role="curator")
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


# ---- order and breadth ----------------------------------------------------------


def test_the_newest_first_needs_every_word(publish: Make, indexed: Make) -> None:
    old = publish("Pollen podcast of old", kind="podcast")
    publish("Pollen only", kind="blog")
    publish("Pollen podcast of today", kind="podcast")
    Resource.objects.filter(pk=old.pk).update(published_at=NOW - timedelta(days=900))
    indexed()

    newest = search("pollen podcast", order=Order.NEWEST)
    best = search("pollen podcast")

    assert titles(newest) == ["Pollen podcast of today", "Pollen podcast of old"]
    assert newest.matching is Matching.ALL
    assert set(titles(best)) == {*titles(newest), "Pollen only"}


def test_few_hits_with_every_word_are_followed_by_those_with_some(
    publish: Make, indexed: Make
) -> None:
    publish("Pollen and violins")
    publish("Pollen")
    publish("Gymnasts")
    indexed()

    results = search("pollen violins")

    assert titles(results) == ["Pollen and violins", "Pollen"]
    assert results.matching is Matching.MOST


def test_any_of_the_words_is_enough_when_asked(publish: Make, indexed: Make) -> None:
    publish("Pollen")
    publish("Violins")
    publish("Gymnasts")
    indexed()
    asked = {"q": "pollen violins", "words": "any"}

    results = queries.search(SearchRequest.from_params(asked, reader="en"))

    assert set(titles(results)) == {"Pollen", "Violins"}
    assert results.matching is Matching.ANY
    newest = search("pollen violins", is_broad=True, order=Order.NEWEST)
    assert set(titles(newest)) == {"Pollen", "Violins"}


def test_nothing_in_the_readers_language_widens_to_all(
    publish: Make,
    make_collection: Make,
    make_source: Make,
    make_entries: Make,
    member: Person,
    indexed: Make,
) -> None:
    publish("Violin dort", "de")
    make_collection(member, title="Violin deutsch", language="de")
    make_entries(make_source("Zwei", "de"), {"title": "Violin heute"})
    indexed()

    results = search("violin")

    assert titles(results) == ["Violin dort"]
    assert results.is_widened
    assert not results.is_in_one_language
    assert collections(results) == ["Violin deutsch"]
    assert entries(results) == ["Violin heute"]


def test_some_words_in_the_own_language_come_before_all_in_another(
    publish: Make, indexed: Make
) -> None:
    publish("Pollen violins dort", "de")
    publish("Pollen here")
    indexed()

    results = search("pollen violins")

    assert titles(results) == ["Pollen here"]
    assert not results.is_widened
    assert results.matching is Matching.SOME


# ---- a librarian's query --------------------------------------------------------


def test_a_librarian_asks_by_topic_and_without_words(
    publish: Make, indexed: Make, asthma: str
) -> None:
    publish("Mice", topics=(asthma,))
    publish("Pollen", topics=(asthma,))
    publish("Elephants")
    indexed()

    assert titles(search("topic:Asthma -mice")) == ["Pollen"]
    assert titles(search('topic:asthma "mice"')) == ["Mice"]
    assert set(titles(search("pollen OR elephants"))) == {"Pollen", "Elephants"}


def test_a_topic_that_is_none_is_refused_with_its_name(
    indexed: Make, asthma: str
) -> None:
    indexed()

    with pytest.raises(BadInput) as refusal:
        search("pollen topic:gardening")

    assert "No topic is called “gardening”" in str(refusal.value)
    assert refusal.value.field == "query"


def test_the_page_says_which_topic_is_unknown(client: Client, indexed: Make) -> None:
    indexed()

    answer = client.get("/en/search/", {"q": "pollen topic:gardening"})

    assert answer.status_code == 422
    assert "No topic is called “gardening”" in answer.content.decode()


def test_a_language_in_the_query_overrides_the_readers(
    publish: Make, indexed: Make
) -> None:
    publish("Pollen here")
    publish("Pollen dort", "de")
    indexed()

    assert titles(search("pollen lang:de")) == ["Pollen dort"]
    assert not search("pollen lang:de").is_widened
    assert titles(search("pollen -mice")) == ["Pollen here"]
    assert titles(search("pollen lang:de", language="fr")) == []


def test_a_librarians_words_are_marked_and_nothing_is_mended(
    publish: Make, indexed: Make
) -> None:
    publish("Pollen at school")
    indexed()

    (hit,) = search("title:pollen").page.rows

    assert [piece.text for piece in hit.title if piece.is_marked] == ["Pollen"]
    assert search("title:polen").taken_for == ""
    assert titles(search("title:polen")) == []


def test_collections_and_entries_stand_beside_a_librarians_answer(
    make_collection: Make,
    make_source: Make,
    make_entries: Make,
    member: Person,
    indexed: Make,
    publish: Make,
) -> None:
    publish("Pollen at school")
    make_collection(member, title="Pollen collected")
    make_entries(make_source("One"), {"title": "Pollen today"}, {"title": "Mice"})
    indexed()

    results = search("pollen -mice")

    assert collections(results) == ["Pollen collected"]
    assert entries(results) == ["Pollen today"]


# ---- the best topic -------------------------------------------------------------


def test_beside_a_topic_stands_how_many_resources_it_has(
    publish: Make, indexed: Make, asthma: str
) -> None:
    for number in range(3):
        publish(f"Page {number}", topics=(asthma,))
    publish("Seite", "de", topics=(asthma,))
    indexed()

    (hit,) = search("asthma").topics

    assert (hit.card.slug, hit.count) == (asthma, 3)


# ---- emergencies and what is counted --------------------------------------------


def test_an_emergency_is_not_counted_as_unmet(client: Client, indexed: Make) -> None:
    indexed()

    assert client.get("/en/search/", {"q": "i want to die"}).status_code == 200
    assert not UnmetSearch.objects.exists()

    assert client.get("/en/search/", {"q": "flax seed"}).status_code == 200
    assert UnmetSearch.objects.count() == 1


def test_nothing_under_a_mark_is_not_counted_as_unmet(
    client: Client, indexed: Make
) -> None:
    indexed()

    client.get("/en/search/", {"q": "flax seed", "is": "free"})

    assert not UnmetSearch.objects.exists()


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
