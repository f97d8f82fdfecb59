"""Addresses of this room."""

from django.urls import include, path

from medagora.people.views import account, invitations, people, profile

app_name = "people"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/", profile.edit_profile, name="edit-profile"),
    path("topics/", profile.topics, name="topics"),
    path("interests/", profile.declared_interests, name="declared-interests"),
    path(
        "interests/<int:interest_id>/", profile.change_interest, name="change-interest"
    ),
    path("settings/", account.settings, name="settings"),
    path("settings/sign-out/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("export/", account.export, name="export"),
    path("erase/", account.erase, name="erase"),
    path("erased/", account.erased, name="erased"),
    path("roles/", account.roles, name="roles"),
    path(
        "link/<int:person_id>/<str:token>/", account.sign_in_link, name="sign-in-link"
    ),
    path("invitations/", invitations.invitations, name="invitations"),
    path(
        "invitations/<int:invitation_id>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("curators/<int:grant_id>/end/", invitations.end_curator, name="end-curator"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("notices/", include("medagora.people.urls_notices")),
    path("people/", people.people, name="people"),
    path("people/<slug:pseudonym>/", people.person, name="person"),
    path("people/<slug:pseudonym>/change/", people.change_person, name="change-person"),
    path(
        "people/<slug:pseudonym>/roles/<int:grant_id>/end/",
        people.end_role,
        name="end-role",
    ),
    path("curators/<slug:pseudonym>/", profile.judge, name="judge"),
    path("", include("medagora.people.urls_consents")),
    path("", include("medagora.people.urls_hats")),
]
