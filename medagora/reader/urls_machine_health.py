"""Where hubs tell us what is new."""

from django.urls import path

from medagora.reader.views import hub

urlpatterns = [
    path("reader/hub/<slug:token>/", hub.callback, name="reader-hub"),
]
