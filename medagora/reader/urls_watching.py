"""Alerts, mute rules, digests, news."""

from django.urls import path

from medagora.reader.views import digests, muting, news, watching

urlpatterns = [
    path("watching/", watching.overview, name="watching"),
    path("watching/query/", watching.query_help, name="query-help"),
    path("watching/alert/new/", watching.alert_new, name="alert-new"),
    path("watching/alert/<int:alert_id>/", watching.alert, name="alert"),
    path("watching/alert/<int:alert_id>/edit/", watching.alert_edit, name="alert-edit"),
    path(
        "watching/alert/<int:alert_id>/change/",
        watching.alert_change,
        name="alert-change",
    ),
    path("watching/muted/", muting.mutes, name="mutes"),
    path("watching/muted/<int:rule_id>/", muting.mute, name="mute"),
    path("watching/digest/", digests.digest, name="digest"),
    path("watching/digest/preview/", digests.preview, name="digest-preview"),
    path("watching/digest/preview.html", digests.preview_html, name="digest-html"),
    path("watching/digest/send/", digests.send, name="digest-send"),
    path("news/", news.news, name="news"),
    path("news/seen/", news.seen, name="news-seen"),
]
