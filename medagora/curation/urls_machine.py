"""Addresses of this room for programs: no language prefix."""

from django.urls import path

from medagora.curation.views import log

urlpatterns = [
    path("log.atom", log.log_atom, name="log-atom"),
    path("log.jsonl", log.log_jsonl, name="log-jsonl"),
]
