"""schema.org on pages: the right types, only properties that they have, no blanks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.domain.schema_org import TYPES
from medagora.catalogue.domain.words import Kind, Visibility
from medagora.community.domain.drafts import PostDraft, QuestionDraft
from medagora.community.domain.words import Audience
from medagora.community.domain.words import Kind as Ask
from medagora.community.services import asking, posting
from medagora.people.models import Person
from medagora.people.services.aliases import ensure_alias
from tests.conftest import NOW
from tests.people.agreeing import agree
from tests.site.conftest import structured_data

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Read = Callable[..., str]

_THING = {"@type", "@id", "name", "description", "url", "sameAs", "identifier"}
_WORK = _THING | {
    *("inLanguage", "author", "creditText", "publisher", "audience", "about", "text"),
    *("dateCreated", "datePublished", "dateModified", "isAccessibleForFree"),
    *("accessibilitySummary", "headline", "comment", "commentCount", "mainEntity"),
}
_PAGE = _WORK | {"lastReviewed"}
#: What schema.org allows of what we use. Types that are not here are not used.
PROPERTIES: dict[str, set[str]] = {
    "WebPage": _PAGE,
    "CollectionPage": _PAGE,
    "MedicalWebPage": _PAGE,
    "ProfilePage": _PAGE,
    "QAPage": _PAGE,
    "Question": _WORK | {"answerCount", "acceptedAnswer", "suggestedAnswer"},
    "Answer": _WORK,
    "Comment": _WORK,
    "DiscussionForumPosting": _WORK,
    "ItemList": _THING | {"itemListElement", "numberOfItems"},
    "ListItem": _THING | {"position", "item"},
    "MedicalEntity": _THING | {"alternateName", "code"},
    "MedicalCondition": _THING | {"alternateName", "code"},
    "MedicalCode": {"@type", "codeValue", "codingSystem"},
    "MedicalAudience": _THING | {"audienceType"},
    "Organization": _THING | {"address"},
    "PostalAddress": {"@type", "addressCountry"},
    "Person": _THING,
    "SearchAction": _THING | {"target", "query-input"},
    **{name: _WORK | {"potentialAction"} for name in ("WebSite", "Blog")},
    **dict.fromkeys(set(TYPES.values()) - {"WebSite", "Blog"}, _PAGE),
}
#: Properties whose values must be of these types.
RANGES = {
    "author": {"Person", "Organization"},
    "publisher": {"Person", "Organization"},
    "about": {"MedicalEntity", "MedicalCondition"},
    "acceptedAnswer": {"Answer"},
    "suggestedAnswer": {"Answer"},
    "comment": {"Comment"},
    "code": {"MedicalCode"},
    "itemListElement": {"ListItem"},
}


def assert_exact(node: Any) -> None:
    """Every node has a type with these properties, and nothing is empty."""
    types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    allowed = set().union(*(PROPERTIES[one] for one in types))
    for name, value in node.items():
        assert name == "@context" or name in allowed, (types, name)
        assert value not in ("", [], {}, None), (types, name)
        if name in {"url", "@id"}:
            assert urlsplit(value).scheme in {"http", "https"}, value
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, dict):
                assert child["@type"] in RANGES.get(name, {child["@type"]}), name
                assert_exact(child)


def exact_data(page: str) -> Any:
    data = structured_data(page)
    assert data["@context"] == "https://schema.org"
    assert_exact(data)
    return data


def test_home_says_how_it_is_searched(read: Read) -> None:
    assert exact_data(read("/en/"))["@type"] == "WebSite"


@pytest.mark.parametrize("kind", ["condition", "medicine", "health-system"])
def test_a_topic_page_is_about_a_medical_entity(
    read: Read, make_topic: Make, kind: str
) -> None:
    make_topic("asthma", kind=kind, codes=(("icd10", "J45"), ("loinc", "1-8")))

    data = exact_data(read("/hu/topics/asthma/"))

    assert data["inLanguage"] == "hu"
    assert {one["codingSystem"] for one in data["about"]["code"]} == {"ICD-10", "LOINC"}
    assert data["url"].endswith("/hu/topics/asthma/")


def test_a_topic_without_codes_or_description_leaves_them_out(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma", codes=())

    assert "code" not in exact_data(read("/en/topics/asthma/"))["about"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_resource_page_is_about_a_work_of_its_kind(
    read: Read, make_topic: Make, make_resource: Make, kind: Kind
) -> None:
    make_topic("asthma")
    resource = make_resource(
        kind=kind,
        audience="patients",
        topics=("asthma",),
        publisher="NHS",
        country="GB",
        languages=("en", "cy"),
        accessibility_notes="With subtitles.",
    )

    data = exact_data(read(f"/en/resource/{resource.uid}/"))

    assert data["@type"] == "WebPage"
    assert data["mainEntity"]["@type"] == TYPES[kind]
    assert data["mainEntity"]["url"] == resource.address


def test_a_collection_page_lists_what_it_shows(
    read: Read, make_resource: Make, member: Person
) -> None:
    resource = make_resource(texts={"en": TextDraft("A site", "Says why.")})
    draft = CollectionDraft(
        title="First steps",
        by_name="Mia",
        language="en",
        visibility=Visibility.PUBLIC,
    )
    collection = catalogue.create_collection(draft, by=member)
    catalogue.add_item(collection, resource, by=member)

    data = exact_data(read(f"/en/collections/{collection.uid}/"))

    assert data["creditText"] == collection.by_name
    assert data["mainEntity"]["numberOfItems"] == 1
    (row,) = data["mainEntity"]["itemListElement"]
    assert (row["position"], row["name"]) == (1, "A site")


@pytest.fixture
def make_known(make_person: Make) -> Make:
    def make(name: str) -> Person:
        person = make_person(name)
        person.joined_at = NOW - timedelta(days=200)
        person.save(update_fields=["joined_at"])
        ensure_alias(person)
        return agree(person)

    return make


@pytest.fixture
def ask(make_topic: Make, make_known: Make) -> Make:
    def make(**fields: Any) -> Any:
        make_topic("asthma")
        draft = QuestionDraft(
            **{
                "kind": Ask.LIVING,
                "title": "How do you sleep with asthma?",
                "post": PostDraft("I wake **up** & cough.\n\nEvery night."),
                "topics": ("asthma",),
                "language": "en",
                **fields,
            }
        )
        return asking.ask(draft, by=make_known("Anna"), at=NOW)

    return make


def test_a_question_page_has_the_question_and_its_answers(
    read: Read, ask: Make, make_known: Make
) -> None:
    question, helper = ask(), make_known("Hugo")
    helped = posting.answer(question, PostDraft("Sit up."), by=helper, at=NOW)
    posting.answer(question, PostDraft("Open a window."), by=helper, at=NOW)
    posting.accept_answer(helped, by=question.author, at=NOW)

    data = exact_data(read(f"/en/community/q/{question.uid}/"))

    asked = data["mainEntity"]
    assert data["@type"] == "QAPage"
    assert asked["name"] == "How do you sleep with asthma?"
    assert asked["text"] == "I wake up & cough. Every night."
    assert asked["answerCount"] == 2
    assert [one["text"] for one in asked["acceptedAnswer"]] == ["Sit up."]
    assert [one["text"] for one in asked["suggestedAnswer"]] == ["Open a window."]
    assert asked["author"]["name"] == question.author.alias
    assert asked["about"] == [{"@type": "MedicalEntity", "name": "Asthma"}]


def test_a_thread_for_support_is_a_posting_with_comments(
    read: Read, ask: Make, make_known: Make
) -> None:
    question = ask(kind=Ask.SUPPORT)
    posting.answer(question, PostDraft("Same here."), by=make_known("Hugo"), at=NOW)

    data = exact_data(read(f"/en/community/q/{question.uid}/"))

    assert data["@type"] == "DiscussionForumPosting"
    assert data["commentCount"] == 1
    assert data["comment"][0]["text"] == "Same here."


def test_a_question_for_members_tells_search_engines_nothing(
    client: Any, ask: Make
) -> None:
    question = ask(audience=Audience.MEMBERS)
    client.force_login(question.author)

    page = client.get(f"/en/community/q/{question.uid}/").content.decode()

    assert "application/ld+json" not in page
    assert 'content="noindex"' in page
