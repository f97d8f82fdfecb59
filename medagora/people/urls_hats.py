"""Addresses of hats, within the room's."""

from django.urls import path

from medagora.people.views import hats, hats_asking, hats_desk, orcid

urlpatterns = [
    path("alias/", hats.alias, name="alias"),
    path("hats/", hats.my_hats, name="hats"),
    path("hats/new/", hats_asking.choose_role, name="new-hat"),
    path("hats/new/<slug:role>/", hats_asking.choose_way, name="new-hat-of"),
    path("hats/new/<slug:role>/<slug:way>/", hats_asking.ask, name="ask-for-hat"),
    path("hats/requests/<str:uid>/", hats_asking.hat_request, name="hat-request"),
    path(
        "hats/requests/<str:uid>/continue/",
        hats_asking.continue_request,
        name="continue-hat-request",
    ),
    path(
        "hats/requests/<str:uid>/papers/<str:paper>/",
        hats_desk.document,
        name="hat-paper",
    ),
    path("hats/vouch/<str:uid>/", hats_desk.vouch, name="hat-vouch"),
    path("hats/desk/", hats_desk.desk, name="hats-desk"),
    path("hats/desk/<str:uid>/", hats_desk.decide, name="decide-hat"),
    path("hats/domains/", hats_desk.mail_domains, name="hat-domains"),
    path(
        "hats/domains/<int:domain_id>/remove/",
        hats_desk.remove_mail_domain,
        name="remove-hat-domain",
    ),
    path("hats/<str:uid>/change/", hats.change_hat, name="change-hat"),
    path("hat/<str:uid>/", hats.hat, name="hat"),
    path("orcid/start/", orcid.start, name="orcid-start"),
]
