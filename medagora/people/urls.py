"""Addresses of this room."""

from django.urls import path

from medagora.people import views

app_name = "people"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("link/<int:person_id>/<str:token>/", views.sign_in_link, name="sign-in-link"),
]
