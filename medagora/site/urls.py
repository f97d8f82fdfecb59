"""Addresses of the pages that join several rooms."""

from django.urls import include, path

from medagora.site.views import (
    companion,
    exports,
    home,
    machine,
    resources,
    statements,
    style,
    topics,
)

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("new/", home.new, name="new"),
    path("new/feed.atom", home.new_feed, {"form": "atom"}, name="new-feed"),
    path("new/feed.json", home.new_feed, {"form": "json"}, name="new-feed"),
    path("feeds/", home.feed_list, name="feeds"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:slug>/", topics.topic_detail, name="topic-detail"),
    path(
        "topics/<slug:slug>/feed.atom",
        topics.topic_feed,
        {"form": "atom"},
        name="topic-feed",
    ),
    path(
        "topics/<slug:slug>/feed.json",
        topics.topic_feed,
        {"form": "json"},
        name="topic-feed",
    ),
    path("resource/<slug:uid>/", resources.resource_detail, name="resource-detail"),
    path("", include("medagora.site.urls_carrying")),
    path("", include("medagora.site.urls_feeds")),
    path("exports/", exports.exports, name="exports"),
    path("companion/", companion.companion, name="companion"),
    path("about/", statements.about, name="about"),
    path("privacy/", statements.privacy, name="privacy"),
    path("privacy/data-map/", statements.data_map, name="data-map"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("opensearch.xml", machine.opensearch, name="opensearch"),
    path("style/", style.style, name="style"),
    path("manifest.webmanifest", style.manifest, name="manifest"),
]
