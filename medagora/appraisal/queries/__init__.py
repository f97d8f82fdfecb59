"""Reads about appraisals: the door of this room for looking."""

from medagora.appraisal.queries.own import (
    draft_of,
    find_draft,
    find_published,
    list_own,
)
from medagora.appraisal.queries.ratings import (
    InstrumentRatings,
    ItemRatings,
    RaterLine,
    list_ratings,
)
from medagora.appraisal.queries.reports import (
    find_answers,
    find_page_seen,
    findings_of,
    get_report,
    reading_as_data,
    report_as_data,
)
from medagora.appraisal.queries.seen import Seen, seen_by_item
from medagora.appraisal.queries.statements import (
    document_about,
    published_lines,
    published_lines_about,
)
from medagora.appraisal.queries.summaries import (
    InstrumentCount,
    count_by_instrument,
)
from medagora.appraisal.queries.telling import Group, Told, grouped, told

__all__ = [
    "Group",
    "InstrumentCount",
    "InstrumentRatings",
    "ItemRatings",
    "RaterLine",
    "Seen",
    "Told",
    "count_by_instrument",
    "document_about",
    "draft_of",
    "find_answers",
    "find_draft",
    "find_page_seen",
    "find_published",
    "findings_of",
    "get_report",
    "grouped",
    "list_own",
    "list_ratings",
    "published_lines",
    "published_lines_about",
    "reading_as_data",
    "report_as_data",
    "seen_by_item",
    "told",
]
