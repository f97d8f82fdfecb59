"""Addresses for programs: no language prefix."""

from django.urls import path

from medagora.site.views import companion, desk_feeds, machine, security
from medagora.web import views_hub

urlpatterns = [
    path("robots.txt", machine.robots, name="robots"),
    path("sitemap.xml", machine.sitemap, name="sitemap"),
    path(
        "sitemap-<slug:name>-<int:number>.xml",
        machine.sitemap_part,
        name="sitemap-part",
    ),
    path(".well-known/security.txt", security.security_txt, name="security-txt"),
    path("websub/hub", views_hub.hub, name="websub-hub"),
    path(
        "desk/feed/<str:key>/<slug:name>.<slug:form>",
        desk_feeds.desk_feed,
        name="desk-feed",
    ),
    path("companion/list", companion.signed_list, name="companion-list"),
    path("companion/key", companion.key, name="companion-key"),
    path(
        "companion/bucket/<int:bits>/<int:number>",
        companion.bucket,
        name="companion-bucket",
    ),
    path("companion/<slug:browser>.zip", companion.package, name="companion-package"),
]
