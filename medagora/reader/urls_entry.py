"""Addresses of the page of an entry."""

from django.urls import path

from medagora.reader.views import entry, offline

urlpatterns = [
    path("entry/<int:entry_id>/", entry.entry, name="entry"),
    path("entry/<int:entry_id>/mark/", entry.mark, name="entry-mark"),
    path("entry/<int:entry_id>/played/", entry.played, name="entry-played"),
    path("entry/<int:entry_id>/whole/", entry.whole, name="entry-whole"),
    path(
        "entry/<int:entry_id>/always-whole/",
        entry.always_whole,
        name="entry-always-whole",
    ),
    path("offline/", offline.offline, name="offline"),
    path("offline/list.json", offline.offline_list, name="offline-list"),
]
