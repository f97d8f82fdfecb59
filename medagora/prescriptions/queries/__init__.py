"""Reads about sheets: the door of this room for looking."""

from medagora.prescriptions.queries.basket import basket, basket_lines, ticked
from medagora.prescriptions.queries.prescriptions import (
    by_code,
    count_flagged,
    find_by_code,
    list_own,
    list_services,
    list_templates,
    live_things,
)
from medagora.prescriptions.queries.replacing import replacements, successors
from medagora.prescriptions.queries.sheets import draft_sheet, sheet
from medagora.prescriptions.queries.suggest import (
    Suggestion,
    TopicFound,
    for_code,
)
from medagora.prescriptions.queries.things import collection_page, service_of

__all__ = [
    "Suggestion",
    "TopicFound",
    "basket",
    "basket_lines",
    "by_code",
    "collection_page",
    "count_flagged",
    "draft_sheet",
    "find_by_code",
    "for_code",
    "list_own",
    "list_services",
    "list_templates",
    "live_things",
    "replacements",
    "service_of",
    "sheet",
    "successors",
    "ticked",
]
