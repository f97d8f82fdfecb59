"""Addresses of the conduct kit: rules, what to say of oneself, before one posts."""

from django.urls import path

from medagora.community.views import conduct

urlpatterns = [
    path("rules/", conduct.rules, name="rules"),
    path("before-you-post/", conduct.preflight, name="preflight"),
    path("disclaimers/", conduct.disclaimers, name="disclaimers"),
]
