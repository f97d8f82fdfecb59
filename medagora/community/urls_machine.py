"""Addresses of this room that have no language: files."""

from django.urls import path

from medagora.community.views import pictures

urlpatterns = [
    path(
        "pictures/<slug:uid>",
        pictures.picture_file,
        name="community-picture",
    ),
]
