"""Reads about resources and collections: the door of this room for looking."""

from medagora.catalogue.queries.resources import (
    find_by_address,
    get_resource,
    list_newest,
    published_for_index,
    resources_for,
    text_of,
)

__all__ = [
    "find_by_address",
    "get_resource",
    "list_newest",
    "published_for_index",
    "resources_for",
    "text_of",
]
