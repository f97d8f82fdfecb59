"""Addresses of this room; topics are read in ``site``."""

from django.urls import path

from medagora.topics import views

app_name = "topics"
urlpatterns = [
    path("edit/new/", views.topic_new, name="topic-new"),
    path("<slug:slug>/edit/", views.topic_edit, name="topic-edit"),
    path("<slug:slug>/edit/language/", views.text_new, name="text-new"),
    path("<slug:slug>/edit/<slug:language>/", views.text_edit, name="text-edit"),
    path(
        "<slug:slug>/edit/<slug:language>/remove/",
        views.text_remove,
        name="text-remove",
    ),
]
