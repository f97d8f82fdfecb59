"""HL7 Infobutton requests, without a language in the address."""

from django.urls import path

from medagora.api.views import infobutton

urlpatterns = [
    path("infobutton", infobutton.respond, name="infobutton"),
    path("infobutton/profile.xml", infobutton.profile, name="infobutton-profile"),
]
