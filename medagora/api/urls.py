"""Addresses for programs: no language prefix."""

from django.urls import path
from django.views.generic import RedirectView

from medagora.api.views import api

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api:openapi-view")),
    path("v1/", api.urls),
]
