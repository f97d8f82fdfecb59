"""Addresses of the pages that join several rooms."""

from django.urls import path

from medagora.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
]
