"""Addresses of what people agreed to."""

from django.urls import path

from medagora.people.views import consents

urlpatterns = [
    path("before-writing/", consents.before_writing, name="before-writing"),
    path("consents/", consents.list_consents, name="consents"),
    path("consents/withdraw/", consents.withdraw, name="withdraw-consent"),
]
