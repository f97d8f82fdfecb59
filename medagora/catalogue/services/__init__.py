"""Writes about resources and collections: the door of this room for changes."""

from medagora.catalogue.services.listings import relist
from medagora.catalogue.services.resources import (
    AlreadyThere,
    add_resource,
    change_resource,
    make_source,
    note_review,
    record_link_check,
    set_state,
)

__all__ = [
    "AlreadyThere",
    "add_resource",
    "change_resource",
    "make_source",
    "note_review",
    "record_link_check",
    "relist",
    "set_state",
]
