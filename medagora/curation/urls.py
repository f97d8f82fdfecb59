"""Addresses of this room."""

app_name = "curation"
urlpatterns: list[object] = []
