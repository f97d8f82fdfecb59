"""Topics: the list, and one with all its words and codes."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from medagora.api.entrance import answers
from medagora.api.entrance.cursors import part_of_list
from medagora.api.entrance.parameters import Paged, Reader
from medagora.api.queries import keeping
from medagora.api.schemas import public as schemas
from medagora.topics import queries as topics
from medagora.topics.domain.words import BodySystem, TopicKind

if TYPE_CHECKING:
    from medagora.topics.models import Topic

router = Router()


class TopicFilters(Paged):
    reader: Reader = "en"
    kind: TopicKind | None = None
    body_system: BodySystem | None = None
    size: int = Field(100, ge=1, le=500, description="Items on a page.")


@router.get(
    "/topics",
    response={200: schemas.Page[schemas.TopicLine], 422: schemas.Problem},
    summary="All topics, A-Z",
)
def list_topics(request: HttpRequest, filters: Query[TopicFilters]) -> Any:
    marks = topics.change_marks()
    if same := answers.same_as_before(request, *marks):
        return same
    lines = keeping.list_topics(filters.reader, marks)
    slugs = {line.id: line.slug for line in lines}
    shown = [
        line
        for line in lines
        if filters.kind in {None, line.kind}
        and filters.body_system in {None, line.body_system}
    ]
    part = part_of_list(
        shown,
        filters.asked,
        name=f"topics {filters.reader}",
        key=keeping.topic_place,
    )
    return part.with_items(
        [
            {
                "slug": line.slug,
                "name": line.name,
                "language": line.language,
                "kind": line.kind,
                "body_system": line.body_system,
                "parent": slugs.get(line.parent_id, "") if line.parent_id else "",
            }
            for line in part.rows
        ]
    )


@router.get(
    "/topics/{slug}",
    response={200: schemas.Topic, 404: schemas.Problem},
    by_alias=True,
    summary="One topic with its words in every language, codes and relatives",
)
def get_topic(request: HttpRequest, slug: str) -> Any:
    topic = topics.get_topic(slug)
    answers.changed_at(request, topic.updated_at)
    family = topics.get_family(topic, "en")
    codes: dict[str, list[str]] = {}
    for code in topic.codes.all():
        codes.setdefault(code.system, []).append(code.value)
    return {
        "slug": topic.slug,
        "kind": topic.kind,
        "body_system": topic.body_system,
        "parent": family.parent.slug if family.parent else "",
        "children": [line.slug for line in family.children],
        "related": [line.slug for line in family.related],
        "codes": codes,
        "texts": _texts(topic),
        "updated_at": topic.updated_at,
    }


def _texts(topic: "Topic") -> dict[str, Any]:
    texts: dict[str, Any] = {
        text.language: {"name": text.name, "description": text.description, "terms": []}
        for text in topic.texts.all()
    }
    for term in topic.terms.all():
        nameless: dict[str, Any] = {"name": "", "description": "", "terms": []}
        words = texts.setdefault(term.language, nameless)
        words["terms"].append({"text": term.text, "register": term.register})
    return texts
