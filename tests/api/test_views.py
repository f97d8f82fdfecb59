from collections.abc import Callable
from typing import Any

import pytest

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import FeedDraft, TextDraft
from medagora.catalogue.models import Collection
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.search import services as search
from tests.conftest import NOW

Ask = Callable[..., Any]
Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


class TestTopics:
    def test_are_listed_in_the_readers_language(
        self, ask: Ask, make_topic: Make
    ) -> None:
        make_topic("lungs")
        make_topic("asthma", parent="lungs")

        answer = ask("topics", reader="hu").json()

        assert answer["total"] == 2
        assert answer["items"][0] == {
            "slug": "asthma",
            "name": "Asthma magyarul",
            "language": "hu",
            "kind": "condition",
            "body_system": "lungs",
            "parent": "lungs",
        }

    def test_are_narrowed_and_paged(self, ask: Ask, make_topic: Make) -> None:
        make_topic("asthma")
        make_topic("birth", kind="life-stage", body_system="reproduction")
        make_topic("copd")

        def slugs(**params: Any) -> list[str]:
            return [item["slug"] for item in ask("topics", **params).json()["items"]]

        assert slugs(kind="life-stage") == ["birth"]
        assert slugs(body_system="lungs") == ["asthma", "copd"]
        assert slugs(size=2, page=2) == ["copd"]

    def test_one_has_words_codes_and_relatives(
        self, ask: Ask, make_topic: Make
    ) -> None:
        make_topic("lungs")
        make_topic("asthma", parent="lungs")

        answer = ask("topics/asthma").json()

        assert answer["parent"] == "lungs"
        assert answer["codes"] == {"mesh": ["D001249"]}
        assert set(answer["texts"]) == {"en", "hu"}
        assert {"text": "asthma lay hu", "register": "lay"} in answer["texts"]["hu"][
            "terms"
        ]
        assert ask("topics/lungs").json()["children"] == ["asthma"]


class TestResources:
    def test_are_listed_the_newest_first_when_published(
        self, ask: Ask, make_topic: Make, make_resource: Make
    ) -> None:
        make_topic("asthma")
        make_resource(topics=("asthma",), kind="podcast")
        newer = make_resource(languages=("hu",), audience="patients")
        make_resource(state="candidate")

        answer = ask("resources").json()

        assert answer["items"][0]["uid"] == newer.uid
        assert answer["total"] == 2

    @pytest.mark.parametrize(
        "filters",
        [
            {"topic": "asthma"},
            {"kind": "podcast"},
            {"language": "de"},
            {"audience": "professionals"},
        ],
    )
    def test_are_narrowed(
        self, ask: Ask, make_topic: Make, make_resource: Make, filters: Any
    ) -> None:
        make_topic("asthma")
        wanted = make_resource(
            topics=("asthma",),
            kind="podcast",
            languages=("de", "en"),
            audience="both",
        )
        make_resource(audience="patients")

        answer = ask("resources", **filters).json()

        assert [item["uid"] for item in answer["items"]] == [wanted.uid]

    def test_one_has_everything_that_is_known(
        self, ask: Ask, make_resource: Make
    ) -> None:
        resource = make_resource(
            "https://lungs.example.org/",
            texts={"en": TextDraft("Lungs", "Why."), "hu": TextDraft("Tüdő", "Miért.")},
            feeds=(FeedDraft("https://lungs.example.org/feed", "News"),),
            publisher="Lung charity",
        )

        answer = ask(f"resources/{resource.uid}", reader="hu").json()

        assert answer["title"] == "Tüdő"
        assert answer["texts"]["en"] == {"title": "Lungs", "description": "Why."}
        assert answer["feeds"] == [
            {"address": "https://lungs.example.org/feed", "title": "News"}
        ]
        assert answer["state"] == "published"
        assert answer["log_subject"] == f"resource:{resource.uid}"

    def test_a_retired_one_says_so_and_a_candidate_is_not_there(
        self, ask: Ask, make_resource: Make
    ) -> None:
        retired = make_resource()
        publishing.move(retired, Move.RETIRE, by="system", at=NOW)
        candidate = make_resource(state="candidate")

        assert ask(f"resources/{retired.uid}").json()["state"] == "retired"
        assert ask(f"resources/{candidate.uid}").status_code == 404


@pytest.fixture
def make_collection(member: Any) -> Make:
    def make(title: str, visibility: str = "public", *resources: Any) -> Collection:
        collection = Collection.objects.create(
            uid=f"c{Collection.objects.count()}",
            title=title,
            language="en",
            owner=member,
            by_name="Mia",
            visibility=visibility,
        )
        for place, resource in enumerate(resources):
            collection.items.create(
                resource=resource, position=place, note=f"note {place}"
            )
        return collection

    return make


