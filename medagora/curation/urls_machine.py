"""Addresses of this room for programs: no language prefix."""

from django.urls import path

from medagora.curation.views import log

urlpatterns = [
    path("log.atom", log.log_feed, {"form": "atom"}, name="log-atom"),
    path("log.json", log.log_feed, {"form": "json"}, name="log-json"),
    path("log.jsonl", log.log_jsonl, name="log-jsonl"),
]
