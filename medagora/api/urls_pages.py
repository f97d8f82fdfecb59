"""Pages for people about the doors for programs, under a language."""

from django.urls import URLPattern, path

from medagora.api.views import infobutton_page, keys

app_name = "doors"
urlpatterns: list[URLPattern] = [
    path("infobutton/", infobutton_page.infobutton_page, name="infobutton"),
    path("account/keys/", keys.key_list, name="keys"),
    path("account/keys/<int:key_id>/revoke/", keys.key_revoke, name="key-revoke"),
]
