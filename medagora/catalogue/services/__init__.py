"""Writes about resources and collections: the door of this room for changes."""

from medagora.catalogue.services.arrivals import (
    Arrival,
    add_resources,
    remember_source,
    restore_collections,
    restore_dates,
    restore_successors,
    set_states,
)
from medagora.catalogue.services.bundles import set_bundle
from medagora.catalogue.services.collections import (
    add_editor,
    add_item,
    change_collection,
    create_collection,
    delete_collection,
    fork_collection,
    give_up_collections,
    move_item,
    remove_editor,
    remove_item,
    set_note,
)
from medagora.catalogue.services.link_checks import (
    ask_for_link_check,
    claim_link_checks,
    record_link_check,
)
from medagora.catalogue.services.listings import relist
from medagora.catalogue.services.resources import (
    AlreadyThere,
    add_resource,
    bring_review_forward,
    change_resource,
    make_source,
    name_successor,
    note_review,
    set_state,
)

__all__ = [
    "AlreadyThere",
    "Arrival",
    "add_editor",
    "add_item",
    "add_resource",
    "add_resources",
    "ask_for_link_check",
    "bring_review_forward",
    "change_collection",
    "change_resource",
    "claim_link_checks",
    "create_collection",
    "delete_collection",
    "fork_collection",
    "give_up_collections",
    "make_source",
    "move_item",
    "name_successor",
    "note_review",
    "record_link_check",
    "relist",
    "remember_source",
    "remove_editor",
    "remove_item",
    "restore_collections",
    "restore_dates",
    "restore_successors",
    "set_bundle",
    "set_note",
    "set_state",
    "set_states",
]
