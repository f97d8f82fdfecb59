"""Addresses of the helpers' desk, and of what an asker says about who is asked."""

from django.urls import path

from medagora.community.views import helping

urlpatterns = [
    path("helping/", helping.desk, name="helping"),
    path("helping/settings/", helping.settings, name="helping-settings"),
    path("helping/stop/", helping.stop_helping, name="helping-stop"),
    path("helping/<slug:uid>/", helping.offer, name="offer"),
    path("helping/<slug:uid>/pass/", helping.pass_offer, name="offer-pass"),
    path("q/<slug:uid>/meanwhile/", helping.meanwhile, name="meanwhile"),
    path("q/<slug:uid>/stop-asking/", helping.stop_asking, name="stop-asking"),
    path("q/<slug:uid>/languages/", helping.other_languages, name="other-languages"),
]
