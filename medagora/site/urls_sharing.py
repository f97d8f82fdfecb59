"""The widget and oEmbed: addresses that stand on other sites, and never change."""

from django.urls import URLPattern, path

from medagora.site.views import embed, oembed

urlpatterns: list[URLPattern] = [
    path("oembed", oembed.answer, name="oembed"),
    path("embed/<slug:language>/<slug:kind>/<slug:key>", embed.widget, name="embed"),
]
