"""Addresses of judging any page: short, as people tell them each other."""

from django.urls import path

from medagora.appraisal.views import reports

app_name = "judge"
urlpatterns = [
    path("", reports.judge_page, name="form"),
    path("<slug:token>/", reports.report, name="report"),
    path("<slug:token>/ready/", reports.ready, name="ready"),
    path("<slug:token>/instruments/", reports.instruments, name="instruments"),
    path("<slug:token>/learn/", reports.learn, name="learn"),
]
