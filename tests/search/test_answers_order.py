"""Which resources are answers, in what order and why; queries of librarians."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue.models import Resource
from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.search import queries
from medagora.search.domain.requests import Order, SearchRequest
from medagora.search.gateways import engine
from medagora.search.models import UnmetSearch
from medagora.search.queries import Matching, finding
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
publish, asthma, that_day = answering.publish, answering.asthma, answering.that_day

pytestmark = pytest.mark.usefixtures("that_day")


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


def test_a_search_for_resources_of_a_mark_may_find_nothing_on_its_own_page(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("Pollen", cost="paid")
    indexed()

    html = client.get("/en/search/", {"q": "pollen", "is": "free"}).content.decode()

    assert "No resource was found" in html


# ---- the hits alone, and why ---------------------------------------------------------


def test_the_hits_alone_are_those_of_the_page(publish: Make, indexed: Make) -> None:
    for number in range(5):
        publish(f"Pollen {'pollen ' * number}and violins")
    publish("Pollen")
    indexed()

    for text in ("pollen", "pollen violins", "polen", "pollen viol"):
        request = SearchRequest(text, reader="en")
        shown = [hit.card.uid for hit in search(text).page]
        assert list(finding.find_uids(engine(), request)) == shown != []


def test_each_hit_is_explained_by_its_words_and_wishes(
    publish: Make, indexed: Make
) -> None:
    pollen = publish("Pollen", kind="podcast", cost="free")
    indexed()

    parts = queries.explain(SearchRequest("pollen podcast", reader="en"))

    scores = {part.name: part.score for part in parts[pollen.uid]}
    assert {"pollen", "kind"} <= set(scores)
    assert all(score > 0 for score in scores.values())


def test_a_librarians_hits_are_explained_as_they_were_asked_for(
    publish: Make, indexed: Make
) -> None:
    pollen = publish("Pollen")
    publish("Pollen and mice")
    indexed()
    request = SearchRequest("pollen -mice", reader="en")

    assert finding.find_uids(engine(), request) == (pollen.uid,)
    parts = queries.explain(request)
    assert list(parts) == [pollen.uid]
    assert "pollen" in {part.name for part in parts[pollen.uid]}


def test_without_an_index_there_is_nothing_to_explain() -> None:
    assert queries.explain(SearchRequest("pollen", reader="en")) == {}


# ---- while somebody types ------------------------------------------------------------


def test_public_collections_are_suggested_in_the_readers_language(
    make_collection: Make, member: Person, indexed: Make
) -> None:
    made = make_collection(member, title="Pollen collected")
    make_collection(member, title="Pollen gesammelt", language="de")
    make_collection(member, title="Pollen of mine", visibility="private")
    indexed()

    found = queries.suggest("coll", "en")

    assert [(one.key, one.name) for one in found.collections] == [
        (made.uid, "Pollen collected")
    ]
    assert [one.name for one in queries.suggest("pol", "de").collections] == [
        "Pollen gesammelt"
    ]


def test_suggestions_lead_to_the_page_of_the_collection(
    client: Client, make_collection: Make, member: Person, indexed: Make
) -> None:
    made = make_collection(member, title="Pollen collected")
    indexed()

    data = client.get("/en/search/suggest/", {"q": "pol", "format": "json"}).json()

    (one,) = data["collections"]
    assert (one["uid"], one["title"]) == (made.uid, "Pollen collected")
    assert client.get(one["path"]).status_code == 200


def test_a_beginning_in_a_librarians_query_is_marked(
    publish: Make, indexed: Make
) -> None:
    publish("Pollination")
    indexed()

    (hit,) = search("polli*").page

    assert [piece.text for piece in hit.title if piece.is_marked] == ["Pollination"]
