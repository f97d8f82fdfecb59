"""Reads about sheets: the door of this room for looking."""

from medagora.prescriptions.queries.basket import basket, basket_lines
from medagora.prescriptions.queries.prescriptions import (
    by_code,
    list_own,
    list_services,
    list_templates,
)
from medagora.prescriptions.queries.replacing import replacements
from medagora.prescriptions.queries.sheets import draft_sheet, sheet
from medagora.prescriptions.queries.suggest import (
    Suggestion,
    TopicFound,
    for_code,
)

__all__ = [
    "Suggestion",
    "TopicFound",
    "basket",
    "basket_lines",
    "by_code",
    "draft_sheet",
    "for_code",
    "list_own",
    "list_services",
    "list_templates",
    "replacements",
    "sheet",
]
