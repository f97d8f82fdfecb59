"""Addresses of this room; resources have their page in ``site``."""

from django.urls import path

from medagora.catalogue.views import editing, reading

app_name = "catalogue"
urlpatterns = [
    path("", reading.collection_list, name="collection-list"),
    path("mine/", editing.my_collections, name="my-collections"),
    path("new/", editing.collection_new, name="collection-new"),
    path("add/<slug:uid>/", editing.collection_add, name="collection-add"),
    path("<slug:uid>/", reading.collection_detail, name="collection-detail"),
    path(
        "<slug:uid>/feed.atom",
        reading.collection_feed,
        {"form": "atom"},
        name="collection-feed",
    ),
    path(
        "<slug:uid>/feed.json",
        reading.collection_feed,
        {"form": "json"},
        name="collection-feed",
    ),
    path("<slug:uid>/edit/", editing.collection_edit, name="collection-edit"),
    path("<slug:uid>/fork/", editing.collection_fork, name="collection-fork"),
    path("<slug:uid>/delete/", editing.collection_delete, name="collection-delete"),
    path("<slug:uid>/items/<int:item_id>/", editing.item_note, name="item-note"),
    path("<slug:uid>/items/<int:item_id>/move/", editing.item_move, name="item-move"),
    path(
        "<slug:uid>/items/<int:item_id>/remove/",
        editing.item_remove,
        name="item-remove",
    ),
    path("<slug:uid>/editors/", editing.editor_add, name="editor-add"),
    path(
        "<slug:uid>/editors/<int:person_id>/remove/",
        editing.editor_remove,
        name="editor-remove",
    ),
]
