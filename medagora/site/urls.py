"""Addresses of the pages that join several rooms."""

from django.urls import path

from medagora.site.views import home

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
]