class TestCollections:
    def test_only_public_ones_are_listed(
        self, ask: Ask, make_collection: Make, make_resource: Make
    ) -> None:
        make_collection("Open", "public", make_resource())
        make_collection("By link", "unlisted")
        make_collection("Mine", "private")

        (item,) = ask("collections").json()["items"]

        assert (item["title"], item["by_name"], item["size"]) == ("Open", "Mia", 1)

    def test_one_has_its_published_resources_in_order(
        self, ask: Ask, make_collection: Make, make_resource: Make
    ) -> None:
        gone, kept = make_resource(), make_resource()
        collection = make_collection("Open", "unlisted", gone, kept)
        publishing.move(gone, Move.RETIRE, by="system", at=NOW)

        answer = ask(f"collections/{collection.uid}").json()

        assert [item["resource"]["uid"] for item in answer["items"]] == [kept.uid]
        assert answer["items"][0]["note"] == "note 1"

    def test_a_private_one_is_not_there(self, ask: Ask, make_collection: Make) -> None:
        collection = make_collection("Mine", "private")

        assert ask(f"collections/{collection.uid}").status_code == 404


class TestSearch:
    def test_finds_topics_and_resources_with_reasons(
        self, ask: Ask, make_topic: Make, make_resource: Make
    ) -> None:
        make_topic("asthma")
        resource = make_resource(
            topics=("asthma",), texts={"en": TextDraft("Living with asthma")}
        )
        search.rebuild_index()

        answer = ask("search", q="asthma").json()

        assert [topic["slug"] for topic in answer["topics"]] == ["asthma"]
        assert [found["uid"] for found in answer["resources"]] == [resource.uid]
        assert answer["resources"][0]["found_by"][0] == {
            "where": "title",
            "words": ["asthma"],
            "topic": "",
        }
        assert answer["facets"]["language"] == {"en": 1}

    def test_languages_are_only_narrowed_on_request(
        self, ask: Ask, make_resource: Make
    ) -> None:
        make_resource(languages=("de",), texts={"de": TextDraft("Asthma dort")})
        search.rebuild_index()

        assert ask("search", q="asthma").json()["total"] == 1
        assert ask("search", q="asthma", language="hu").json()["total"] == 0

    def test_says_that_the_index_is_missing(self, ask: Ask, make_topic: Make) -> None:
        make_topic("asthma")

        answer = ask("search", q="asthma").json()

        assert answer["is_degraded"]
        assert [topic["slug"] for topic in answer["topics"]] == ["asthma"]

    def test_suggests(self, ask: Ask, make_topic: Make) -> None:
        make_topic("asthma")
        search.rebuild_index()

        assert ask("suggest", q="ast", reader="hu").json() == {
            "query": "ast",
            "topics": [
                {
                    "slug": "asthma",
                    "name": "Asthma magyarul",
                    "language": "hu",
                    "because": "",
                }
            ],
            "resources": [],
            "collections": [],
        }


class TestLog:
    def test_is_read_in_order_piece_by_piece(
        self, ask: Ask, make_resource: Make
    ) -> None:
        uids = [make_resource().uid for _ in range(3)]

        first = ask("log", size=2).json()
        rest = ask("log", size=2, after=first["next"]).json()

        subjects = [entry["subject"] for entry in first["items"] + rest["items"]]
        assert subjects == [f"resource:{uid}" for uid in uids]
        assert rest["next"] is None
        assert rest["head"] == rest["items"][-1]["hash"]

    def test_of_one_resource(self, ask: Ask, make_resource: Make) -> None:
        make_resource()
        resource = make_resource()

        (entry,) = ask("log", subject=f"resource:{resource.uid}").json()["items"]

        assert entry["verb"] == "resource_published"


def test_the_instance_says_what_it_holds(ask: Ask, make_resource: Make) -> None:
    make_resource()

    answer = ask("instance").json()

    assert answer["resources"] == 1
    assert answer["log_entries"] == 1
    assert answer["reviews_needed"] == 2
    assert answer["languages"][0] == "en"


@pytest.mark.parametrize(
    "path",
    ["topics", "topics/asthma", "resources", "collections", "search?q=page", "log"],
)
def test_more_rows_cost_no_more_queries(
    ask: Ask,
    make_topic: Make,
    make_resource: Make,
    make_collection: Make,
    count_queries: Callable[..., int],
    path: str,
) -> None:
    def add(number: int) -> None:
        slug = make_topic(f"page-{number}", parent="asthma").slug
        resource = make_resource(
            topics=("asthma", slug), texts={"en": TextDraft(f"Page {number}")}
        )
        make_collection(f"Page {number}", "public", resource)

    make_topic("asthma")
    add(0)
    search.rebuild_index()
    ask(path)
    few = count_queries(lambda: ask(path))
    for number in range(1, 11):
        add(number)
    search.rebuild_index()
    ask(path)  # what is counted once is counted

    assert count_queries(lambda: ask(path)) == few


def test_a_collection_with_more_resources_costs_no_more_queries(
    ask: Ask,
    make_resource: Make,
    make_collection: Make,
    count_queries: Callable[..., int],
) -> None:
    small = make_collection("Small", "public", make_resource())
    large = make_collection("Large", "public", *(make_resource() for _ in range(11)))

    few = count_queries(lambda: ask(f"collections/{small.uid}"))

    assert count_queries(lambda: ask(f"collections/{large.uid}")) == few


def test_sources_stay_named(ask: Ask, make_resource: Make) -> None:
    source = catalogue.make_source("starter", "Starter", policy="published")
    resource = make_resource()
    type(resource).objects.filter(pk=resource.pk).update(source=source)

    answer = ask(f"resources/{resource.uid}").json()

    assert answer["source"] == "starter"
    assert not answer["is_confirmed"]
