"""Bringing along, taking away, keys."""

from django.urls import path

from medagora.reader.views import taking

urlpatterns = [
    path("take/", taking.overview, name="taking"),
    path("take/look/", taking.look, name="taking-look"),
    path("take/sources.opml", taking.sources, name="taking-sources"),
    path("take/keys/", taking.key_list, name="taking-keys"),
    path("take/keys/<int:key_id>/revoke/", taking.key_revoke, name="taking-revoke"),
]
