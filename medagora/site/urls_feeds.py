"""Feeds and lists of sources that belong to no single page."""

from django.urls import path

from medagora.site.views import opml

urlpatterns = [
    path("feeds/site.opml", opml.own_feeds, name="own-opml"),
    path("feeds/sources.opml", opml.all_sources, name="sources-opml"),
    path("topics/<slug:slug>/sources.opml", opml.topic_sources, name="topic-opml"),
    path(
        "collections/<slug:uid>/sources.opml",
        opml.collection_sources,
        name="collection-opml",
    ),
]
