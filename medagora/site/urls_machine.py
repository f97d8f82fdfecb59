"""Addresses for programs: no language prefix."""

from django.urls import path

from medagora.site.views import machine

urlpatterns = [
    path("robots.txt", machine.robots, name="robots"),
    path("sitemap.xml", machine.sitemap, name="sitemap"),
    path(
        "sitemap-<slug:name>-<int:number>.xml",
        machine.sitemap_part,
        name="sitemap-part",
    ),
]
