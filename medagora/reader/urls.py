"""Pages of the reader: each part lists its own addresses."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver

PARTS = ("reading", "entry", "watching", "taking", "health", "colleagues")


def _patterns() -> list[URLPattern | URLResolver]:
    names = [f"medagora.reader.urls_{part}" for part in PARTS]
    modules = [import_module(name) for name in names if find_spec(name)]
    return [pattern for module in modules for pattern in module.urlpatterns]


app_name = "reader"
urlpatterns = _patterns()
