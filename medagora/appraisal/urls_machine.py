"""Addresses for programs: no language prefix."""

from django.urls import path

from medagora.appraisal.views import machine

app_name = "appraisal-machine"
urlpatterns = [
    path("all.jsonl", machine.everything, name="everything"),
    path("<slug:uid>.jsonld", machine.document, name="document"),
    path("<slug:uid>.jsonl", machine.lines, name="lines"),
]
