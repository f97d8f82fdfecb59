"""CSL-JSON, what citation processors read (Citation Style Language 1.0.2)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from medagora.catalogue.domain.citing.works import Work
from medagora.catalogue.domain.words import Kind

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

_TYPES: Mapping[Kind, str] = {
    Kind.BLOG: "post-weblog",
    Kind.PODCAST: "broadcast",
    Kind.VIDEO_CHANNEL: "motion_picture",
    Kind.JOURNAL: "periodical",
    Kind.WIKI_PAGE: "entry-encyclopedia",
    Kind.APP: "software",
    Kind.TOOL: "software",
    Kind.SLIDES: "speech",
    Kind.GUIDELINE: "report",
}
_USUAL = "webpage"


def write(works: Iterable[Work]) -> str:
    return json.dumps(list(map(item_of, works)), ensure_ascii=False, indent=1)


def type_of(work: Work) -> str:
    if work.is_paper:
        return "article-journal"
    return _TYPES.get(work.kind, _USUAL) if work.kind else _USUAL


def item_of(work: Work) -> dict[str, Any]:
    """Plain data; what is not known is left out."""
    day = work.seen_on
    found = {
        "id": work.key,
        "type": type_of(work),
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "publisher": work.publisher,
        "publisher-place": work.country,
        "genre": work.genre,
        "language": next(iter(work.languages), ""),
        "URL": work.address,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
        "DOI": work.doi,
        "ISSN": work.issn,
        "abstract": work.abstract,
        "keyword": ", ".join(work.topics),
        "note": work.note,
        "source": work.found_in,
    }
    return {name: value for name, value in found.items() if value}
