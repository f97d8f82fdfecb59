"""Addresses for programs that belong to the page of an entry."""

from django.urls import path

from medagora.reader.views import images, offline

urlpatterns = [
    path("reader/image/<str:token>/", images.image, name="reader-image"),
    path("sw.js", offline.service_worker, name="reader-service-worker"),
]
