"""Addresses of this room."""

from django.urls import path

from medagora.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
]
