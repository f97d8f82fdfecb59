"""Addresses of this room."""

app_name = "search"
urlpatterns: list[object] = []
