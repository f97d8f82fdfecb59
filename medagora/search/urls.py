"""Addresses of this room."""

from django.urls import path

from medagora.search import (
    views,
    views_country,
    views_feeds,
    views_saving,
    views_suggesting,
    views_unmet,
)

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views_suggesting.suggest, name="suggest"),
    path("country/", views_country.choose_country, name="country"),
    path("feed.atom", views_feeds.feed, {"form": "atom"}, name="feed"),
    path("feed.json", views_feeds.feed, {"form": "json"}, name="feed"),
    path("save/", views_saving.save, name="save"),
    path("tell/", views_unmet.tell, name="tell"),
    path("unmet/", views_unmet.unmet, name="unmet"),
]
