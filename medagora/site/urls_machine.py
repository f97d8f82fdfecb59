"""Addresses for programs: no language prefix."""

urlpatterns: list[object] = []
