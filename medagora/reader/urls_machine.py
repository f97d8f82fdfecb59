"""Addresses of the reader for programs: no language prefix."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver

PARTS = ("entry", "watching", "taking", "health")


def _patterns() -> list[URLPattern | URLResolver]:
    names = [f"medagora.reader.urls_machine_{part}" for part in PARTS]
    modules = [import_module(name) for name in names if find_spec(name)]
    return [pattern for module in modules for pattern in module.urlpatterns]


urlpatterns = _patterns()
