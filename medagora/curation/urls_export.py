"""Addresses of the downloads: no language prefix."""

from django.urls import path

from medagora.curation.views import exporting

app_name = "export"
urlpatterns = [path("<str:name>", exporting.download, name="download")]
