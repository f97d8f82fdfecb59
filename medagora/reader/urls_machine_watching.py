"""Stopping the mails: no sign-in, no language prefix."""

from django.urls import path

from medagora.reader.views import unsubscribing

urlpatterns = [
    path(
        "reader/unsubscribe/<str:token>/",
        unsubscribing.unsubscribe,
        name="reader-unsubscribe",
    )
]
